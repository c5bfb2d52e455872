"""Values that are none of the slot which they were taken for: a time as a skill, 「没地方」 as a place. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.form_words.spoken_times import empty_times
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.command_kinds import has, has_only
from bot.conversation.commands import Ask, Command, Complain, Exclude, Nothing, SetSlot, Skip
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.understanding.slots import person, place
from bot.understanding.text.clauses import bare_clauses

_IN_WORDS = PLACES | {"skills", "skill", "need", "detail", "item", "interest"}
_HELD_ONLY = PLACES | {"need", "detail", "item", "name", "phone"}
"""Slots of which only what they hold can be left out: 「不要转」 names no place."""
_NO_PLACE = re.compile(
    r"(?:不是|没有?|哪有|勿是|呒没)(?:什么|啥|具体的?|固定的?)?(?:地方|地点|位置|地址)(?:的事|的|好[讲说]的?|可[讲说]的?|啊|呀|了){0,3}+"
)


def fitted(opened: OpenForm, commands: Sequence[Command]) -> list[Command]:
    """The commands with each value in the slot that it fits, and without those that fit none."""
    state = opened.turn.session.form
    talk = has_only(commands, Ask, Complain, Nothing)
    if state is not None and state.asking in PLACES and talk and _has_none(opened.turn.message.text):
        return [Skip(state.asking)]
    checked = [_fitted(opened, command) for command in commands]
    return [command for command in checked if command is not None]


def _without_busy(commands: Sequence[Command]) -> Sequence[Command]:
    """「礼拜二上午，别的辰光要接孙子」: what somebody is busy with is no time that is left out."""
    sets = has(commands, SetSlot)
    return [command for command in commands if not (sets and _excludes_no_time(command))]


def _excludes_no_time(command: Command) -> bool:
    if not isinstance(command, Exclude) or form_slot(command.slot) not in OF_TIMES:
        return False
    return not times.find_all(command.value)


def placed(state: FormState, commands: Sequence[Command], text: str) -> list[Command]:
    """Without times that name none, and words taken for a place that name none where one is known: 「麻烦快点」.

    Nor is a person's name a place: 「就在9幢，我叫周明」.
    """
    name = person.called(text)
    return [
        command
        for command in _without_busy(commands)
        if not _is_a_name(command, name)
        if not isinstance(command, SetSlot)
        or form_slot(command.slot) not in PLACES
        or form_slot(command.slot) == state.asking
        or not state.slots.get(form_slot(command.slot))
        or place.spot(command.value) is not None
    ]


def _is_a_name(command: Command, name: str) -> bool:
    return isinstance(command, SetSlot) and form_slot(command.slot) in PLACES and command.value == name != ""


def _has_none(text: str) -> bool:
    """「问我什么地方？没有地方的」: does a clause say that there is no place?"""
    return any(_NO_PLACE.fullmatch(clause) for clause in bare_clauses(text))


def _fitted(opened: OpenForm, command: Command) -> Command | None:
    state = opened.turn.session.form
    if state is None:
        return command
    if isinstance(command, Exclude):
        name = form_slot(command.slot)
        return command if name not in _HELD_ONLY or command.value in state.slots.get(name, "") else None
    if not isinstance(command, SetSlot):
        return command
    name = form_slot(command.slot)
    if name in PLACES and _NO_PLACE.fullmatch(command.value):
        return Skip(name)
    return _in_its_slot(opened, name, command) if name in _IN_WORDS and is_a_time(command.value) else command


def _in_its_slot(opened: OpenForm, name: str, command: SetSlot) -> SetSlot | None:
    """A time that was taken for something else: the place that is told beside it, or the time that is still to be asked for."""
    told = place.whole(opened.turn.message.text) if name in PLACES else ""
    if told:
        return SetSlot(name, told, words=told)
    empty = next(iter(empty_times(opened)), "")
    if empty:
        return SetSlot(empty, command.value, words=command.value)
    return None if any(slot.name in OF_TIMES for slot in opened.spec.slots) else command


def is_a_time(value: str) -> bool:
    """Does the value say when, and nothing else?"""
    return bool(times.alone(re.sub(r"[\s，,。]", "", value)))
