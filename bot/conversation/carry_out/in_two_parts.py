"""Answers a message that takes a choice and goes on as two messages in one: what the choice does, then the rest."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.interpret.choice_and_more import choice_and_more
from bot.conversation.turn import Turn

_REPLIES = Callable[[Turn], Awaitable[list[Reply]]]


async def answered(whole: Turn, hear: Callable[[str], Turn], replies: _REPLIES) -> tuple[Turn, list[Reply]]:
    """The turn that was carried out last, and what is said to the message.

    hear: a turn of a part of the message, as the session stands by then. replies: the replies to a turn.
    """
    taken, rest = choice_and_more(whole.session, whole.parse, whole.message.text)
    if not taken:
        return whole, await replies(whole)
    first = hear(taken)
    done = await replies(first)
    if not rest or first.outcome.erased:
        return first, done
    opened = whole.session.form is not None
    second = hear(rest)
    return second, _joined(done, await replies(second), opened=opened)


def _joined(done: list[Reply], more: list[Reply], *, opened: bool) -> list[Reply]:
    """What came of the choice above the answer to the rest; the question of a form that it opened comes once, below."""
    if not done or not more:
        return done or more
    before = "\n\n".join(reply.text for reply in done)
    before = before.rpartition("\n")[0].strip() if opened else before
    first = more[0]
    text = f"{before}\n\n{first.text}" if before else first.text
    choices = first.choices or (done[-1].choices if len(more) == 1 and not opened else ())
    return [replace(first, text=text, choices=choices, urgent=first.urgent or done[0].urgent), *more[1:]]
