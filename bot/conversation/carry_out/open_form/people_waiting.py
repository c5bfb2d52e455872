"""People who wait for the same form as its own person: the summary shows them, and one yes is for all of them."""

from dataclasses import dataclass

from msgspec import structs

from bot.content.shared.courses import is_same_course
from bot.conversation.session import FormState, WaitingWish
from bot.conversation.turn import Turn
from bot.understanding.slots import phone

PEOPLE_LINE = "form.people"
SAYS: dict[str, frozenset[str]] = {PEOPLE_LINE: frozenset({"names"})}
FOR_SEVERAL = frozenset({"enrol", "volunteer"})
"""Forms that are filled for one person and may be wanted for several."""
_SHARED = ("course", "session")


_GIVEN = 2  # characters of a given name that stand for the whole


def is_named(name: str, clause: str) -> bool:
    """Does the clause name this person, by the whole name or the given one?"""
    given = name[1:] if len(name) > _GIVEN else ""
    return bool(name) and (name in clause or (len(given) == _GIVEN and given in clause))


def names_who_waits(turn: Turn, clause: str) -> bool:
    """Does the clause name somebody who is put down besides in the open form?"""
    waiting = turn.session.waiting if turn.session.form is not None else ()
    return any(is_named(wish.slots.get("name", ""), clause) for wish in waiting)


@dataclass(frozen=True, slots=True)
class PeopleHeard:
    """What a message says of people: the form afterwards, what is said of it, and the rest of the message.

    asks: what is said ends in a question, and stands in place of the form's own.
    """

    state: FormState
    said: str
    rest: str
    asks: bool = False


def together(turn: Turn, intent: str, state: FormState) -> list[WaitingWish]:
    """The wishes of people whose names are known and who come to the same as the form's own person."""
    return [
        wish
        for wish in turn.session.waiting
        if wish.intent == intent and wish.slots.get("name") and _is_same_course(turn, state, wish)
    ]


def people_line(turn: Turn, intent: str, state: FormState, summary: str) -> str:
    """Who else is put down with the same yes, for below the summary of the form's own person; "" for nobody."""
    names = [_shown(wish, summary) for wish in together(turn, intent, state)]
    return turn.words.say(PEOPLE_LINE, names="、".join(names)) if names else ""


def agree(turn: Turn, intent: str, state: FormState) -> None:
    """The yes to the summary is for everybody whom it showed; who gave no phone shares that of the form."""
    shown = together(turn, intent, state)
    number = {"phone": state.slots["phone"]} if state.slots.get("phone") else {}
    turn.session.waiting = [
        structs.replace(wish, slots={**number, **wish.slots}, agreed=True) if wish in shown else wish
        for wish in turn.session.waiting
    ]


def share_class(turn: Turn, intent: str, state: FormState) -> None:
    """Who waits for the same course takes the class of the form's own person, unless they named another."""
    shared = {slot: state.slots[slot] for slot in _SHARED if state.slots.get(slot)}
    if not shared.get("course"):
        return
    turn.session.waiting = [
        structs.replace(wish, slots={**wish.slots, **_not_named(wish, shared)})
        if wish.intent == intent and _is_same_course(turn, state, wish)
        else wish
        for wish in turn.session.waiting
    ]


def _not_named(wish: WaitingWish, shared: dict[str, str]) -> dict[str, str]:
    """What is shared, without the class where the person named another in words."""
    return {"course": shared["course"]} if _class_in_words(wish) else shared


def _class_in_words(wish: WaitingWish) -> str:
    """「周日下午」 where the person named a class of their own; "" where they take the class of the form, which is a key."""
    session = wish.slots.get("session", "")
    return "" if session.isascii() else session


def _shown(wish: WaitingWish, summary: str) -> str:
    """陈根法, or 李芳（周日下午） with what of this person does not stand in the summary: another class or phone, the age."""
    number, years = wish.slots.get("phone", ""), wish.slots.get("age", "")
    told = (_class_in_words(wish), phone.in_groups(number) if number else "", f"{years}岁" if years else "")
    other = "，".join(part for part in told if part and part not in summary)
    return f"{wish.slots['name']}（{other}）" if other else wish.slots["name"]


def _is_same_course(turn: Turn, state: FormState, wish: WaitingWish) -> bool:
    """Is the wish for what the form is for, under whatever name of the course?"""
    theirs, own = wish.slots.get("course", ""), state.slots.get("course", "")
    return not theirs or is_same_course(turn.content, theirs, own)
