"""The answer to a question about an event, a club or a place: only what it asks, where the card itself was told before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.common.message import Reply
from bot.content.shared.details import Details, answer_of
from bot.conversation.carry_out.unwritten_facts import ask_for_me, known_about, not_written
from bot.conversation.interpret.plain_questions import asks_how_to_come
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.above_card import fee_of, missing_of, speaks_of, yes_or_no
from bot.understanding.aspects import AskedAspect, Aspect, asked_in_order
from bot.understanding.small_questions import particular_question, small_questions

_HOW_LONG = re.compile(r"多久|几天|多长时间|几个?月")
_DOINGS = ("借", "预约", "登记", "停车", "讲解", "包场", "音量", "穿", "摸", "借书证")


@dataclass(frozen=True, slots=True)
class Card:
    """A thing with its card. lines: the parts of the card, by the detail that each tells; rest: tells of any other detail."""

    names: Sequence[str]
    details: Details
    general: Details
    text: str
    lines: Mapping[Aspect, str]
    rest: str


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
    asked, small = asked_in_order(text), small_questions(text)
    if not asked and asks_how_to_come(text):
        asked = (AskedAspect(Aspect.HOW, text),)
    known = "" if small else known_about(turn, card.names)
    if known:
        return [known], []
    lines = [_line(turn, detail, card) for detail in asked]
    lines += [answer_of(question.key, card.details, card.general) for question in small]
    told = list(dict.fromkeys(filter(None, lines)))
    missing = missing_of(turn, text, card.details, card.general, card.text, card.lines)
    if not told and not missing:
        missing = _of_its_own(text, card)
    if told or not missing:
        return told, missing
    return ([card.rest], []) if _share_a_word(text, card.rest) else ([], missing)


def _of_its_own(text: str, card: Card) -> list[str]:
    """The question itself, where it asks for something that has no name here."""
    question = particular_question(text, *card.names)
    return [f"「{question}」"] if question else []


def _line(turn: Turn, detail: AskedAspect, card: Card) -> str:
    """The part of the card that tells the detail, with yes or no before it; "" where none does."""
    if (
        detail.aspect is Aspect.TIME
        and _HOW_LONG.search(detail.words)
        and _share_a_word(detail.words, card.rest)
    ):
        return card.rest  # 「能借多久」 asks for no opening hours
    if detail.aspect in card.lines:
        return card.lines[detail.aspect]
    if detail.aspect is Aspect.HOW:
        return card.rest
    said = yes_or_no(turn, detail, card.text) or fee_of(detail, card.details, card.general)
    if said and detail.aspect is Aspect.FEE:
        return said
    return said + (card.rest if speaks_of(card.rest, detail) else "")


def _share_a_word(question: str, rest: str) -> bool:
    """Do both speak of borrowing, booking, parking or the like?"""
    return any(word in question and word in rest for word in _DOINGS)
