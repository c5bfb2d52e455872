"""Answers to questions about the green exchange beside when and where it is: whether a thing is taken, who may bring it."""

import re
from datetime import date, timedelta

from bot.common.message import Reply
from bot.content.dates import next_monthly, spoken
from bot.content.shared.exchange import EXCHANGE, Exchange, Rate
from bot.conversation.carry_out.answers.unwritten_facts import (
    ask_for_me,
    known_about,
    not_written,
    particular_unwritten,
    small_answers,
)
from bot.conversation.turn import Turn
from bot.understanding.questions.aspects import Aspect, aspects_asked
from bot.understanding.questions.small_questions import reminder_wished

NAMES = ("绿色交换", "换绿植", "1+1")
_IS_TAKEN = re.compile(
    r"收|要不要|能换|可以换|好换|换吗|换伐|拿来|拿去|带去|带来|算|值|呢[?？]?$|行不行|可以吗|行吗"
)
_NEXT_MONTH = re.compile(r"下个?月")
_TOLD_BY_CARD = frozenset({Aspect.TIME, Aspect.PLACE})


def item_taken(turn: Turn) -> str:
    """Whether the thing that the message names is taken, and what it is worth; "" where it names none, or nobody can tell."""
    text, exchange = turn.message.text, turn.content.part(EXCHANGE)
    if not _IS_TAKEN.search(text):
        return ""
    rate = _rate(exchange.rates, text)
    if rate is not None:
        fields = {"item": rate.item, "amount": rate.amount, "unit": rate.unit, "points": rate.points}
        return turn.words.say("exchange.taken_for", **fields)
    for key, things in (
        ("exchange.not_taken", (*exchange.refused, *exchange.prohibited)),
        ("exchange.taken", exchange.accepted),
    ):
        named = next((thing for thing in things if thing in text), "")
        if named:
            return turn.words.say(key, item=named)
    return ""


def item_unknown(turn: Turn) -> str:
    """That it is not written whether the thing is taken; "" where the message does not ask that of a thing."""
    item = turn.slot("item")
    return not_written(turn, f"收不收{item}") if item and _IS_TAKEN.search(turn.message.text) else ""


def next_held(turn: Turn) -> str:
    """The day of the next exchange, its hour and place, where the message asks for one of them beside a thing; else ""."""
    exchange = turn.content.part(EXCHANGE)
    text = turn.message.text
    asked = _TOLD_BY_CARD & set(aspects_asked(text)) or reminder_wished(text)
    if turn.postback is not None or not asked:
        return ""
    turn.rely_on(exchange)
    return turn.words.say("exchange.held", name=exchange.name, **when_and_where(turn))


def when_and_where(turn: Turn) -> dict[str, str]:
    """The fields of replies for the next exchange: its date, hour and place."""
    exchange, today = turn.content.part(EXCHANGE), turn.now.date()
    venue = turn.venue(exchange.venue)
    return {
        "date": spoken(next_monthly(exchange.monthly, today), today),
        "time": exchange.time,
        "place": venue.name if venue else exchange.venue,
    }


def answer(turn: Turn) -> Reply | None:
    """What a question after the exchange was told asks of it, or that it is not written; None for its date and place."""
    text, exchange = turn.message.text, turn.content.part(EXCHANGE)
    if _NEXT_MONTH.search(text):
        return Reply(
            turn.words.say("exchange.then", date=_next_month(exchange, turn.now.date()), time=exchange.time)
        )
    small = small_answers(turn, text, exchange.details)
    known = "\n".join(small) or known_about(turn, NAMES)
    if known:
        return Reply(known)
    unwritten = "" if _TOLD_BY_CARD & set(aspects_asked(text)) else particular_unwritten(turn)
    return Reply(unwritten, (ask_for_me(turn, exchange.name),)) if unwritten else None


def _next_month(exchange: Exchange, today: date) -> str:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return spoken(next_monthly(exchange.monthly, first), today)


def _rate(rates: tuple[Rate, ...], text: str) -> Rate | None:
    """The rate of the longest of its names that the text has."""
    named = [
        (len(name), rate)
        for rate in rates
        for name in (rate.item, *rate.aliases)
        if name in text and not any(word in text for word in rate.unless)
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None
