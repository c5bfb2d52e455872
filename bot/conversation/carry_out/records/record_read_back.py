"""A change of something on record, read back before it is made: 「把…的电话改成…，对吗？」."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings.record_choices import ask_sure
from bot.conversation.carry_out.records import records_together
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import phone

SAYS: dict[str, frozenset[str]] = {
    "record.same": frozenset({"title", "what", "value"}),
    "record.sure_change": frozenset({"title", "slot", "value"}),
    "record.sure_changes": frozenset({"title", "changes"}),
    "record.one_change": frozenset({"slot", "value"}),
}
_CHOSEN = frozenset(
    {"session", "anonymous", "bank", "kind", "course", "event", "skill", "hazards", "channel", "terms"}
)
"""Slots whose new value the service offers, or says that it stays: nothing is read back of them."""

_LIKE = {"wish": "listing"}
"""What has no form of its own is called as in this one."""


def as_it_is(turn: Turn, command: Record, record: OwnRecord) -> Reply | None:
    """That this is what stands there already; None for any other change."""
    held = next((part for part in record.told if part.slot == form_slot(command.slot)), None)
    changes = command.action is RecordAction.CHANGE and command.value and command.slot not in _CHOSEN
    if not changes or held is None or _plain(held.value) != _plain(command.value):
        return None
    return turn.say("record.same", title=record.title, what=held.label, value=held.value)


def _plain(value: str) -> str:
    return "".join(value.split())


def asked_back(turn: Turn, command: Record, own: Sequence[OwnRecord]) -> Reply | None:
    """「把…的电话改成…，对吗？」; None for what changes nothing, or says no new value."""
    form = turn.content.forms.get(command.kind) or turn.content.forms.get(_LIKE.get(command.kind, ""))
    words = form.slots if form else {}
    unknown = (
        form_slot(command.slot) not in words or command.slot in _CHOSEN
    )  # the service offers what there is
    if command.action is not RecordAction.CHANGE or not command.value or unknown:
        return None
    title = records_together.titles(records_together.of_refs(own, command.ref))
    told = [
        (words[form_slot(slot)].label, _as_shown(slot, value))
        for slot, value in ((command.slot, command.value), *command.also)
        if form_slot(slot) in words
    ]
    if len(told) == 1:
        question = turn.words.say("record.sure_change", title=title, slot=told[0][0], value=told[0][1])
        return ask_sure(turn, question, command)
    changes = [turn.words.say("record.one_change", slot=slot, value=value) for slot, value in told]
    question = turn.words.say("record.sure_changes", title=title, changes="、".join(changes))
    return ask_sure(turn, question, command)


def _as_shown(slot: str, value: str) -> str:
    landline = slot == "phone" and value.startswith("0")
    return phone.in_groups(value) if landline else value
