"""What the console's pages work with, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from bot.broadcast.sms_offer import SmsOffer
from bot.common.client_address import TrustedProxies
from bot.common.clock import Clock
from bot.console.content_editor import ContentEditor
from bot.content.snapshot import Content
from bot.conversation.phrase_review import PhraseReview
from bot.conversation.staff_actions import StaffActions
from bot.storage.database import Database
from bot.storage.staff_accounts import Role, StaffAccount
from bot.understanding.pipeline import Understanding


@dataclass(frozen=True, slots=True)
class ConsoleContext:
    """phrase_review: of an actor; signature, price: of SMS, for previews; sms: whether any can be ordered."""

    database: Database
    staff_actions: StaffActions
    content: Callable[[], Content]
    understanding: Callable[[], Understanding]
    phrase_review: Callable[[str], PhraseReview]
    editor: ContentEditor
    clock: Clock
    signature: str
    price: int
    sms: SmsOffer
    proxies: TrustedProxies


def staff_of(request: Request) -> StaffAccount:
    """The person who is signed in."""
    staff = request.state.staff
    assert isinstance(staff, StaffAccount)
    return staff


def actor_of(request: Request) -> str:
    """The person who is signed in, as the audit names them."""
    return f"staff:{staff_of(request).name}"


def has_role(request: Request, role: Role) -> bool:
    """Whether the person who is signed in has this role, or a greater one."""
    return Role(staff_of(request).role).may(role)
