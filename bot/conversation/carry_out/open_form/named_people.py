"""Whose name is told: the person's whom the form is for, or that of somebody who is to come as well. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.open_form.next_person import EACH_FOR_ONESELF
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has, has_value, of_kind, values_of, without
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Hold,
    Later,
    Nothing,
    Restart,
    SetSlot,
    Skip,
    Social,
    Start,
    Stop,
    WantsPerson,
    Yes,
)
from bot.conversation.forms import engine
from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.introduced import SOMEBODY, THEY, Introduced, introduced
from bot.conversation.session import FormState
from bot.understanding.slots import familiar_names
from bot.understanding.slots.amounts import OLDEST
from bot.understanding.slots.numerals import NUMERAL, value

NEXT = 2  # the number of a person who comes besides the one whom the form is for
_ALIKE = (frozenset({"老婆", "妻子", "老伴"}), frozenset({"老公", "丈夫", "老伴", "老头子"}))
"""What a husband or a wife is called: the forms' words and the residents'."""
_NUMBER = re.compile(
    r"(?:手机|电话)号?码?[是：: ]*(?=[\d一二三四五六七八九零幺])"
)  # no course in using a phone
_YEARS = re.compile(rf"(?:^|[，,。\s]|今年|都|有)(?P<n>\d{{1,3}}|{NUMERAL}{{1,4}})(?:周?[岁歲]|$|[，,。\s])")
_AGREES_FIRST = re.compile(
    r"^(?:对|好|行|是|嗯|恩|可以|没错|没问题|要得)[的了呀啊个嘞咯]{0,2}[\s，,。.！!；;、]"
)
_COMES_INSTEAD = re.compile(
    r"改|换|让|替|不是我|我不(?:去|来|学|报)|我(?:去|来)不了|没空|(?:她|他|伊)(?:去|来)"
)


def with_names(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands, with each name that is introduced given to the person whose it is.

    Of somebody else than the form is for, it is kept for the wish of that person: 「对，我老婆也报，她叫王丽」.
    """
    people = _people(opened, state) if opened.spec.slot("name") is not None else []
    if not people:
        return _with_bare_name(opened, state, commands)
    if opened.spec.name not in EACH_FOR_ONESELF:
        return _with_contact(state, people, commands)
    meant = _meant(state, commands, people)
    own = _of_form(state, people, meant)
    others = [somebody for somebody in people if somebody not in own and somebody.who != kinship.SELF]
    next_values = _values_of_others(opened, state, commands, others, alone=not own)
    kept = [command for command in commands if not _taken_over(command, people, others, next_values)]
    kept += _own_values(state, kept, own, meant)
    return [*_agreed_first(opened, state, kept), *next_values] if others else kept


def _of_form(state: FormState, people: Sequence[Introduced], meant: str) -> list[Introduced]:
    """Those of the people whom the form is for; of an empty form the first who is named."""
    own = [somebody for somebody in people if _is(somebody, meant, people)]
    return own or list(people[: 0 if any(state.slots.values()) else 1])


_ENDS = (Stop, Later, Restart, WantsPerson)
_SAYS_NOTHING = (Skip, Complain, Nothing, Hold, Dispute, Social)


