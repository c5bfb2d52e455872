"""What one message has made of the open form so far."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import Command, Start
from bot.conversation.forms import engine
from bot.conversation.forms.engine import CONFIRM, FormStep, StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.slots import person

Answer = Callable[[Turn, Command], Awaitable[Reply | None]]
"""Answers a command that is nothing to the form: a question, a record, something said as to a person. None: it cannot."""


@dataclass(slots=True)
class FormProgress:
    """What has become of the form so far. said: stands before its question.

    fault: a value that was not taken. heard: something was understood. confirmed: the form is to be carried out.
    answered: how something beside the form was answered, None for nothing.
    filled: the slots that the message has filled so far.
    summed_up: was the summary shown before the message? A yes agrees only to what was seen.
    noted: what was told unasked: its label, and what was being asked then. unchanged: what is said of a value that stood there
    already, by slot.
    """

    opened: OpenForm
    state: FormState
    said: list[str] = field(default_factory=list)
    fault: FormStep | None = None
    heard: bool = False
    confirmed: bool = False
    urgent: bool = False
    answered: Reply | None = None
    filled: set[str] = field(default_factory=set)
    noted: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    summed_up: bool = field(init=False)

    def __post_init__(self) -> None:
        self.summed_up = self.state.asking in (CONFIRM, engine.CHANGE)


def asked_next(progress: FormProgress, said: list[str]) -> tuple[list[str], Reply]:
    """What was said and the form's next question, with what an answer beside it lists."""
    question = progress.opened.ask(progress.state)
    if progress.answered is None:
        return said, question
    listed, question = progress.opened.beside(progress.answered, question)
    return [listed.text if line == progress.answered.text else line for line in said], question


def complete(opened: OpenForm, state: FormState) -> bool:
    """Is nothing left to be asked for?"""
    return not engine.pending(opened.spec, state, opened.world)


def with_values(fault: FormStep, state: FormState) -> FormState:
    """The form asking what the faulty step asks, with all that the message said besides."""
    return replace(state, asking=fault.state.asking, attempts=fault.state.attempts)


def lines(texts: Sequence[str]) -> str:
    """The texts as paragraphs."""
    return "\n\n".join(text for text in texts if text)


def says_nothing_new(progress: FormProgress, wish: Start) -> bool:
    """Does the wish, said again, tell nothing that the form does not hold?"""
    held = set(progress.state.slots.values())
    course = progress.opened.turn.parse.named.get("course", "")
    told = [value for name, value in wish.slots.items() if name not in ("course", "session")]
    return set(told) <= held and (not course or course in held)


def take_volunteered(progress: FormProgress) -> None:
    """Take what else the whole message says of slots that are still empty, where it can be nothing else."""
    opened, state = progress.opened, progress.state
    new = _volunteered(opened, state)
    if opened.spec.slot("name") is not None and "name" not in {*state.slots, *new}:
        text = opened.turn.message.text
        new |= {"name": name} if (name := person.called(text) or person.in_a_clause(text)) else {}
    step = engine.filled(opened.spec, state, new, opened.world) if new else None
    if step is not None and step.kind is StepKind.FILLED:
        progress.state = step.state


def _volunteered(opened: OpenForm, state: FormState) -> dict[str, str]:
    """What the message says of empty slots, and of the slot that is asked for where it stands beside the rest."""
    new = engine.unasked(opened.spec, state, opened.turn.parse, opened.world)
    asked = new.pop(state.asking, "")
    new = {name: value for name, value in new.items() if name not in state.slots}
    return new | {state.asking: asked} if asked and state.asking in _told_besides(opened) else new


def _told_besides(opened: OpenForm) -> tuple[str, ...]:
    """What is asked for and stands beside what the message was taken for: 「周六的 我叫范云」, but not 「周六不行」."""
    text = opened.turn.message.text
    unclear = asks(text) or times.leaves_out(text) or times.only_refused(text)
    told = ("name", "phone", "anonymous", "firm")
    return told if unclear else (*told, "session")


def agreed_or_not(progress: FormProgress, *, yes: bool) -> None:
    """Yes or no, to the summary or to the question that the form asks."""
    opened, state = progress.opened, progress.state
    if yes and not progress.summed_up and state.asking in (CONFIRM, engine.CHANGE):
        progress.heard = True  # 「138…，对的」 says so of the number
        return
    if progress.confirmed or state.asking == CONFIRM:
        progress.confirmed, progress.heard = yes, True
        if not yes:
            progress.state = replace(state, asking=engine.CHANGE, attempts=0)
        return
    if state.asking == engine.CHANGE:
        progress.confirmed, progress.heard = True, True
        return
    step = engine.take_answer(opened.spec, state, opened.turn.parse, opened.world)
    if step.kind is StepKind.FILLED:
        progress.state, progress.heard = step.state, True
