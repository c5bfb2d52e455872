"""Of a message that says which times suit and which do not, the times that suit. Pure."""

from collections.abc import Sequence

from bot.conversation.carry_out.form_progress import adds
from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.commands import Command, Dispute, Exclude, No, SetSlot
from bot.conversation.interpret import times
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import OF_TIMES


def with_free_times(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「平时上午有空，下午要做饭」, read in pieces: the time that suits, whichever piece was taken for the value."""
    text = opened.turn.message.text
    commands = _of_a_time(opened, commands)
    told = [command for command in commands if _of_times(command)]
    slots = {form_slot(command.slot) for command in told if isinstance(command, SetSlot | Exclude)}
    slots = slots or _still_open(opened, commands)
    if len(slots) != 1 or not times.leaves_out(text):
        return commands
    free = times.free(text)
    others = [
        command for command in commands if not isinstance(command, No | Dispute) and command not in told
    ]
    return [SetSlot(slots.pop(), free, words=free), *others]


def _of_a_time(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「不对，晚上也有空」, taken for a no alone: the time is one more that suits, or one that does not."""
    text, state = opened.turn.message.text, opened.turn.session.form
    held = [name for name in (state.slots if state else ()) if name in OF_TIMES]
    if len(held) != 1 or not commands or not all(isinstance(command, No | Dispute) for command in commands):
        return commands
    if times.only_refused(text):
        return [Exclude(held[0], times.standard(times.refused(text)[0]), text)]
    return (
        [SetSlot(held[0], times.free(text), words=times.free(text))]
        if adds(text) and times.free(text)
        else commands
    )


def _still_open(opened: OpenForm, commands: Sequence[Command]) -> set[str]:
    """The slot for a time that is empty still, where another value is told in the same message."""
    state = opened.turn.session.form
    if state is None or not commands or not all(isinstance(command, SetSlot) for command in commands):
        return set()
    return set(empty_times(opened))


def empty_times(opened: OpenForm) -> list[str]:
    """The slots for times that the open form does not hold yet."""
    state = opened.turn.session.form
    held = state.slots if state is not None else None
    return [
        slot.name for slot in opened.spec.slots if held is not None and slot.name in OF_TIMES - held.keys()
    ]


def _of_times(command: Command) -> bool:
    return isinstance(command, SetSlot | Exclude) and form_slot(command.slot) in OF_TIMES