def _with_bare_name(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """「小卞 刚才讲过了」, 「到时候找蒋阿婆」 where the name is asked for: the clause that is a name."""
    if state.asking != "name" or has_value(commands, "name") or has(commands, *_ENDS):
        return commands
    name = familiar_names.in_clauses(opened.turn.message.text)
    if any(name in told.value for told in of_kind(commands, SetSlot)):
        return commands
    return [SetSlot("name", name, words=name), *without(commands, *_SAYS_NOTHING)] if name else commands


def _people(opened: OpenForm, state: FormState) -> list[Introduced]:
    """The people who are introduced; 「他叫…」 is the person of the wish that waits, where the form has its own name."""
    waits = next((wish for wish in opened.turn.session.waiting if wish.intent == opened.spec.intent), None)
    theirs = waits.slots.get("for_whom", "") if waits and "name" not in waits.slots else ""
    own_is_told = "name" in state.slots and state.slots.get("for_whom", SELF) == SELF
    return [
        replace(
            somebody, who=theirs if own_is_told and somebody.who == THEY else somebody.who.removeprefix(THEY)
        )
        for somebody in introduced(opened.turn.message.text)
    ]


def _meant(state: FormState, commands: Sequence[Command], people: Sequence[Introduced]) -> str:
    """For whom the form is; who is introduced alone where the name is asked for is the person."""
    meant = _for_whom(state, commands)
    alone = people[0].who if len(people) == 1 else ""
    return alone if alone and state.asking == "name" and meant == kinship.SELF else meant


def _own_values(
    state: FormState, commands: Sequence[Command], own: Sequence[Introduced], meant: str
) -> list[Command]:
    """The name of the person whom the form is for, and who that is where the form does not say."""
    values: list[Command] = []
    if own and own[-1].name != state.slots.get("name"):
        values.append(SetSlot("name", own[-1].name, words=own[-1].name))
    if own and _for_whom(state, commands) == kinship.SELF != meant:
        values.append(SetSlot("for_whom", meant, words=meant))
    return values


def _agreed_first(opened: OpenForm, state: FormState, commands: list[Command]) -> list[Command]:
    """With the yes that stands before what is said of somebody else: 「对。还有我老公的，他叫…」."""
    if state.asking != engine.CONFIRM or not _AGREES_FIRST.search(opened.turn.message.text):
        return commands
    return [Yes(), *(command for command in commands if not isinstance(command, Yes))]


def _with_contact(
    state: FormState, people: Sequence[Introduced], commands: Sequence[Command]
) -> Sequence[Command]:
    """A name that was not heard, where it can only be the one that the form asks for."""
    heard = has_value(commands, "name")
    mine = [somebody for somebody in people if somebody.who in ("", kinship.SELF)]
    if heard or len(people) > 1 or not mine or mine[0].name == state.slots.get("name"):
        return commands
    return [*commands, SetSlot("name", mine[0].name, words=mine[0].name)]


def _for_whom(state: FormState, commands: Sequence[Command]) -> str:
    told = values_of(commands, "for_whom")
    meant = told[-1] if told else state.slots.get("for_whom", SELF)
    return kinship.SELF if meant == SELF else meant


def _is(somebody: Introduced, meant: str, people: Sequence[Introduced]) -> bool:
    """Is this the person whom the form is for? Whoever is not said to be anybody is, unless that person is named too."""
    if not somebody.who:
        return all(other is somebody or not _same(other.who, meant) for other in people)
    return _same(somebody.who, meant)


def _same(who: str, other: str) -> bool:
    return who == other or any({who, other} <= group for group in _ALIKE)


def _taken_over(
    command: Command, people: Sequence[Introduced], others: Sequence[Introduced], told: Sequence[SetSlot]
) -> bool:
    """Is the command a name, or said of the person who comes besides?"""
    if isinstance(command, SetSlot) and command.slot == "name":
        return command.value in {somebody.name for somebody in people}
    if not others:
        return False
    if isinstance(command, Start):
        return True
    if isinstance(command, Ask):
        return others[0].who in kinship.people_named(command.words)
    if not isinstance(command, SetSlot) or command.person > 1:
        return False
    theirs = any(value.slot == command.slot and value.value == command.value for value in told)
    return theirs or command.slot in ("for_whom", "course")


def _values_of_others(
    opened: OpenForm,
    state: FormState,
    commands: Sequence[Command],
    others: Sequence[Introduced],
    *,
    alone: bool,
) -> list[SetSlot]:
    """What is told of the first of the others; alone: the form's own person is not introduced beside them."""
    if not others:
        return []
    told = _of_the_next(opened, state, others[0])
    return [*told, *_told_of_the_next(state, commands)] if alone else told


def _of_the_next(opened: OpenForm, state: FormState, somebody: Introduced) -> list[SetSlot]:
    """What is told of the person who comes besides, the course first: it decides what both share."""
    course = str(opened.turn.hear(_NUMBER.sub(" ", opened.turn.message.text)).named.get("course", ""))
    other_course = course if course != state.slots.get("course") else ""
    told = {"course": other_course, "for_whom": somebody.who.replace(SOMEBODY, ""), "name": somebody.name}
    told["age"] = _years_after(opened.turn.message.text, somebody.name)
    return [SetSlot(slot, value, NEXT, value) for slot, value in told.items() if value]


def _told_of_the_next(state: FormState, commands: Sequence[Command]) -> list[SetSlot]:
    """What the form holds already of the first person, told again with another's name: their phone, age and class."""
    return [
        SetSlot(command.slot, command.value, NEXT, command.words)
        for command in commands
        if isinstance(command, SetSlot)
        and command.slot in ("phone", "age", "session")
        and command.person == 1
        and state.slots.get(command.slot)
    ]


def _years_after(text: str, name: str) -> str:
    """「他叫赵强 一样的班 二十九」: the age that is told after a name; "" for none."""
    told = _YEARS.search(text[text.find(name) + len(name) :])
    years = value(told["n"]) if told else None
    return str(years) if years and years <= OLDEST else ""


_ONLY_RELATION = re.compile(
    r"(?:不是|弗是|勿是|不系)(?:我|俺|阿拉|我们|咱)?(?:家|的)?[\u4e00-\u9fff]{1,3}(?:[，,\s]|呀|啊|是|啦|哦|$)"
    r"|(?:写|叫|填|记|搞|弄)错(?:了|啦)?|(?:写|填|应该是|改成|叫)(?:我|俺)?(?:婆婆|公公|岳母|岳父|丈母娘|丈人|外婆|外公|奶奶|爷爷)"
)
"""It is said who the person is, and not that another comes: 「是婆婆不是我妈」."""


def without_own_name(opened: OpenForm, before: FormState, after: FormState) -> FormState:
    """「改成我妹妹去吧」: the name that was told is not that of the person who comes instead, and is asked for."""
    whom, name = after.slots.get("for_whom", SELF), before.slots.get("name", "")
    if not name or whom in (SELF, before.slots.get("for_whom", SELF)) or after.slots.get("name") != name:
        return after
    text, known = opened.turn.message.text, opened.turn.session.known.get("name", "")
    if "for_whom" in before.slots and _ONLY_RELATION.search(text):
        return after
    instead = _COMES_INSTEAD.search(text) is not None or "for_whom" in before.slots
    if not instead and name != known:
        return after
    slots = {slot: value for slot, value in after.slots.items() if slot != "name"}
    return engine.settled(opened.spec, replace(after, slots=slots), opened.world)
