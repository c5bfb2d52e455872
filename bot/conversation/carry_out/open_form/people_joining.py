"""Puts somebody down besides, while a form is open: 「还有我妹妹沈玉兰」; whose name is not said is asked for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from bot.content.shared.courses import is_same_course
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.people_waiting import FOR_SEVERAL, PEOPLE_LINE, PeopleHeard
from bot.conversation.commands import Command, SetSlot, Yes
from bot.conversation.forms import engine
from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.introduced import introduced
from bot.conversation.interpret.values.people_added import Added, added, named_alone, of_several, without_talk
from bot.conversation.interpret.values.people_listed import (
    A_LIST,
    SCHOOLMATE,
    Listed,
    people_listed,
    without_names,
)
from bot.conversation.say.wording import Wording
from bot.conversation.session import FormState, Session, WaitingWish
from bot.conversation.turn import Turn
from bot.understanding.slots import phone
from bot.understanding.text.clauses import bare_clauses, without_stops

SAYS: dict[str, frozenset[str]] = {
    "form.with_person": frozenset({"who"}),
    "form.person_there": frozenset({"who"}),
    "form.who_else": frozenset({"who"}),
    "form.one_more_person": frozenset(),
}
_SHARED = ("course", "session", "team")
ANOTHER = "另一位"
"""For whom the place is of whom nothing is said yet, neither name nor who it is."""
_PUT_RIGHT = re.compile(r"[说写记听弄搞打]错|错了|不对|不是")
_TO_CHANGE = "2"
"""The number of 「有地方要改」, which says nothing more beside a person who is to be added."""


def joined_by(opened: OpenForm, state: FormState, text: str, before: str) -> PeopleHeard | None:
    """Who comes besides, put down with the same form; None where the text adds nobody. before: what is said already."""
    if "name" not in state.slots or state.asking == "name":
        return None
    told = _named_at_last(opened, text) or added(text, _known(opened, state))
    if told is None:
        return None
    opened.turn.outcome.people_changed = True
    named = [somebody for somebody in told.who if somebody.name]
    unnamed = next((somebody for somebody in told.who if not somebody.name), None)
    session, words = opened.turn.session, opened.turn.words
    session.waiting = with_others(opened, state, session.waiting, named)
    put_down(opened, named, {"age": told.years})
    rest = _with_their_phone(opened, state, named, told.rest)
    said = [before, _told_of(words, told.there, [somebody.name for somebody in named])]
    if unnamed is not None:
        session.waiting = _with_unnamed(opened, state, unnamed)
        said.append(_asked_who(words, unnamed.who))
    lines = "\n".join(filter(None, said))
    return PeopleHeard(replace(state, attempts=0), lines, _said_besides(state, rest), unnamed is not None)


def _said_besides(state: FormState, rest: str) -> str:
    """What else the message says; nothing, where that is only the number of 「有地方要改」."""
    rest = without_stops(rest)
    return "" if state.asking == engine.CONFIRM and rest == _TO_CHANGE else rest


def _asked_who(words: Wording, who: str) -> str:
    """The question for the name of the person of whom only is told who they are, or not even that."""
    return words.say("form.who_else", who=who) if who else words.say("form.one_more_person")


def _told_of(words: Wording, there: Sequence[str], named: Sequence[str]) -> str:
    """Who is put down already, and who is put down now."""
    lines = [words.say("form.person_there", who="、".join(there))] if there else []
    return "\n".join([*lines, *([words.say("form.with_person", who="、".join(named))] if named else [])])


def _known(opened: OpenForm, state: FormState) -> set[str]:
    """The names and relations of the form's own person and of who waits; of who waits for the same without a name, none."""
    own = {state.slots.get("name", ""), state.slots.get("for_whom", "")}
    waiting = [wish for wish in opened.turn.session.waiting if wish.intent == opened.spec.intent]
    settled = [
        wish
        for wish in waiting
        if wish.slots.get("name") or wish.slots.get("course") not in (None, state.slots.get("course"))
    ]
    return own | {wish.slots.get(slot, "") for wish in settled for slot in ("name", "for_whom")}


def _unnamed(opened: OpenForm) -> WaitingWish | None:
    """The wish of the last person who waits and whose name is not known."""
    waiting = [wish for wish in opened.turn.session.waiting if wish.intent == opened.spec.intent]
    nameless = [wish for wish in waiting if "name" not in wish.slots]
    return next((wish for wish in reversed(nameless) if wish.slots.get("for_whom", SELF) != SELF), None)


