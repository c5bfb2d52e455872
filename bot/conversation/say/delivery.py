"""The replies as they are delivered: parked ones first, cut to what the resident and the channel can take."""

from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Control
from bot.conversation.say.large_print import in_large_print
from bot.conversation.say.pages import paged
from bot.conversation.say.wording import Wording
from bot.conversation.session import Session


def fitted(session: Session, replies: Sequence[Reply], words: Wording, limit: int) -> list[Reply]:
    """The replies as they fit; the session keeps the rest. limit: UTF-8 bytes a reply, 0 for none."""
    delivered = [*session.parked, *replies]
    session.parked = []
    if session.large_print:
        delivered = in_large_print(session, delivered, Choice(words.say("elder.more"), Control.MORE))
        session.choices = list(delivered[-1].choices) if delivered else []
    return paged(session, delivered, limit, words.say("page.more"))
