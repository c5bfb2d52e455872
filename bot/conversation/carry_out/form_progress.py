"""What one message has made of the open form so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.forms import engine
from bot.conversation.forms.engine import FormStep
from bot.conversation.session import FormState
from bot.understanding.slots import person


@dataclass(slots=True)
class FormProgress:
    """What has become of the form so far. said: stands before its question.

    fault: a value that was not taken. heard: something was understood. confirmed: the form is to be carried out.
    aside: something beside the form was answered. filled: the slots that the message has filled so far.
    """

    opened: OpenForm
    state: FormState
    said: list[str] = field(default_factory=list)
    fault: FormStep | None = None
    heard: bool = False
    confirmed: bool = False
    urgent: bool = False
    aside: bool = False
    filled: set[str] = field(default_factory=set)


def is_the_name(opened: OpenForm, state: FormState, value: str) -> bool:
    """Is what was taken for a slot that is filled already rather the name, which is still to be asked for?"""
    asks_name = opened.spec.slot("name") is not None and "name" not in state.slots
    return asks_name and person.plausible_name(value)


def complete(opened: OpenForm, state: FormState) -> bool:
    """Is nothing left to be asked for?"""
    return not engine.pending(opened.spec, state, opened.world)


def with_values(fault: FormStep, state: FormState) -> FormState:
    """The form asking what the faulty step asks, with all that the message said besides."""
    return replace(state, asking=fault.state.asking, attempts=fault.state.attempts)


def lines(texts: Sequence[str]) -> str:
    """The texts as paragraphs."""
    return "\n\n".join(text for text in texts if text)


def noted(opened: OpenForm, before: FormState, after: FormState, name: str) -> tuple[str, ...]:
    """That a value is noted which was not asked for, while the same question stands again: else it would seem unheard."""
    words = opened.words.slots.get(name)
    unchanged = before.slots.get(name) == after.slots.get(name)
    if words is None or unchanged or name == before.asking or after.asking != before.asking:
        return ()
    return (opened.turn.words.say("form.noted", label=words.label),)
