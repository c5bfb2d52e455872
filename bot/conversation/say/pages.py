"""Long answers in pages: a channel may hold only so many bytes, the rest waits for 「更多」."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.common.text import cut, plain
from bot.conversation.session import Session


def paged(session: Session, replies: Sequence[Reply], limit: int, hint: str) -> list[Reply]:
    """The replies as one that fits `limit` UTF-8 bytes; what does not fit is kept in the session.

    hint: how the reader gets the rest, put at the end of what is shown.
    """
    whole = plain(replies)
    if not limit or len(whole.encode()) <= limit:
        return list(replies)
    tail = f"\n{hint}"
    head, session.rest = cut(whole, limit - len(tail.encode()))
    return [Reply(head + tail)]
