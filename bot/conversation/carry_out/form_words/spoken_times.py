"""Of a message that says which times suit and which do not, the times that suit. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from bot.conversation.carry_out.open_form.merged_values import adds
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has_only, of_kind, without
from bot.conversation.commands import Command, Dispute, Exclude, No, Record, SetSlot, Start, Yes
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import changed_times, loose_times, times, told_times
from bot.conversation.interpret.values.values import OF_TIMES
from bot.understanding.questions.record_acts import is_conditional
from bot.understanding.slots import phone

_UNFIT = re.compile(r"[没不勿弗无](?:有|得)?(?:空|行|方便|闲|时间|来|去)")
_LIMITS = ("前", "后")


def with_free_times(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「平时上午有空，下午要做饭」, read in pieces: the time that suits, whichever piece was taken for the value."""
    text = opened.turn.message.text
    loosely = _changed(opened, commands) or _not_strictly(opened, commands)
    if loosely is not None:
        return loosely
    commands = [_with_limit(_in_time(_standing(command, text), text), text) for command in commands]
    commands = _of_a_time(opened, commands)
    slots = _slots_told(commands) or _still_open(opened, commands)
    own = (
        told_times.own(text)
        if has_only(commands, SetSlot) and not (phone.find_any(text) or phone.attempted(text))
        else ""
    )
    if len(slots) != 1 or not (own or times.leaves_out(text)):
        return commands
    free = own or times.free(text)
    return [SetSlot(slots.pop(), free, words=free), *_without_times(commands, No, Dispute)]


def _changed(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command] | None:
    """「周六改成周日上午，周六要带孙子」 of the only time that the form holds: what is told behind it alone; else None."""
    state = opened.turn.session.form
    held = {
        name: value for name, value in (state.slots if state else {}).items() if name in OF_TIMES and value
    }
    if len(held) != 1:
        return None
    slot, known = next(iter(held.items()))
    value = changed_times.told(known, opened.turn.message.text)
    if not value or is_conditional(opened.turn.message.text):
        return None
    rest = _without_times(commands, No, Dispute, Record, Exclude)
    return [SetSlot(slot, value, words=value), *rest]


def _not_strictly(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command] | None:
    """「三点以后，别写死三点」, taken for a time that is left out: the time as it is told; None for any other message."""
    text = opened.turn.message.text
    slots = _slots_told(commands) or set(_times_held(opened))
    free = times.free(text) if loose_times.softens(text) else ""
    if not free or len(slots) != 1:
        return None
    return [SetSlot(slots.pop(), free, words=free), *_without_times(commands, No, Dispute)]


def _standing(command: Command, text: str) -> Command:
    """「不是昨天啊 最好下礼拜三之前」, of which the time that is told was taken for the one that is not meant."""
    if not isinstance(command, Exclude) or not _of_times(command):
        return command
    told = times.standard(command.value)
    stands = any(told in said or said in told for said in times.all_meant(text).split("、") if said)
    refused = any(times.standard(said) in told for said in times.refused(text)) and times.leaves_out(text)
    only = times.only_refused(text)
    return (
        SetSlot(command.slot, command.value, words=command.value)
        if stands and not (refused or only)
        else command
    )


def _in_time(command: Command, text: str) -> Command:
    """「三月初，我姓周」, of which 「姓周」 was taken for the time: the time that the text tells."""
    if not isinstance(command, SetSlot) or not _of_times(command) or times.find_all(command.value):
        return command
    if _UNFIT.search(text):
        return command  # 「早上才没空」
    time = times.free(text)
    return replace(command, value=time, words=time) if time else command


def _with_limit(command: Command, text: str) -> Command:
    """「下礼拜三之前」, of which only the day was taken: the time with the word that limits it."""
    if not isinstance(command, SetSlot) or not _of_times(command):
        return command
    told, limited = times.standard(command.value), times.all_meant(text).split("、")
    whole = next((said for said in limited if said.startswith(told) and said.endswith(_LIMITS)), "")
    return replace(command, value=whole, words=whole) if whole and not told.endswith(_LIMITS) else command


def _of_a_time(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「不对，晚上也有空」, taken for a no alone: the time is one more that suits, or one that does not."""
    text, held = opened.turn.message.text, _times_held(opened)
    if len(held) != 1 or not commands or not all(_says_no_time(opened, told) for told in commands):
        return commands
    if times.only_refused(text):
        return [Exclude(held[0], times.standard(times.refused(text)[0]), text)]
    if not adds(text) or not times.free(text):
        return commands
    return [SetSlot(held[0], times.free(text), words=times.free(text)), *of_kind(commands, Yes)]


def _says_no_time(opened: OpenForm, command: Command) -> bool:
    """Is it a no, a yes, or the wish for this form once more, for which one more time was taken?"""
    again = isinstance(command, Start) and command.flow == opened.spec.name
    return again or isinstance(command, No | Dispute | Yes)


def _still_open(opened: OpenForm, commands: Sequence[Command]) -> set[str]:
    """The slot for a time that is empty still, where another value is told in the same message."""
    state = opened.turn.session.form
    if state is None or not commands or not has_only(commands, SetSlot):
        return set()
    return set(empty_times(opened))


def _times_held(opened: OpenForm) -> list[str]:
    """The slots for times that the open form holds."""
    state = opened.turn.session.form
    return [name for name in (state.slots if state else ()) if name in OF_TIMES]


def empty_times(opened: OpenForm) -> list[str]:
    """The slots for times that the open form does not hold yet."""
    state = opened.turn.session.form
    held = state.slots if state is not None else None
    return [
        slot.name for slot in opened.spec.slots if held is not None and slot.name in OF_TIMES - held.keys()
    ]


def _slots_told(commands: Sequence[Command]) -> set[str]:
    """The slots for times of which the commands tell."""
    return {form_slot(command.slot) for command in commands if _of_times(command)}


def _without_times(commands: Sequence[Command], *misread: type[Command]) -> list[Command]:
    """The commands that are about no time, and of none of the kinds for which the time was misread."""
    return [command for command in without(commands, *misread) if not _of_times(command)]


def _of_times(command: Command) -> TypeGuard[SetSlot | Exclude]:
    return isinstance(command, SetSlot | Exclude) and form_slot(command.slot) in OF_TIMES
