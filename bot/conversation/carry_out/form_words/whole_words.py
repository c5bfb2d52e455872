"""A value in the resident's own words, told or put right in the open form: all that the message tells of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Ask, Command, Complain, Dispute, Hold, Nothing, SetSlot, Start
from bot.conversation.forms.corrections import slot_names
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import free_text, times
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState

_IN_WORDS = frozenset({"need", "detail"})
"""The slots that hold what somebody tells, and no name of a thing."""
_OF_OTHERS = frozenset({"name", "phone", "address", "place"})
_REPORT = "detail"
_MISREAD = (Start, Dispute, Complain, Nothing, Hold)
_WORD = "meta."
_PUTS_RIGHT = re.compile(
    r"不对|弗对|勿对|不是这|弗是这|错|(?:我|阿拉|俺)(?:是|要)?(?:讲|说|写)(?:的是|[^了过完得])|我的?意思|要写|重写|重新写|写成|改成|应该|(?:啥|什么)意思|(?:瞎|乱)(?:写|搞|弄)"
)
_SHARED = 2  # pairs of letters by which the matter that stands there is known again


def with_whole_words(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> list[Command]:
    """The commands with every clause that tells the matter, where a model took a part of the words for all of it."""
    commands = _without_strays(opened, _told_anew(opened, state, commands))
    sets = of_kind(commands, SetSlot)
    others = [command.value for command in sets if command.slot in _OF_OTHERS]
    return [_whole(opened, command, others) for command in commands]


def _without_strays(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「马桶换掉 水池通一通」, of which a part was taken for a time and names none: all of it is the matter."""
    strays = [command for command in commands if _is_stray(command)]
    if not strays or not any(isinstance(told, SetSlot) and told.slot in _IN_WORDS for told in commands):
        return commands
    text = opened.turn.message.text
    return [
        replace(told, words=text) if isinstance(told, SetSlot) and told.slot in _IN_WORDS else told
        for told in commands
        if told not in strays
    ]


def _is_stray(command: Command) -> bool:
    times_of = isinstance(command, SetSlot) and command.slot in OF_TIMES
    return times_of and isinstance(command, SetSlot) and not times.find_all(command.value)


def _told_anew(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """「不是这样写，我讲水管漏水，还要换龙头」, taken for another wish or a complaint: the matter is told anew.

    Only where what stands in the form is named again, so that a wish for something else stays one.
    """
    slot, text = _held(state), opened.turn.message.text
    if not slot or not _PUTS_RIGHT.search(text) or not all(map(_is_misread, commands)):
        return commands
    told = free_text.whole(text, _labels(opened, slot), asked=slot == _REPORT)
    held = state.slots[slot]
    shared = sum(told[at : at + 2] in held for at in range(len(told) - 1))
    return [SetSlot(slot, told)] if shared >= _SHARED and told not in held else commands


def _held(state: FormState) -> str:
    """The slot that holds the matter; "" while nothing is told of it."""
    return next((name for name in sorted(_IN_WORDS) if state.slots.get(name)), "")


def _is_misread(command: Command) -> bool:
    return isinstance(command, _MISREAD) or (isinstance(command, Ask) and command.intent.startswith(_WORD))


def _labels(opened: OpenForm, slot: str) -> list[str]:
    return [name for name, named in slot_names(opened.words, opened.spec) if named == slot]


def _whole(opened: OpenForm, command: Command, others: Sequence[str]) -> Command:
    """The command; a matter that is read out of words with all that they tell of it."""
    if not isinstance(command, SetSlot) or command.slot not in _IN_WORDS or not command.words:
        return command
    labels = _labels(opened, form_slot(command.slot))
    report = command.slot == _REPORT
    told = free_text.whole(command.words, labels, () if report else others, asked=report)
    return replace(command, value=told, words="") if len(told) > len(command.value) else command
