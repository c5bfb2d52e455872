"""The console as an ASGI application on a real database, with a clock that the test sets."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import CodeType

import httpx
import pytest
from argon2 import PasswordHasher
from jinja2 import Environment

from bot.broadcast.sms_offer import SmsOffer
from bot.common.client_address import TrustedProxies
from bot.console.console_context import ConsoleContext
from bot.console.content_editor import ContentEditor
from bot.content.checks import check
from bot.content.snapshot import Content
from bot.conversation.phrase_review import PhraseReview
from bot.conversation.say.wording import Wording
from bot.conversation.staff_actions import StaffActions
from bot.runtime.openers import ContentAndWords
from bot.runtime.snapshot_loading import expected
from bot.services import LABELS, SERVICES, load_content
from bot.storage import staff_accounts
from bot.storage.database import Database
from bot.understanding.pipeline import Understanding
from tests.stage import MORNING, ROOT
from tests.unit.console.office import Office, sign_in


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real argon2 hashes, but of a thousandth of the work: two at their full cost take longer than most of the tests."""
    monkeypatch.setattr(staff_accounts, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture(scope="package", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Each test makes an application of its own; a template's code is the same in all of them."""
    compiled: dict[tuple[str, str | None, str | None], CodeType] = {}
    compile_source = Environment.compile

    def compile_once(
        self: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        key = (source, name, filename)
        if key not in compiled:
            compiled[key] = compile_source(self, source, name, filename)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture
def office(database: Database, content: Content, understanding: Understanding, tmp_path: Path) -> Office:
    now, needs, words = [MORNING], expected(), Wording(content.replies)
    context = ConsoleContext(
        database,
        StaffActions(SERVICES, database, lambda: ContentAndWords(content, words), lambda: now[0]),
        lambda: content,
        lambda: understanding,
        lambda actor: PhraseReview(database, tmp_path, lambda: now[0], actor, LABELS),
        ContentEditor(ROOT, tmp_path / "history", lambda folder: check(load_content(folder), needs)),
        lambda: now[0],
        "高河塘社区",
        45,
        SmsOffer(("console",)),
        TrustedProxies("192.0.2.1"),
    )
    return Office(context, database, now)


@pytest.fixture
async def clerk(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """A manager who has signed in."""
    await office.account()
    async with office.browser() as browser:
        assert (await sign_in(browser)).status_code == 303
        yield browser
