"""大字: for those who read slowly. At most 60 characters and three numbered choices a reply; nothing runs out."""

import re
from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.text import cut
from bot.conversation.session import Session

MOST = 60  # characters a reply, choices not counted
CHOICES = 3


def for_elders(session: Session, replies: Sequence[Reply], more: Choice) -> list[Reply]:
    """The replies as one that fits; what does not fit waits in the session for 「更多」. Emergencies are whole."""
    if any(reply.urgent for reply in replies):
        return list(replies)
    text = "\n".join(reply.text for reply in replies if reply.text)
    choices = [choice for reply in replies[-1:] for choice in reply.choices]
    if not text or (len(text) <= MOST and more in choices):
        return list(replies)  # said before, and what follows it still waits
    head, session.rest = _fitting(text)
    session.later = []
    if session.rest:
        session.later = choices
        return [Reply(head, (more,))]
    if len(choices) > CHOICES:
        session.later = choices[CHOICES - 1 :]
        choices = [*choices[: CHOICES - 1], more]
    return [Reply(head, tuple(choices))]


def slower(session: Session, said: Sequence[Reply], more: Choice) -> list[Reply]:
    """「说慢点」: the last answer again, a sentence at a time."""
    text = "\n".join(reply.text for reply in said if reply.text)
    pieces = [piece for piece in re.split(r"(?<=[。！？\n])", text) if piece.strip()]
    head, rest = (pieces[0].strip(), "".join(pieces[1:]).strip()) if pieces else ("", "")
    session.rest = rest
    return [Reply(head, (more,) if rest else tuple(said[-1].choices if said else ()))]


def _fitting(text: str) -> tuple[str, str]:
    """At most 60 characters, cut at the end of a line or sentence where there is one."""
    if len(text) <= MOST:
        return text, ""
    window = text[:MOST]
    line = window.rfind("\n")
    if line > MOST // 3:
        return text[:line], text[line + 1 :]
    head, rest = cut(text, len(window.encode()))
    return head, rest
