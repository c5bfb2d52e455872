"""Several corrections of the summary in one message: each is taken by itself, and what is none is written besides."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.common.message import Reply
from bot.conversation.carry_out.form_words.remark_with_yes import tells
from bot.conversation.carry_out.form_words.told_beside import kept_remark
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.forms import engine
from bot.conversation.forms.engine import FormStep, StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.corrections import correction_parts
from bot.conversation.interpret.values import times, told_times
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.slots import place

_Hear = Callable[[Turn], Awaitable[Reply | None]]
"""Replies to a part of the message, with the form as the session has it."""


@dataclass(slots=True)
class _Heard:
    """What has become of the form so far. said: what stands above its question; changed: was a correction taken?"""

    state: FormState
    said: list[str] = field(default_factory=list)
    changed: bool = False


async def answered(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """The reply to all the corrections of the message; None for any other message."""
    text, session = opened.turn.message.text, opened.turn.session
    at_summary = state.asking in (engine.CONFIRM, engine.CHANGE)
    told = correction_parts.parts(text) if at_summary and not asks(text) else []
    if not told:
        return None
    heard = _Heard(state)
    for part in told:
        ended = await _hear_part(opened, heard, part, hear)
        if ended is not None:
            return ended
    session.form = state
    if not heard.changed:
        return None
    return opened.ask(heard.state, lead=tuple(dict.fromkeys(line for line in heard.said if line)))


async def _hear_part(opened: OpenForm, heard: _Heard, part: str, hear: _Hear) -> Reply | None:
    """Hear one part; a reply where it ends the form."""
    session, before = opened.turn.session, heard.state
    words = correction_parts.to_write(part) or part
    if words != part and any(words in value for value in before.slots.values()):
        return None
    session.form = before
    reply = await hear(with_text(opened.turn, words)) if _may_change(part, words) else None
    if session.form is None:
        return reply
    if session.form.slots != before.slots:
        heard.state, heard.changed = session.form, True
        heard.said += _read_back(opened, before, heard.state)
    elif tells(words):
        heard.state, said = kept_remark(opened, before, words)
        heard.said.append(said)
    return None


def _may_change(part: str, words: str) -> bool:
    """Does the part put a field right, or tell a time or a number? Any other words are written as they are."""
    if words != part:
        return told_times.is_only_of_time(words)
    figures = any(sign.isdecimal() for sign in place.in_figures(part))
    return figures or correction_parts.puts_right(part) or bool(times.expressions(part))


def _read_back(opened: OpenForm, before: FormState, now: FormState) -> tuple[str, ...]:
    """What was changed, read back."""
    names = tuple(name for name, value in now.slots.items() if before.slots.get(name, value) != value)
    return opened.prompter.changed(FormStep(StepKind.FILLED, now, names))
