"""Forms: ask, fill, correct, check, confirm. Pure functions from what was said to the form's next state.

What to ask next depends on nothing but what is filled, so any interleaving of questions ends in the same form.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.common.postback import AskSlot, FillSlot, FormAction, FormPostback
from bot.content.models import FormWords
from bot.conversation.forms.readers import NOTHING, Reading
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.conversation.session import FormState
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots import yes_no

CONFIRM = "confirm"
CHANGE = "change"


class Said(Enum):
    """What a message was to the form."""

    ANSWER = auto()  # it filled or corrected something
    CONFIRMED = auto()
    EDIT = auto()  # something is to be changed; ask what, or ask the slot anew
    FAULT = auto()  # an answer, but not a valid one
    SKIP = auto()
    STOP = auto()
    HUMAN = auto()
    LATER = auto()
    OTHER = auto()  # not for the form


@dataclass(frozen=True, slots=True)
class Step:
    """The form after a message; `changed`: slots that were corrected, to be told; `fault`: what was wrong."""

    said: Said
    state: FormState
    changed: tuple[str, ...] = ()
    fault: Fault | None = None


def start(spec: FormSpec, heard: Parse, world: World, known: Values | None = None) -> FormState:
    """The form as the opening message fills it; `known` comes from the context."""
    state = FormState(form=spec.name, slots=dict(known or {}))
    return settled(spec, _volunteered(spec, state, heard, world), world)


def refused(spec: FormSpec, state: FormState, heard: Parse, world: World) -> Fault | None:
    """Why something that the opening message says is not taken, if that is so."""
    for slot in spec.slots:
        value = slot.read(heard, slot.options(state.slots, world), False).value
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


def overhear(spec: FormSpec, state: FormState, heard: Parse, world: World) -> Step:
    """What a question in the middle of the form tells by the way: firm slots only."""
    readings = _readings(spec, state, heard, world)
    firm = {slot.name for slot in spec.slots if slot.firm and slot.name not in state.slots}
    new = {name: value for name, value in readings.items() if name in firm}
    return _filled(spec, state, new, world) if new else Step(Said.OTHER, state)


def step(spec: FormSpec, words: FormWords, state: FormState, heard: Parse, world: World) -> Step:
    """What this message does to the form."""
    corrected = _correction(spec, words, state, heard, world)
    if corrected is not None:
        return corrected
    if state.asking == CONFIRM:
        answer = yes_no.read(heard.text)
        if answer is True:
            return Step(Said.CONFIRMED, state)
        if answer is False:
            return Step(Said.EDIT, replace(state, asking=CHANGE, attempts=0))
    if state.asking == CHANGE:
        named = _named(words, spec, heard.text)
        if named:
            return Step(Said.EDIT, _cleared(spec, state, named, world))
    return _answer(spec, state, heard, world)


def take(spec: FormSpec, state: FormState, postback: FormPostback, world: World) -> Step:
    """What the choice that was taken does to the form."""
    match postback:
        case FillSlot(value) if state.asking == CHANGE:  # so 0.1.0 stored the slot to be changed
            return Step(Said.EDIT, _cleared(spec, state, value, world))
        case FillSlot(value):
            return _filled(spec, state, {state.asking: value}, world)
        case AskSlot(name):
            return Step(Said.EDIT, _cleared(spec, state, name, world))
        case FormAction.EDIT:
            return Step(Said.EDIT, replace(state, asking=CHANGE, attempts=0))
        case FormAction.SKIP:
            skipped = replace(state, skipped=[*state.skipped, state.asking], attempts=0)
            return Step(Said.SKIP, settled(spec, skipped, world))
    return Step(_SAID[postback], state)


_SAID = {
    FormAction.CONFIRM: Said.CONFIRMED,
    FormAction.STOP: Said.STOP,
    FormAction.HUMAN: Said.HUMAN,
    FormAction.LATER: Said.LATER,
}


def _answer(spec: FormSpec, state: FormState, heard: Parse, world: World) -> Step:
    slot = spec.slot(state.asking)
    reading = slot.read(heard, slot.options(state.slots, world), True) if slot else NOTHING
    offered = _readings(spec, state, heard, world)
    if slot and reading.value:
        offered[slot.name] = reading.value
    renewed = heard.intent == spec.intent and is_confident(
        heard
    )  # 「我要报叉车」 in the middle of another course
    new = {
        name: value
        for name, value in offered.items()
        if name == state.asking
        or name not in state.slots
        or (renewed and value != state.slots[name] and not _in_own_words(spec, name))
    }
    if new:
        return _filled(spec, state, new, world)
    if reading.attempted:
        return Step(Said.FAULT, replace(state, attempts=state.attempts + 1))
    return Step(Said.OTHER, state)


def _in_own_words(spec: FormSpec, name: str) -> bool:
    """Such a slot reads a value out of anything: what is said later is no correction of it."""
    slot = spec.slot(name)
    return slot is not None and (slot.free or slot.any_words)


def _filled(spec: FormSpec, state: FormState, new: dict[str, str], world: World) -> Step:
    slots = dict(state.slots)
    for name, value in new.items():
        slot = spec.slot(name)
        fault = slot.check(value, slots, world) if slot else None
        if fault is not None:
            faulty = replace(state, slots=slots, asking=name, attempts=state.attempts + 1)
            return Step(Said.FAULT, faulty, fault=fault)
        slots[name] = value
    changed = tuple(name for name in new if name in state.slots and state.slots[name] != new[name])
    return Step(Said.ANSWER, settled(spec, replace(state, slots=slots, attempts=0), world), changed)


def _readings(spec: FormSpec, state: FormState, heard: Parse, world: World) -> dict[str, str]:
    """What the message says of any slot, unasked, beyond doubt."""
    slots = dict(state.slots)
    found: dict[str, str] = {}
    for slot in spec.slots:
        reading = slot.read(heard, slot.options(slots, world), False)
        if reading.value:
            found[slot.name] = slots[slot.name] = reading.value
    return found


def _volunteered(spec: FormSpec, state: FormState, heard: Parse, world: World) -> FormState:
    slots = dict(state.slots)
    for name, value in _readings(spec, state, heard, world).items():
        slot = spec.slot(name)
        if slot and slot.check(value, slots, world) is None:
            slots[name] = value
    return replace(state, slots=slots)


def settled(spec: FormSpec, state: FormState, world: World) -> FormState:
    """Void what no longer fits, take what leaves no choice, and name what is asked next."""
    slots = dict(state.slots)
    for slot in spec.slots:
        values = [option.value for option in slot.options(slots, world) if option.value]
        if slot.after and slot.name in slots and values and slots[slot.name] not in values:
            del slots[slot.name]
        if slot.after and slot.name not in slots and len(values) == 1 and slot.needed(slots, world):
            slots[slot.name] = values[0]
        if slot.name in slots and slot.after and slot.check(slots[slot.name], slots, world):
            del slots[slot.name]
    settled = replace(state, slots=slots)
    return replace(settled, asking=next_slot(spec, settled, world))


def _cleared(spec: FormSpec, state: FormState, name: str, world: World) -> FormState:
    slots = {key: value for key, value in state.slots.items() if key != name}
    skipped = [key for key in state.skipped if key != name]
    return replace(state, slots=slots, skipped=skipped, asking=name, attempts=0)


_CUE = re.compile(
    r"改成|改为|改到|改报|改一下|换成|换到|换一|更正|应该是|写错|说错|打错|报错|搞错|弄错|错了|不对|不是|重新填|改下"
)
_AFTER_CUE = re.compile(
    r"(?:改成|改为|改到|改报|换成|换到|应该是|而是|[，,。 ]\s*(?:是|叫)|^是)(?P<value>.+)$"
)


def corrects(text: str) -> bool:
    """Does the text say that something is to be changed?"""
    return bool(_CUE.search(text))


def _correction(
    spec: FormSpec, words: FormWords, state: FormState, heard: Parse, world: World
) -> Step | None:
    """「电话错了，是139…」「改成周六那班」「名字不对」: the step that mends it, or None."""
    if not corrects(heard.text):
        return None
    named = _named(words, spec, heard.text)
    said = _AFTER_CUE.search(heard.text)
    value_text = said["value"] if said else heard.text
    mended = {
        slot.name: reading.value
        for slot in spec.slots
        if (named in ("", slot.name) and slot.name in {*state.slots, state.asking, named})
        and (reading := _mend(slot, heard, value_text, _certain(slot, named, said), state, world)).value
        and reading.value != state.slots.get(slot.name)
    }
    if mended:
        best = {named: mended[named]} if named in mended else dict([next(iter(mended.items()))])
        return _filled(spec, state, best, world)
    if named:
        return Step(Said.EDIT, _cleared(spec, state, named, world))
    return None


def _certain(slot: SlotSpec, named: str, said: re.Match[str] | None) -> bool:
    """Is it this slot that is corrected? One that takes any words must be named: it would take every value."""
    return slot.name == named or (said is not None and not slot.any_words)


def _mend(slot: SlotSpec, heard: Parse, value: str, sure: bool, state: FormState, world: World) -> Reading:
    part = replace(heard, text=value)
    options = slot.options(state.slots, world)
    unasked = slot.read(part, options, False)
    return unasked if unasked.value or not sure else slot.read(part, options, True)


def _named(words: FormWords, spec: FormSpec, text: str) -> str:
    """The slot that the text calls by its name, longest name first; "" if none."""
    names = [
        (name, slot.name)
        for slot in spec.slots
        if slot.name in words.slots
        for name in (words.slots[slot.name].label, *words.slots[slot.name].aliases)
    ]
    for name, slot_name in sorted(names, key=lambda pair: -len(pair[0])):
        if name in text:
            return slot_name
    return ""
