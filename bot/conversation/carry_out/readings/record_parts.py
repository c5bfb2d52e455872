"""The fields of a record that a text asks for, and how they are told."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.turn import OwnRecord, Told, Turn
from bot.understanding.questions.record_questions import fields_asked
from bot.understanding.questions.written_questions import names_field

SAYS: dict[str, frozenset[str]] = {
    "record.field": frozenset({"what", "value"}),
    "record.field_empty": frozenset({"what"}),
}
ARRANGED = frozenset({"hours", "venue", "bring"})
_SEPARATOR = "；"


def told_of(turn: Turn, record: OwnRecord, text: str, *, pointing: bool) -> list[Told]:
    """The parts of the record that the text asks for; what is empty only where it points at what was written down."""
    parts = [part for part in parts_asked(turn, record, text) if part.value or pointing]
    return parts or (_not_kept(turn, record, text) if pointing else [])


def _not_kept(turn: Turn, record: OwnRecord, text: str) -> list[Told]:
    """What the text asks for that the form of the record has a place for, and of which nothing was written."""
    form = turn.content.forms.get(record.kind)
    called = form.slots if form else {}
    asked = [next((slot for slot in slots if slot in called), "") for slots in fields_asked(text)]
    return [Told(slot, called[slot].label, "") for slot in dict.fromkeys(asked) if slot]


def slots_asked(turn: Turn, record: OwnRecord, text: str) -> list[str]:
    """The slots of the record's form that the text names."""
    own = replace(record, told=tuple(part for part in record.told if part.slot not in ARRANGED))
    return [part.slot for part in parts_asked(turn, own, text)]


def parts_asked(turn: Turn, record: OwnRecord, text: str) -> list[Told]:
    """The parts of the record that the text names, in the order in which it does."""
    parts = {part.slot: part for part in record.told}
    asked = [next((slot for slot in slots if slot in parts), "") for slots in fields_asked(text)]
    form = turn.content.forms.get(record.kind)
    called = form.slots if form else {}
    asked += [
        slot
        for slot in parts
        if slot in called and names_field(text, called[slot].label, called[slot].aliases)
    ]
    return [parts[slot] for slot in dict.fromkeys(asked) if slot]


def joined(turn: Turn, fields: Sequence[Told]) -> str:
    """What stands in these fields, in words; of an empty one, that nothing does."""
    return _SEPARATOR.join(
        turn.words.say("record.field", what=part.label, value=part.value)
        if part.value
        else turn.words.say("record.field_empty", what=part.label)
        for part in fields
    )


def all_words(record: OwnRecord) -> str:
    """The title of the record and all that is told in it."""
    return " ".join((record.title, *record.also, *(part.value for part in record.told)))
