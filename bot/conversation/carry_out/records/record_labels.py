"""What is to stand in the fields of a record that a message calls by their names: 「工种是洗碗工，人数改成3个」."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_parts
from bot.conversation.carry_out.records.only_record import lately_named_or_only
from bot.conversation.carry_out.records.record_commands import carries_out, carry_out_record
from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.labelled_values import labelled_values, may_give
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import amounts, person, phone, place

_FIXED = frozenset(
    {"session", "course", "event", "anonymous", "for_whom", "kind", "bank", "channel", "hazards"}
)
"""Fields with values that are read by other readers."""
_NUMBERS = frozenset({"quantity", "people", "age"})


async def told_by_name(turn: Turn, *, several: bool) -> Reply | None:
    """The changes asked back; None for another message. several: only where the message names two fields or more."""
    if not may_give(turn.message.text):
        return None
    own = [record for record in await turn.own_records() if record.told]
    record = lately_named_or_only(turn, own)
    if record is None or not carries_out(turn, record.kind, RecordAction.CHANGE):
        return None
    told = changes(turn, record)
    if not told or (several and len(told) < 2):
        return None
    (slot, value), *also = told
    words = turn.message.text if slot == "item" else value
    change = Record(RecordAction.CHANGE, record.kind, record.ref, slot, value, words, tuple(also))
    return await carry_out_record(turn, change, read_back=True)


def changes(turn: Turn, record: OwnRecord) -> Sequence[tuple[str, str]]:
    """Each field that is named with its new value, as the field holds it."""
    held = {part.slot: part.value for part in record.told}
    named = labelled_values(turn.message.text, _names(turn, record))
    read = [(slot, _read(slot, value)) for slot, value in named.items()]
    return [(slot, value) for slot, value in read if value and value != held[slot]]


def _names(turn: Turn, record: OwnRecord) -> list[tuple[str, str]]:
    """Each name by which a field of the record is called, and its slot; the longest names first."""
    form = turn.content.forms.get(record.kind)
    held = {part.slot for part in record.told} - _FIXED - record_parts.ARRANGED
    words = {slot: form.slots[slot] for slot in held if slot in form.slots} if form else {}
    names = [(name, slot) for slot, called in words.items() for name in (called.label, *called.aliases)]
    return sorted(names, key=lambda pair: -len(pair[0]))


def _read(slot: str, value: str) -> str:
    """The value as the field takes it; "" where it is none."""
    if slot == "phone":
        return phone.find_any(value) or ""
    if slot == "name":
        return person.called(f"我叫{value}") or ""
    if slot in _NUMBERS:
        count = amounts.read(value)
        return str(count) if count else ""
    if slot in OF_TIMES and (time := times.free(value)):
        return time
    return place.in_figures(value) if slot in PLACES else value
