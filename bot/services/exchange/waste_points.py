"""What waste is worth: the things of 「15个瓶子和3斤报纸」 with their amounts, in whole points as the rates say. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.content.shared.exchange import Rate
from bot.services.exchange.spoken_amounts import Amount, Count, amounts, plain

_WINDOW = 6  # characters between a number and its thing: 「15个空的塑料瓶」, 「报纸大概有3斤」
_BREAK = re.compile(r"[，,。；;！!？?吧呢啊呀嘛]")
_NEXT_TO = re.compile(r"[是有大概约差不多共的：:\s]*")


@dataclass(frozen=True, slots=True)
class RatedWaste:
    """An amount of something that has a rate; count: in the rate's unit."""

    rate: Rate
    count: Count

    @property
    def points(self) -> Count:
        """What it is worth, at least and at most."""
        low, high = (
            number // self.rate.amount * self.rate.points for number in (self.count.low, self.count.high)
        )
        return Count(low, high)


@dataclass(frozen=True, slots=True)
class ToldWaste:
    """What a message tells of waste. counted: with amounts; uncounted: without; weighed: where the rate counts pieces."""

    counted: tuple[RatedWaste, ...]
    uncounted: tuple[Rate, ...]
    weighed: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a thing with a rate is named."""

    start: int
    end: int
    rate: Rate


def rated(rates: Sequence[Rate], text: str, awaited: Collection[str] = ()) -> ToldWaste:
    """The waste that is told, in order. awaited: things that were told of before without an amount, or with another one."""
    text = plain(text)
    things = _named(rates, text)
    waiting = [rate for rate in rates if rate.item in awaited]
    told = amounts(text)
    counts: dict[str, RatedWaste] = {}
    named = {place.rate.item: place.rate for place in things}
    weighed: dict[str, Rate] = {}
    for number, amount in enumerate(told):
        rate = _thing_of(amount, things, text, told, number) or _by_unit(amount, rates, waiting, things)
        if rate is None:
            continue
        count = amount.in_unit(rate.unit)
        if count is not None:
            counts[rate.item] = RatedWaste(rate, count)
        elif amount.is_weight:
            weighed[rate.item] = rate
    missing = _except(named.values(), {*counts, *weighed})
    return ToldWaste(tuple(counts.values()), missing, _except(weighed.values(), counts.keys()))


def _except(rates: Iterable[Rate], items: Collection[str]) -> tuple[Rate, ...]:
    """The rates of all but these things."""
    return tuple(rate for rate in rates if rate.item not in items)


def _thing_of(
    amount: Amount, things: Sequence[_Place], text: str, told: Sequence[Amount], number: int
) -> Rate | None:
    """The thing that the amount stands next to; between two things the one in the order in which the message began."""
    near: list[tuple[bool, int, bool, Rate]] = []
    for place, follows, gap in _neighbours(amount, things, text, told, number):
        if len(gap) <= _WINDOW and not _BREAK.search(gap) and (amount.unit or _NEXT_TO.fullmatch(gap)):
            against = follows is (things[0].start < told[0].start)
            near.append((amount.in_unit(place.rate.unit) is None, len(gap), against, place.rate))
    return min(near, key=lambda entry: entry[:3])[3] if near else None


def _neighbours(
    amount: Amount, things: Sequence[_Place], text: str, told: Sequence[Amount], number: int
) -> Iterator[tuple[_Place, bool, str]]:
    """The things on either side with no other amount between; whether the thing follows, and what stands between."""
    after = told[number + 1].start if number + 1 < len(told) else len(text)
    before = told[number - 1].end if number else 0
    for place in things:
        if amount.end <= place.start < after:
            yield place, True, text[amount.end : place.start]
        elif before <= place.end <= amount.start or place.end == amount.start:
            yield place, False, text[place.end : amount.start]


def _by_unit(
    amount: Amount, rates: Sequence[Rate], waiting: Sequence[Rate], things: Sequence[_Place]
) -> Rate | None:
    """The one thing that is counted so and has been told of, now or before; 「就按35本算」 can only be books."""
    if not amount.unit:
        return waiting[0] if len(waiting) == 1 and not things else None
    named = {place.rate.item for place in things}
    for candidates in (
        [rate for rate in waiting if rate.item not in named],
        [place.rate for place in things],
        rates,
    ):
        fitting = {rate.item: rate for rate in candidates if amount.unit == rate.unit}
        if len(fitting) == 1:
            return next(iter(fitting.values()))
    return None


def _named(rates: Sequence[Rate], text: str) -> list[_Place]:
    """Where things with a rate are named, the longest names first, none inside another or inside another thing's name."""
    names = sorted(
        ((name, rate) for rate in rates for name in (rate.item, *rate.aliases)),
        key=lambda pair: -len(pair[0]),
    )
    taken = [
        match.span() for rate in rates for word in rate.unless for match in re.finditer(re.escape(word), text)
    ]
    places: list[_Place] = []
    for name, rate in names:
        for match in re.finditer(re.escape(name), text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                places.append(_Place(match.start(), match.end(), rate))
                taken.append(match.span())
    return sorted(places, key=lambda place: place.start)
