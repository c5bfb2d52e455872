"""Moves somebody to another class where a form would give them a second place in the same course."""

import re
from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Command, Record, RecordAction, SetSlot
from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret.values import times
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.record_acts import asks_plainly, ends_plainly

_ENROL, _CLASS = "enrol", "session"
SHORT = 8  # characters
_MOVES = re.compile(r"(?:换|改|调|转)(?:成|到|去|为|回|个班|一个班)")
_BEFORE = re.compile(r"原来|前面|先前|之前|原先|头一个|老的|报过的|上次")


async def moved(turn: Turn, state: FormState) -> Reply | None:
    """「换成周三的」, 「对，周六那个不要了」 while the form for a course is open in which there is a place already; else None."""
    text, new = turn.message.text, state.slots.get(_CLASS, "")
    moves, ends = _MOVES.search(text) is not None, bool(new) and ends_plainly(text)
    if state.form != _ENROL or not (moves or ends) or asks_plainly(text):
        return None
    record = _placed_already(await turn.own_records(), state)
    if record is None:
        return None
    wanted = new if ends and _means_the_old(text, record) else times.meant(text) if moves else ""
    if not wanted:
        return None
    turn.session.form = None
    return await carry_out_record(
        turn, Record(RecordAction.CHANGE, record.kind, record.ref, _CLASS, wanted, text), read_back=True
    )


def _placed_already(own: tuple[OwnRecord, ...], state: FormState) -> OwnRecord | None:
    """The only place that the resident has in the course of the form, for the person of the form; None for none."""
    course, name = state.slots.get("course", ""), state.slots.get("name", "")
    held = [record for record in own if record.kind == _ENROL and course]
    held = [record for record in held if record_reference.value_of(record, "course") == course]
    whom = state.slots.get("for_whom", "")
    held = [record for record in held if whom in ("", SELF, record_reference.value_of(record, "for_whom"))]
    held = [record for record in held if name in ("", record_reference.value_of(record, "name"))]
    return held[0] if len(held) == 1 else None


def _means_the_old(text: str, record: OwnRecord) -> bool:
    """Do the words mean the class in which the place is: by its day, or as the one before?"""
    day = times.weekday(text)
    return bool(_BEFORE.search(text)) or (bool(day) and day in record_reference.value_of(record, _CLASS))


def of_the_question(state: FormState, text: str, commands: Sequence[Command]) -> Sequence[Command]:
    """「周三」 to the question for a class, taken for the class of what is on record: it answers the open form."""
    if state.form != _ENROL or state.asking != _CLASS or _MOVES.search(text) or len(text) > SHORT:
        return commands
    return [
        SetSlot(_CLASS, command.value, words=command.words)
        if isinstance(command, Record) and command.slot == _CLASS and command.action is RecordAction.CHANGE
        else command
        for command in commands
    ]
