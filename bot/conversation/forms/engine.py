"""Forms: ask, fill, correct, check, confirm. Pure functions from a message to the form's next state.

What is asked next depends on nothing but what is filled, so any interleaving of questions ends in the same form.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.common.postback import AskSlot, FillSlot, FormAction, FormPostback
from bot.content.intents import FormWords
from bot.conversation.forms.corrections import find_correction, slot_named
from bot.conversation.forms.readers import NOTHING
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World, read_slot
from bot.conversation.session import WAS, FormState
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots import yes_no

CONFIRM = "confirm"
"""Instead of a slot: the form asks whether everything is right."""
CHANGE = "change"
"""Instead of a slot: the form asks what is to be changed."""


class StepKind(Enum):
    """What a message was to the form."""

    FILLED = auto()  # it filled or corrected something
    CONFIRMED = auto()
    EDIT = auto()  # something is to be changed: the form asks what, or asks for the slot again
    INVALID = auto()  # an answer, but not a valid one
    SKIPPED = auto()
    STOPPED = auto()
    HUMAN = auto()  # a person is to help
    LATER = auto()  # the form is to wait as a draft
    NO_ANSWER = auto()  # nothing that the form can use


@dataclass(frozen=True, slots=True)
class FormStep:
    """The form after a message; `changed`: slots whose correction is read back; `fault`: what was wrong."""

    kind: StepKind
    state: FormState
    changed: tuple[str, ...] = ()
    fault: Fault | None = None


def start(spec: FormSpec, heard: Parse, world: World, known: Values | None = None) -> FormState:
    """The form as the opening message fills it; `known`: values that follow from what was spoken of before."""
    state = FormState(form=spec.name, slots=dict(known or {}))
    return settled(spec, _volunteered(spec, state, heard, world), world)


def opening_fault(spec: FormSpec, state: FormState, heard: Parse, world: World) -> Fault | None:
    """Why a value in the opening message is not taken; None when there is nothing wrong with it."""
    for slot in spec.slots:
        value = read_slot(slot, heard, state.slots, world, asked=False).value
        fault = slot.check(value, state.slots, world) if value and slot.name not in state.slots else None
        if fault is not None:
            return fault
    return None


def pending(spec: FormSpec, state: FormState, world: World) -> tuple[str, ...]:
    """The slots that are still to be asked for, in order."""
    return tuple(
        slot.name
        for slot in spec.slots
        if slot.name not in state.slots and slot.name not in state.skipped and slot.needed(state.slots, world)
    )


def next_slot(spec: FormSpec, state: FormState, world: World) -> str:
    """The slot to ask for now, or CONFIRM."""
    return next(iter(pending(spec, state, world)), CONFIRM)


def fill_firm_slots(spec: FormSpec, state: FormState, heard: Parse, world: World) -> FormStep:
    """The step that takes from a question in between only what can be nothing else (a phone number)."""
    readings = unasked(spec, state, heard, world)
    firm = {slot.name for slot in spec.slots if slot.firm and slot.name not in state.slots}
    new = {name: value for name, value in readings.items() if name in firm}
    return filled(spec, state, new, world) if new else FormStep(StepKind.NO_ANSWER, state)


def read_message(spec: FormSpec, words: FormWords, state: FormState, heard: Parse, world: World) -> FormStep:
    """What this message does to the form."""
    correction = find_correction(spec, words, state, heard, world)
    if correction is not None and correction.value:
        return filled(spec, state, {correction.slot: correction.value}, world)
    if correction is not None:
        return FormStep(StepKind.EDIT, cleared(state, correction.slot))
    if state.asking == CONFIRM:
        answer = yes_no.read(heard.text)
        if answer is True:
            return FormStep(StepKind.CONFIRMED, state)
        if answer is False:
            return FormStep(StepKind.EDIT, replace(state, asking=CHANGE, attempts=0))
    if state.asking == CHANGE:
        named = slot_named(words, spec, heard.text)
        if named:
            return FormStep(StepKind.EDIT, to_be_changed(state, named))
    return take_answer(spec, state, heard, world)


def take_choice(spec: FormSpec, state: FormState, postback: FormPostback, world: World) -> FormStep:
    """What the choice that was taken does to the form."""
    match postback:
        case FillSlot(value) if (
            state.asking == CHANGE
        ):  # release 0.1.0 stored the slot to be changed like this
            return FormStep(StepKind.EDIT, to_be_changed(state, value))
        case FillSlot(value):
            return filled(spec, state, {state.asking: value}, world)
        case AskSlot(name):
            return FormStep(StepKind.EDIT, to_be_changed(state, name))
        case FormAction.EDIT:
            return FormStep(StepKind.EDIT, replace(state, asking=CHANGE, attempts=0))
        case FormAction.SKIP:
            skipped = replace(state, skipped=[*state.skipped, state.asking], attempts=0)
            return FormStep(StepKind.SKIPPED, settled(spec, skipped, world))
    return FormStep(_KINDS[postback], state)


_KINDS = {
    FormAction.CONFIRM: StepKind.CONFIRMED,
    FormAction.STOP: StepKind.STOPPED,
    FormAction.HUMAN: StepKind.HUMAN,
    FormAction.LATER: StepKind.LATER,
}


def take_answer(spec: FormSpec, state: FormState, heard: Parse, world: World) -> FormStep:
    """The form with the message read as an answer to what was asked, and for what else it can be nothing else."""
    slot = spec.slot(state.asking)
    reading = read_slot(slot, heard, state.slots, world, asked=True) if slot else NOTHING
    readings = unasked(spec, state, heard, world)
    if slot and reading.value:
        readings[slot.name] = reading.value
    # 「我要报叉车」 in the middle of another course
    renewed = heard.intent == spec.intent and is_confident(heard)
    new = {
        name: value
        for name, value in readings.items()
        if name == state.asking
        or name not in state.slots
        or (renewed and _is_put_right(spec, state, name, value))
    }
    if new:
        return filled(spec, state, new, world)
    if reading.attempted:
        return FormStep(StepKind.INVALID, replace(state, attempts=state.attempts + 1))
    return FormStep(StepKind.NO_ANSWER, state)


def _is_put_right(spec: FormSpec, state: FormState, name: str, value: str) -> bool:
    """Is it another value than the slot has? A slot that reads a value out of anything is not corrected by what is said later."""
    slot = spec.slot(name)
    in_own_words = slot is not None and (slot.free or slot.any_words)
    return value != state.slots[name] and not in_own_words


def filled(spec: FormSpec, state: FormState, new: dict[str, str], world: World) -> FormStep:
    """The form with new values; INVALID, with the fault, at the first that is not taken."""
    slots = {name: value for name, value in state.slots.items() if name != WAS}
    for name, value in new.items():
        slot = spec.slot(name)
        fault = slot.check(value, slots, world) if slot else None
        if fault is not None:
            faulty = replace(state, slots=slots, asking=name, attempts=state.attempts + 1)
            return FormStep(StepKind.INVALID, faulty, fault=fault)
        slots[name] = value
    slots = _with_undecided(spec, state, _without_followers(spec, state, new, slots), world)
    changed = tuple(name for name in new if name in state.slots and state.slots[name] != new[name])
    return FormStep(StepKind.FILLED, settled(spec, replace(state, slots=slots, attempts=0), world), changed)


def _without_followers(
    spec: FormSpec, state: FormState, new: Values, slots: dict[str, str]
) -> dict[str, str]:
    """The slots without those that follow from one that is changed now: another need may be for another bank.

    What is only added to changes nothing of the kind. An age is a resident's own word, and checked anew.
    """
    changed = {name for name, value in new.items() if state.slots.get(name, value) not in value}
    return {
        name: value
        for name, value in slots.items()
        if name in new or (slot := spec.slot(name)) is None or slot.has_check or not changed & set(slot.after)
    }


def _with_undecided(spec: FormSpec, state: FormState, slots: dict[str, str], world: World) -> dict[str, str]:
    """The slots with those dropped values that are still among several: another matter that tells no bank stays with its own."""
    kept = dict(slots)
    for slot in spec.slots:
        held = state.slots.get(slot.name, "")
        if not slot.after or not held or slot.name in slots:
            continue
        values = [option.value for option in slot.options(slots, world) if option.value]
        if len(values) > 1 and held in values:
            kept[slot.name] = held
    return kept


def unasked(spec: FormSpec, state: FormState, heard: Parse, world: World) -> dict[str, str]:
    """The values that the message gives without having been asked for them, by slot name."""
    slots = dict(state.slots)
    readings: dict[str, str] = {}
    for slot in spec.slots:
        reading = read_slot(slot, heard, slots, world, asked=False)
        if reading.value:
            readings[slot.name] = slots[slot.name] = reading.value
    return readings


def _volunteered(spec: FormSpec, state: FormState, heard: Parse, world: World) -> FormState:
    slots = dict(state.slots)
    for name, value in unasked(spec, state, heard, world).items():
        slot = spec.slot(name)
        if slot and slot.check(value, slots, world) is None:
            slots[name] = value
    return replace(state, slots=slots)


def settled(spec: FormSpec, state: FormState, world: World) -> FormState:
    """The form without what no longer fits, with what leaves no choice, and with the question that comes next."""
    slots = dict(state.slots)
    for slot in spec.slots:
        if slot.after:
            _follow(slot, slots, world)
    settled = replace(state, slots=slots)
    return replace(settled, asking=next_slot(spec, settled, world))


def _follow(slot: SlotSpec, slots: dict[str, str], world: World) -> None:
    """Let the value of a slot follow from the others: drop it where it fits them no more, fill it in where one is left."""
    values = [option.value for option in slot.options(slots, world) if option.value]
    if slot.name in slots and values and slots[slot.name] not in values:
        del slots[slot.name]
    if slot.name not in slots and len(values) == 1 and slot.needed(slots, world):
        slots[slot.name] = values[0]
    if slot.name in slots and slot.check(slots[slot.name], slots, world):
        del slots[slot.name]


def to_be_changed(state: FormState, name: str) -> FormState:
    """The form asking for the slot again; what stood there is kept, for who changes their mind."""
    value, asking = state.slots.get(name, ""), cleared(state, name)
    return replace(asking, slots={**asking.slots, WAS: value}) if value else asking


def as_it_was(spec: FormSpec, state: FormState, world: World) -> FormState | None:
    """The form with what stood in the slot that was to be changed; None where none is being changed."""
    value = state.slots.get(WAS, "")
    if not value or spec.slot(state.asking) is None:
        return None
    return filled(spec, state, {state.asking: value}, world).state


def cleared(state: FormState, name: str) -> FormState:
    """The form without the slot's value, asking for it again."""
    slots = {key: value for key, value in state.slots.items() if key != name}
    skipped = [key for key in state.skipped if key != name]
    return replace(state, slots=slots, skipped=skipped, asking=name, attempts=0)
