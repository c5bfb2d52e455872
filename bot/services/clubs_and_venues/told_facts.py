"""The answer to a question about an event, a club or a place: only what it asks, where the card itself was told before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.common.message import Reply
from bot.content.naming import Nameable, longest_named
from bot.content.shared.details import Details, answer_of
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.answers.half_answered import left_out
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, known_about, not_written
from bot.conversation.carry_out.readings.real_questions import asks_real
from bot.conversation.interpret.wishes.plain_questions import asks_how_to_come
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.above_card import fee_of, missing_of, speaks_of, yes_or_no
from bot.understanding.questions.aspects import AskedAspect, Aspect, asked_in_order
from bot.understanding.questions.small_questions import (
    SmallQuestion,
    asks_what,
    asks_whether_there,
    particular_question,
    small_questions,
)

_HOW_LONG = re.compile(r"多久|几天|多长时间|几个?月")
_SIGNS_UP = re.compile(r"登记|报名|报节目")
_WHERE_TO_SIGN_UP = re.compile(
    r"(?:哪|什么地方|啥地方).{0,4}(?:登|报名)|(?:登记|报名).{0,6}(?:哪|什么地方|啥地方)"
)
_AT_COUNTER = re.compile(r"开门|上班|登记|报名|办公")
_DOINGS = ("借", "预约", "登记", "停车", "讲解", "包场", "音量", "穿", "摸", "借书证")


@dataclass(frozen=True, slots=True)
class Card:
    """A thing with its card. lines: the parts of the card, by the detail that each tells; rest: tells of any other detail.

    about: what it is, or what one does there. counter: when the place is open where one signs up for it.
    """

    names: Sequence[str]
    details: Details
    general: Details
    text: str
    lines: Mapping[Aspect, str]
    rest: str
    about: str = ""
    counter: str = ""


def names_of(thing: Nameable) -> tuple[str, ...]:
    """All names of a thing."""
    return (thing.name, *thing.aliases)


def counter_of(turn: Turn, how: str) -> str:
    """When the place is open that the way to sign up names; "" where it names none."""
    counter = longest_named(turn.content.part(VENUES), how) if _SIGNS_UP.search(how) else None
    return (
        turn.words.say("venue.hours", name=counter.name, hours=counter.hours) if counter is not None else ""
    )


def told_facts(turn: Turn, card: Card) -> Reply | None:
    """What the question asks of the thing, or that it is not written; None where the whole card is the answer."""
    told, missing = _told(turn, card)
    if missing:
        text = "\n".join([*told, not_written(turn, "、".join(missing))])
        return Reply(text, (ask_for_me(turn, card.names[0]),))
    return Reply("\n".join(told)) if told else None


def _told(turn: Turn, card: Card) -> tuple[list[str], list[str]]:
    """The answers, and what has none."""
    text = turn.message.text
    asked, small = _asked(text), small_questions(text)
    known = "" if small else known_about(turn, card.names)
    if known:
        return [known], []
    told = _written(turn, card, asked, small)
    missing = missing_of(turn, text, card.details, card.general, card.text, card.lines)
    missing += left_out(turn, "\n".join([card.text, *told, *missing, *card.names]))
    if not told and not missing:
        missing = _of_its_own(turn, text, card)
    if told or not missing:
        return told, missing
    known = known_about(turn, card.names) if small else ""
    if known:
        return [known], []
    return ([card.rest], []) if _share_a_word(text, card.rest) else ([], missing)


def _written(
    turn: Turn, card: Card, asked: Sequence[AskedAspect], small: Sequence[SmallQuestion]
) -> list[str]:
    """What is written of all that is asked: what the thing is, its details, small questions, how one signs up."""
    text = turn.message.text
    return _lines(
        card.about if asks_what(text) else "",
        *(_line(turn, detail, card) for detail in asked),
        *(answer_of(question.key, card.details, card.general) for question in small),
        card.rest if _SIGNS_UP.search(text) and _SIGNS_UP.search(card.rest) else "",
    )


def _asked(text: str) -> tuple[AskedAspect, ...]:
    """The details that are asked for; 「去哪里登记」 asks how, and not where the thing itself is."""
    asked = asked_in_order(text)
    if not asked and asks_how_to_come(text):
        return (AskedAspect(Aspect.HOW, text),)
    if _WHERE_TO_SIGN_UP.search(text):
        return tuple(detail for detail in asked if detail.aspect is not Aspect.PLACE)
    return asked


def _lines(*parts: str) -> list[str]:
    """The lines of the parts, each once."""
    return list(dict.fromkeys(line for part in parts for line in part.splitlines()))


def _of_its_own(turn: Turn, text: str, card: Card) -> list[str]:
    """The question itself, where it asks for something that has no name here."""
    question = "" if asks_whether_there(text) else particular_question(text, *card.names)
    return [""] if question and asks_real(turn, question) else []


def _line(turn: Turn, detail: AskedAspect, card: Card) -> str:
    """The part of the card that tells the detail, with yes or no before it; "" where none does."""
    if detail.aspect is Aspect.TIME and _is_of_its_use(detail.words, card):
        return card.rest  # 「能借多久」 asks for no opening hours
    if detail.aspect is Aspect.TIME and _AT_COUNTER.search(detail.words) and card.counter:
        return f"{card.lines[Aspect.TIME]}\n{card.counter}"
    if detail.aspect in card.lines:
        return card.lines[detail.aspect]
    if detail.aspect is Aspect.HOW:
        return "\n".join(filter(None, (card.rest, card.counter)))
    said = yes_or_no(turn, detail, card.text) or fee_of(detail, card.details, card.general)
    if said and detail.aspect is Aspect.FEE:
        return said
    return said + (card.rest if speaks_of(card.rest, detail) else "")


def _is_of_its_use(words: str, card: Card) -> bool:
    """Is it asked how long something may be borrowed, booked or the like, which the rules tell?"""
    return _HOW_LONG.search(words) is not None and _share_a_word(words, card.rest)


def _share_a_word(question: str, rest: str) -> bool:
    """Do both speak of borrowing, booking, parking or the like?"""
    return any(word in question and word in rest for word in _DOINGS)
