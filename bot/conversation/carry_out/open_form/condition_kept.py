"""Keeps what is to be done should the class be full: it changes nothing while there are seats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Command, Start
from bot.conversation.forms import engine
from bot.conversation.interpret.clauses.if_full import if_full
from bot.conversation.session import IF_FULL, FormState
from bot.understanding.text.clauses import without_stops

SAYS: dict[str, frozenset[str]] = {
    "form.if_full": frozenset({"other"}),
    "form.if_full_seats": frozenset({"label", "other"}),
    "form.full_so": frozenset({"label", "other"}),
    "form.not_full": frozenset(),
}
_FORM = "enrol"


@dataclass(frozen=True, slots=True)
class Condition:
    """The form with the condition, what is said of it, and what else the message says."""

    state: FormState
    said: str
    rest: str


def kept(opened: OpenForm, state: FormState) -> Condition | None:
    """The condition that the message sets, kept in the form; taken up at once where the class is full already."""
    if state.form != _FORM or opened.turn.postback is not None:
        return None
    told = if_full(opened.turn.message.text)
    if told is None:
        return None
    rest, other = without_stops(told.rest), _other(opened, state, told.other) if told.other else ""
    session, words = state.slots.get("session", ""), opened.turn.words
    if not told.other and session not in opened.world.full:
        return Condition(state, words.say("form.not_full"), rest)
    if not other:
        return None
    called, label = _label(opened, state, other), _label(opened, state, session)
    if session and session in opened.world.full:
        return Condition(
            _taken_up(opened, state, other), words.say("form.full_so", label=label, other=called), rest
        )
    key = "form.if_full_seats" if session else "form.if_full"
    said = words.say(key, **({"label": label} if session else {}), other=called)
    return Condition(replace(state, slots={**state.slots, IF_FULL: other}), said, rest)


def without_conditional(text: str, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands without a wish for what is wanted only should a class be full: the one wish left hears all of the text."""
    wishes = of_kind(commands, Start)
    conditional = [wish for wish in wishes if if_full(wish.words)]
    if not conditional or len(wishes) - len(conditional) != 1:
        return commands
    rest = [command for command in commands if command not in conditional]
    return [replace(command, words=text) if isinstance(command, Start) else command for command in rest]


def without_condition(text: str) -> str:
    """The text without a condition that it sets: what it says there is not said of the form."""
    told = if_full(text)
    return text if told is None else without_stops(told.rest)


async def said_first(opened: OpenForm, condition: Condition) -> Reply:
    """The form's question, below what is said of the condition."""
    opened.turn.session.form = None  # so that the summary is shown with the new line
    return await opened.proceed(condition.state, lead=(condition.said,))


def _other(opened: OpenForm, state: FormState, words: str) -> str:
    """The class of the same course, or the other course, that the words mean; "" for none, and for what is taken anyway."""
    named = str(opened.turn.hear(words).named.get("course", ""))
    course, session = opened.spec.slot("course"), opened.spec.slot("session")
    if named and named != state.slots.get("course") and course is not None:
        return "" if course.check(named, state.slots, opened.world) else named
    if session is None:
        return ""
    options = session.options(state.slots, opened.world)
    value = session.read(opened.turn.hear(words), options, True).value
    return "" if value == state.slots.get("session") else value


def _label(opened: OpenForm, state: FormState, value: str) -> str:
    """How the class or the course is called."""
    slot = opened.spec.slot("session")
    return slot.shown(value, state.slots, opened.world) if slot is not None and "." in value else value


def _taken_up(opened: OpenForm, state: FormState, other: str) -> FormState:
    kept_slots = {slot: value for slot, value in state.slots.items() if slot != "session"}
    slots = {**kept_slots, "session": other} if "." in other else {**kept_slots, "course": other}
    return engine.settled(opened.spec, replace(state, slots=slots), opened.world)
