"""Changing a field of a record: the new value is read and checked as the form reads and checks it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.record_choices import record_choice
from bot.conversation.commands import Record
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, World
from bot.conversation.interpret.values import times
from bot.conversation.turn import Told, Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse, SlotValue
from bot.understanding.slots import place
from bot.understanding.text.normalize import simplified

SAYS: dict[str, frozenset[str]] = {
    "record.changed": frozenset({"title", "what", "value"}),
    "record.change_what": frozenset({"title", "names"}),
    "record.change_later": frozenset(),
    "record.change_to": frozenset({"title", "what"}),
    "record.change_unread": frozenset({"what", "value"}),
    "record.change_among": frozenset({"title", "what", "value"}),
    "record.change_none": frozenset({"title", "what", "value"}),
    "record.status": frozenset({"title", "status", "next"}),
    "record.added": frozenset({"title", "value"}),
    "record.arranged": frozenset(),
    "record.with_more": frozenset({"words", "more"}),
}

_SHOWN = 5  # options under a question
PLACES = frozenset({"place", "address"})
"""Slots for places: a part of one puts right a part of what is on record."""
_SPOKEN_TIMES = frozenset({"time", "when", "free"})
_HEARD_AS = {"weekday": "date", "hazards": "hazard", "people": "quantity"}
"""Slots of forms whose reader looks for another slot of the parse."""


@dataclass(frozen=True, slots=True)
class FormOnRecord:
    """A record as its form holds it.

    values: what is on record, by slot. changeable: the slots that a resident may change. fixed: slots that nobody
    changes → the reply that says why and what to do instead. full: the options that have no place left.
    """

    spec: FormSpec
    title: str
    values: Mapping[str, str]
    changeable: Collection[str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    full: frozenset[str] = frozenset()


def new_value(turn: Turn, on_record: FormOnRecord, command: Record) -> str | Reply:
    """The value for the slot that is to be changed; a reply where it is missing, is not valid or must not be changed."""
    fixed = on_record.fixed.get(command.slot)
    if fixed is not None:
        return turn.say(fixed, title=on_record.title)
    slot = on_record.spec.slot(command.slot)
    if slot is None or slot.name not in on_record.changeable:
        names = "、".join(label(turn, on_record.spec, name) for name in on_record.changeable)
        return turn.say("record.change_what", title=on_record.title, names=names)
    world = World(turn.content, turn.now, on_record.full, turn.budget)
    others = {name: value for name, value in on_record.values.items() if name != slot.name and value}
    options = slot.options(others, world)
    what = label(turn, on_record.spec, slot.name)
    if not command.value:
        choices = _choices(command, options, on_record.values.get(slot.name, ""))
        return turn.say("record.change_to", title=on_record.title, what=what, choices=choices)
    value = _read(slot, command.value, options)
    if not value:
        return _unread(turn, on_record, command, options)
    fault = slot.check(value, others, world)
    return value if fault is None else _not_taken(turn, fault)


def _not_taken(turn: Turn, fault: Fault) -> Reply:
    """Why the value is not taken, with the wishes that are offered instead."""
    instead = tuple(choice for choice in fault.instead if isinstance(choice.postback, Wish))
    return turn.say(fault.key, choices=instead, **fault.fields)


def _choices(command: Record, options: tuple[Choice, ...], held: str = "") -> tuple[Choice, ...]:
    """The values that the slot can be changed to, but for the one that it has."""
    return tuple(
        record_choice(option.label, replace(command, value=option.value))
        for option in options
        if option.value and option.value != held
    )[:_SHOWN]


def _unread(turn: Turn, on_record: FormOnRecord, command: Record, options: tuple[Choice, ...]) -> Reply:
    """That the value is none of the slot; of what is chosen what there is instead, or that there is nothing else."""
    what = label(turn, on_record.spec, command.slot)
    if not options:
        return turn.say("record.change_unread", what=what, value=command.value)
    choices = _choices(command, options, on_record.values.get(command.slot, ""))
    key = "record.change_among" if choices else "record.change_none"
    return turn.say(key, what=what, value=command.value, title=on_record.title, choices=choices)


def changed(turn: Turn, on_record: FormOnRecord, slot: str, value: str) -> Reply:
    """That the record was changed, with what stands there now."""
    spec = on_record.spec.slot(slot)
    values = {**on_record.values, slot: value}
    shown = spec.shown(value, values, World(turn.content, turn.now)) if spec else value
    return turn.say(
        "record.changed", title=on_record.title, what=label(turn, on_record.spec, slot), value=shown
    )


def added(turn: Turn, title: str, value: str) -> Reply:
    """That more was written to a record, with what stands there now."""
    return turn.say("record.added", title=title, value=value)


def tell_status(turn: Turn, title: str, status: str, what_next: str, choices: tuple[Choice, ...]) -> Reply:
    """Where a record stands, and what comes next."""
    return turn.say("record.status", title=title, status=status, next=what_next, choices=choices)


def pairs(turn: Turn, key: str) -> dict[str, str]:
    """A reply that holds a pair in every line: 「enrol：报的课」."""
    return dict(line.split("：", 1) for line in turn.words.say(key).splitlines() if "：" in line)


def told_of(turn: Turn, spec: FormSpec, values: Mapping[str, str], **arranged: str) -> tuple[Told, ...]:
    """What stands on record, as its owner reads it. arranged: what was signed up for: `hours`, `venue`, `bring`."""
    world = World(turn.content, turn.now)
    names = pairs(turn, "record.arranged") if arranged else {}
    return (
        *(Told(name, names.get(name, name), value) for name, value in arranged.items() if value),
        *(
            Told(slot.name, label(turn, spec, slot.name), _shown(slot, values, world))
            for slot in spec.slots
            if slot.name in values and not slot.picture
        ),
    )


def _shown(slot: SlotSpec, values: Mapping[str, str], world: World) -> str:
    value = values[slot.name]
    return slot.shown(value, values, world) if value else ""


def label(turn: Turn, spec: FormSpec, slot: str) -> str:
    """How residents call the slot."""
    words = turn.content.forms[spec.name].slots.get(slot)
    return words.label if words else slot


def _read(slot: SlotSpec, text: str, options: tuple[Choice, ...]) -> str:
    """The value in the text, as the form's reader finds it when it has asked for the slot; "" if there is none."""
    for option in options:
        if text in (option.value, option.label):
            return option.value
    if slot.name in PLACES:
        return place.in_figures(text)  # as it was read back
    if slot.name in _SPOKEN_TIMES and times.speaks_of_time(text):
        return text
    spoken: SlotValue = int(text) if text.isdecimal() else text
    slots: dict[str, SlotValue] = {slot.name: spoken, _HEARD_AS.get(slot.name, slot.name): spoken}
    heard = Parse(text=text, normal=simplified(text), intent=OUT_OF_SCOPE, confidence=1.0, slots=slots)
    return slot.read(heard, options, True).value
