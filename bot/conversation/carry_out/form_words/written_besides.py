"""What a resident wants written besides into the open form, and what they say of a thing in passing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.parts import commands_in
from bot.conversation.command_kinds import has_only, of_kind, values_of
from bot.conversation.commands import (
    Choose,
    Command,
    Dispute,
    Exclude,
    Later,
    No,
    Nothing,
    Restart,
    SetSlot,
    Stop,
    Yes,
)
from bot.conversation.forms.corrections import slot_named
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.corrections.also_written import besides
from bot.conversation.interpret.session_state import form_slot, state_of
from bot.conversation.interpret.values.item_details import CONDITION, as_said, flaw, with_detail
from bot.conversation.interpret.values.worth_writing import is_for_nobody
from bot.conversation.session import FormState
from bot.understanding.questions.said_to_bot import asks_of_form
from bot.understanding.slots import phone, place_put_right
from bot.understanding.slots.place import in_figures, whole
from bot.understanding.slots.thing_details import BETWEEN, details, only_details, to_note
from bot.understanding.text import own_words

_LISTS = ("need", "skills", "skill", "item")
"""Slots to which more of the same can be added."""
_OF_PERSONS = frozenset({"name", "phone"})
_MAY_BE_A_FLAW = (No, Dispute, Nothing, Yes, SetSlot, Exclude)
_SOME = re.compile(r"(?:其中)?有?[一二两三几][个只张把台件]")
_NAMED, _PLACE = ("anonymous", "no"), "place"
_CLAUSE = re.compile(r"[，,。；;！!\s]+")
_NO_MATTER = re.compile(
    r"匿名|名字|我叫|电话|手机|联系|(?<!姓)谢|麻烦|辛苦|快点|尽快|抓紧|发给|告诉|回复|答复|通知|(?:跟|同|给|和)我(?:讲|说)|[讲说]一声|没关系|无所谓|不怕|怕啥"
)
_OF_WHO = re.compile(
    r"[楼幢栋号][上下]|楼[上下]|隔壁|对[面门]|店|超市|公司|单位|[阿小]?[姓叫]|讲过|说过|给过|前头|刚才"
)
_FLAT = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
SHORTEST = 4  # characters of a remark that is made in passing


def written_besides(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> list[Command]:
    """The commands with what is added to the list of the form, or to its thing; [] where nothing is."""
    listed = list_held(state)
    if not listed or any(map(_is_told_already, commands)):
        return []
    noted = to_note(opened.turn.message.text) if listed == "item" else ""
    thing = noted or _thing(opened)
    detail = _detail(opened, commands, thing, state.slots[listed]) if listed == "item" else ""
    if detail:
        told = SetSlot(listed, with_detail(state.slots[listed], CONDITION, detail))
    elif thing:
        told = beside(state, listed, thing)
    else:
        return []
    return [*(command for command in commands if _stands_beside(command, listed, detail or thing)), told]


def _is_told_already(command: Command) -> bool:
    """Does the command end the form, or tell its thing or its matter with all that is said of it?"""
    if isinstance(command, Stop | Choose | Later | Restart):
        return True
    return isinstance(command, SetSlot) and command.slot in _LISTS and not command.words


def _thing(opened: OpenForm) -> str:
    """What is to be written besides; "" where nothing is, or only a field is named: 「电话写上」."""
    thing = "" if asks_of_form(opened.turn.message.text) else besides(opened.turn.message.text)
    named = thing and (slot_named(opened.words, opened.spec, thing) or is_for_nobody(thing))
    return "" if named else thing


def list_held(state: FormState) -> str:
    """The slot of the form that holds a list already; "" for none."""
    return next((name for name in _LISTS if state.slots.get(name)), "")


def beside(state: FormState, slot: str, thing: str) -> SetSlot:
    """What the slot holds, and the thing beside it."""
    held = state.slots[slot]
    return SetSlot(slot, held if thing in held else f"{held}、{thing}")


def told_of_matter(state: FormState, commands: Sequence[Command], text: str) -> str:
    """「不匿名，我婆婆昨天差点踩空」: what is told of what is reported beside the answer; "" where nothing is.

    The answer is that it is not anonymous, or the place: 「3幢一楼 常年插在楼道里」.
    """
    matter = state.slots.get("detail", "")
    answers = of_kind(commands, SetSlot)
    if not matter or not answers or len(answers) < len(commands) or not all(map(_is_answer, answers)):
        return ""
    return "，".join(clause for clause in _beside_answer(answers, text) if clause not in matter)


def _beside_answer(answers: Sequence[SetSlot], text: str) -> list[str]:
    """The clauses that tell something beside the answer."""
    of_place = any(answer.slot == _PLACE for answer in answers)
    house = whole(text) if of_place else ""
    if of_place and not any(sign.isdecimal() for sign in house):
        return []  # a place without a house is written down in all its words
    told = [place_put_right.without_complaint(clause.strip()) for clause in _CLAUSE.split(text)]
    return [clause for clause in told if _tells(clause, house)]


def _is_answer(command: SetSlot) -> bool:
    """Is it the answer to where, or that it is not anonymous?"""
    return command.slot == _PLACE or (command.slot, command.value) == _NAMED


def _tells(clause: str, house: str) -> bool:
    """Does the clause tell something, and not only the house, a number, or a word to the bot?"""
    asked = (
        asks(clause)
        or bool(_NO_MATTER.search(clause))
        or own_words.is_talk(clause)
        or is_for_nobody(clause)
        or phone.find(clause) is not None
    )
    of_flat = (
        _FLAT.search(in_figures(clause)) is not None
    )  # one's own may stand beside the one that is complained of
    return len(clause) > SHORTEST and not asked and not of_flat and in_figures(clause) not in house


def _stands_beside(command: Command, listed: str, told: str) -> bool:
    """Is it a value for another slot, which the added words were not taken for?"""
    if not isinstance(command, SetSlot | Exclude) or form_slot(command.slot) in (listed, CONDITION):
        return False
    if command.slot == "quantity" and _SOME.match(told):  # 「有一个没安全带」 tells of one of them
        return False
    return command.value not in told


def _detail(opened: OpenForm, commands: Sequence[Command], thing: str, item: str) -> str:
    """What is said of how the thing is: that a part is missing, how big and how old it is; "" for nothing.

    item: the thing as it is written down already.
    """
    if thing:
        thing = f"{thing}的" if f"{thing}的" in opened.turn.message.text else thing
        told = flaw(thing) or only_details(thing) or _is_condition(opened, thing)
        return thing if told else ""
    text = opened.turn.message.text
    in_passing = _in_passing(opened, commands, item)
    if in_passing or not has_only(commands, *_MAY_BE_A_FLAW):
        return in_passing
    return flaw(text)


def _in_passing(opened: OpenForm, commands: Sequence[Command], item: str) -> str:
    """What is said of the thing beside a name and a number: 「138…，32寸还能看的，就是没遥控器」."""
    values = of_kind(commands, SetSlot)
    if not values or not all(_is_known(command, item) for command in values):
        return ""
    rest = opened.turn.message.text
    for command in values:
        rest = (phone.without(rest) if command.slot == "phone" else rest).replace(command.value, " ")
    rest = rest.strip(" ，,。.；;！!")
    if _OF_WHO.search(rest):
        return ""
    if details(rest):
        return BETWEEN.join(details(rest))
    return _is_condition(opened, rest) if len(rest) >= SHORTEST else ""


def _is_known(command: SetSlot, item: str) -> bool:
    """Is it a name, a number, or the thing as it is written down already?"""
    return command.slot in _OF_PERSONS or (command.slot == "item" and command.value in item)


def _is_condition(opened: OpenForm, words: str) -> str:
    """The words, where they tell of a thing's condition; else ""."""
    told = commands_in(opened.turn, words, replace(state_of(opened.turn.session), asked="confirm"))
    values = values_of(told, CONDITION)
    return as_said(words, values[0]) if values else ""