def listed_in(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """「王丽琴、李芳，还有我，赵玉梅」: one of them is the form's own person, the others wait."""
    text = opened.turn.message.text
    people = people_listed(text)
    told_simply = {somebody.name for somebody in introduced(text)}
    simple = len(people) == A_LIST and all(
        somebody.name in told_simply and somebody.who != SCHOOLMATE for somebody in people
    )
    if not people or simple or (_PUT_RIGHT.search(text) and not of_several(text)):
        return None
    own = _own(state, people)
    return None if own is None else _put_down(opened, _without_denied(state, text), own, people)


def listed_at_opening(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """「报插花 我叫沈玉芬 妹妹沈玉兰」: all whom the opening message names; None where each has a wish of their own."""
    turn, text = opened.turn, opened.turn.message.text
    if opened.spec.name not in FOR_SEVERAL or turn.postback is not None:
        return None
    people = _who_comes(text)
    if not people or len(_courses_named(turn)) > 1:
        return None
    own = _itself(people) or _own(state, people) or people[0]
    dropped = {"name"} if own.who not in ("", kinship.SELF) else {"name", "for_whom"}
    told = {slot: value for slot, value in state.slots.items() if slot not in dropped}
    return _put_down(opened, replace(state, slots=told), own, people)


def _who_comes(text: str) -> Sequence[Listed]:
    """The people whom the text names, without the resident who only writes for another: 「我叫王芳，给我妈陈阿菊报」."""
    people, whom = people_listed(text), kinship.for_whom(text)
    others = [somebody for somebody in people if somebody.who != kinship.SELF]
    only_writes = not of_several(text) and any(somebody.who == whom for somebody in others)
    return others if only_writes else people


def _itself(people: Sequence[Listed]) -> Listed | None:
    return next((somebody for somebody in people if somebody.who == kinship.SELF), None)


def _courses_named(turn: Turn) -> set[str]:
    named = (turn.hear(clause).named.get("course", "") for clause in bare_clauses(turn.message.text))
    return set(map(str, filter(None, named)))


def _put_down(opened: OpenForm, state: FormState, own: Listed, people: Sequence[Listed]) -> PeopleHeard:
    """The form with the name of its own person, where all others wait; and the rest of the message."""
    text = opened.turn.message.text
    others = [somebody for somebody in people if somebody is not own]
    opened.turn.outcome.people_changed = True
    state = _with_own(opened, state, own, others)
    session = opened.turn.session
    session.waiting = with_others(opened, state, session.waiting, others)
    names = "、".join(somebody.name for somebody in others)
    said = opened.turn.words.say(PEOPLE_LINE, names=names) if others else ""
    return PeopleHeard(
        state, said, without_talk(without_names(text, tuple(somebody.name for somebody in people)))
    )


def _own(state: FormState, people: Sequence[Listed]) -> Listed | None:
    """Whose form it is: who has its name, else who is meant by it, else the first; None where another name stands there."""
    name, whom = state.slots.get("name", ""), state.slots.get("for_whom", SELF)
    if name:
        return next((somebody for somebody in people if somebody.name == name), None)
    meant = kinship.SELF if whom == SELF else whom
    return next((somebody for somebody in people if somebody.who == meant), people[0])


def _without_denied(state: FormState, text: str) -> FormState:
    """The form without the person for whom it is said not to be: 「不是给妹妹报，是三个人都报，…」."""
    whom = state.slots.get("for_whom", "")
    if not whom or whom not in text or whom in kinship.people_named(text):
        return state
    return replace(state, slots={slot: value for slot, value in state.slots.items() if slot != "for_whom"})


def _with_own(opened: OpenForm, state: FormState, own: Listed, others: Sequence[Listed]) -> FormState:
    slots = {**state.slots, "name": own.name}
    whom = slots.get("for_whom", "")
    if own.who == kinship.SELF or (own.who != whom and any(somebody.who == whom for somebody in others)):
        slots.pop("for_whom", None)
    if own.who not in ("", kinship.SELF):
        slots["for_whom"] = own.who
    return engine.settled(opened.spec, replace(state, slots=slots, attempts=0), opened.world)


def _named_at_last(opened: OpenForm, text: str) -> Added | None:
    """The name of who was put down without one, told alone: 「沈玉兰呀 电话一样」."""
    wish = _unnamed(opened)
    name, rest = named_alone(text) if wish is not None else ("", "")
    return Added((Listed(wish.slots.get("for_whom", ""), name),), rest) if wish is not None and name else None


def _with_unnamed(opened: OpenForm, state: FormState, somebody: Listed) -> list[WaitingWish]:
    waiting = opened.turn.session.waiting
    wish = _unnamed(opened)
    whom = somebody.who or ANOTHER
    if wish is not None and wish.slots["for_whom"] == whom:
        return waiting
    title = opened.prompter.title(state)
    return [*waiting, WaitingWish(opened.spec.intent, title, {**_shared(state), "for_whom": whom})]


def _shared(state: FormState) -> dict[str, str]:
    return {slot: state.slots[slot] for slot in _SHARED if state.slots.get(slot)}


def _with_their_phone(opened: OpenForm, state: FormState, named: Sequence[Listed], rest: str) -> str:
    """The rest without a number that is theirs: the form has one already, and one person is named."""
    number = phone.find_any(rest)
    if not number or len(named) != 1 or "phone" not in state.slots:
        return rest
    put_down(opened, named, {"phone": number})
    return ""


def put_down(opened: OpenForm, named: Sequence[Listed], told: Mapping[str, str]) -> None:
    """Put these values down for the one person who is named and waits; nothing for several, or for an empty value."""
    values = {slot: value for slot, value in told.items() if value}
    if len(named) != 1 or not values:
        return
    session = opened.turn.session
    session.waiting = [
        structs.replace(wish, slots={**wish.slots, **values})
        if wish.intent == opened.spec.intent and wish.slots.get("name") == named[0].name
        else wish
        for wish in session.waiting
    ]


def with_others(
    opened: OpenForm, state: FormState, waiting: Iterable[WaitingWish], others: Sequence[Listed]
) -> list[WaitingWish]:
    """The wishes that wait, with one for each of these people: who waits without a name already gets it."""
    wishes, intent = list(waiting), opened.spec.intent
    shared = _shared(state)
    for somebody in others:
        if any(wish.intent == intent and wish.slots.get("name") == somebody.name for wish in wishes):
            continue
        place = next((index for index, wish in enumerate(wishes) if _is_theirs(wish, intent, somebody)), None)
        whom = (
            {} if somebody.who == "" else {"for_whom": SELF if somebody.who == kinship.SELF else somebody.who}
        )
        if place is None:
            slots = {**shared, **whom, "name": somebody.name}
            wishes.append(WaitingWish(intent, opened.prompter.title(state), slots))
        else:
            held = wishes[place]
            known = {slot: value for slot, value in held.slots.items() if value != ANOTHER}
            wishes[place] = WaitingWish(intent, held.words, {**known, "name": somebody.name})
    return wishes


def _is_theirs(wish: WaitingWish, intent: str, somebody: Listed) -> bool:
    whom = wish.slots.get("for_whom", "")
    return (
        wish.intent == intent and not wish.slots.get("name") and somebody.who != "" and whom == somebody.who
    )


_OF_ANOTHER = ("name", "for_whom", "age", "course")


def for_wish_that_waits(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「对，书法是我，叫方国安」: the person of the other course, which waits, is put down there, and not over this one's."""
    session, form = opened.turn.session, opened.turn.session.form
    told = [command for command in commands if isinstance(command, SetSlot) and command.slot in _OF_ANOTHER]
    course = str(opened.turn.hear(opened.turn.message.text).named.get("course", ""))
    if form is None or not told or Yes() not in commands or course in ("", form.slots.get("course", "")):
        return commands
    wish = _waiting_for(opened, course)
    if wish is None:
        return commands
    _write_into(session, wish, told)
    return [command for command in commands if command not in told]


def _write_into(session: Session, wish: WaitingWish, told: Sequence[SetSlot]) -> None:
    """Put the values down in the wish that waits."""
    slots = {**wish.slots, **{value.slot: value.value for value in told}}
    session.waiting = [
        structs.replace(waits, slots=slots) if waits is wish else waits for waits in session.waiting
    ]


def _waiting_for(opened: OpenForm, course: str) -> WaitingWish | None:
    """The wish that opens the same form for this course; the one that was told may be in its words alone."""
    for wish in opened.turn.session.waiting:
        named = wish.slots.get("course") or str(opened.turn.hear(wish.words).named.get("course", ""))
        if wish.intent == opened.spec.intent and is_same_course(opened.turn.content, named, course):
            return wish
    return None
