"""Long answers in pages, for a channel whose messages hold only so many bytes."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.common.text import cut, plain
from bot.conversation.session import Session


def paged(session: Session, replies: Sequence[Reply], limit: int, hint: str) -> list[Reply]:
    """The replies as they are when they fit `limit` UTF-8 bytes (0: no limit); else one reply with the first page.

    hint: how the reader gets the rest, which the session keeps; it ends the page.
    """
    if not limit or len((whole := plain(replies)).encode()) <= limit:
        return list(replies)
    tail = f"\n{hint}"
    head, session.rest = cut(whole, limit - len(tail.encode()))
    return [Reply(head + tail)]
