"""大字: short replies for those who read slowly. At most 60 characters and three choices a reply; the rest waits."""

import re
from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.text import cut
from bot.conversation.session import Session

MOST = 60  # characters a reply, choices not counted
CHOICES = 3


def in_large_print(session: Session, replies: Sequence[Reply], more: Choice) -> list[Reply]:
    """The replies as one that fits; the session keeps the rest for 「更多」. An emergency is never shortened."""
    if any(reply.urgent for reply in replies):
        return list(replies)
    text = "\n".join(reply.text for reply in replies if reply.text)
    choices = [choice for reply in replies[-1:] for choice in reply.choices]
    if not text or (len(text) <= MOST and more in choices):
        return list(replies)  # repeated, or an earlier part: what follows it is kept already
    head, session.rest = _fitting(text)
    session.rest_choices = []
    if session.rest:
        session.rest_choices = choices
        return [Reply(head, (more,))]
    if len(choices) > CHOICES:
        session.rest_choices = choices[CHOICES - 1 :]
        choices = [*choices[: CHOICES - 1], more]
    return [Reply(head, tuple(choices))]


def sentence_by_sentence(session: Session, replies: Sequence[Reply], more: Choice) -> list[Reply]:
    """「说慢点」: the first sentence of the replies; the session keeps the rest."""
    text = "\n".join(reply.text for reply in replies if reply.text)
    sentences = [part for part in re.split(r"(?<=[。！？\n])", text) if part.strip()]
    head, rest = (sentences[0].strip(), "".join(sentences[1:]).strip()) if sentences else ("", "")
    session.rest = rest
    return [Reply(head, (more,) if rest else tuple(replies[-1].choices if replies else ()))]


def _fitting(text: str) -> tuple[str, str]:
    """At most 60 characters, cut at the end of a line or sentence where there is one; and the rest."""
    if len(text) <= MOST:
        return text, ""
    window = text[:MOST]
    line = window.rfind("\n")
    if line > MOST // 3:
        return text[:line], text[line + 1 :]
    head, rest = cut(text, len(window.encode()))
    return head, rest
