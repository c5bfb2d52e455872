"""What waste is worth: the parts of 「15个瓶子和3斤报纸」, in whole points as the rates say. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.shared.exchange import Rate

_DIGITS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "半": 0,
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_NUMBER = re.compile(r"\d+|[零一二两三四五六七八九十百千廿卅]+")
_KILO = re.compile(r"公斤|千克")
_WINDOW = 6  # characters between a number and its thing: 「15个空的塑料瓶」, 「报纸大概有3斤」


@dataclass(frozen=True, slots=True)
class RatedWaste:
    """An amount of something that has a rate; quantity: in the rate's unit."""

    rate: Rate
    quantity: int

    @property
    def points(self) -> int:
        return self.quantity // self.rate.amount * self.rate.points


def rated(rates: Sequence[Rate], text: str) -> list[RatedWaste]:
    """The things that are named with an amount, in order. The nearest number before or behind a thing is its amount."""
    plain = unicodedata.normalize("NFKC", text)
    numbers = list(_NUMBER.finditer(plain))
    waste: list[RatedWaste] = []
    used: set[int] = set()
    for start, end, rate in _named(rates, plain):
        near = [
            (min(abs(start - number.end()), abs(number.start() - end)), number)
            for number in numbers
            if number.start() not in used
            and (0 <= start - number.end() <= _WINDOW or 0 <= number.start() - end <= _WINDOW)
        ]
        if near:
            _, number = min(near, key=lambda pair: (pair[0], pair[1].start()))
            used.add(number.start())
            kilos = _KILO.match(plain[number.end() :]) and rate.unit == "斤"
            waste.append(RatedWaste(rate, value(number[0]) * (2 if kilos else 1)))
    return waste


def value(numeral: str) -> int:
    """The number of figures or Chinese numerals."""
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for numeral_sign in numeral:
        if numeral_sign in _DIGITS:
            digit = _DIGITS[numeral_sign]
        elif _UNITS[numeral_sign] in (20, 30):
            total, digit = total + _UNITS[numeral_sign], 0
        else:
            total, digit = total + (digit or 1) * _UNITS[numeral_sign], 0
    return total + digit


def _named(rates: Sequence[Rate], text: str) -> list[tuple[int, int, Rate]]:
    """Where things with a rate are named (start, end), the longest names first, none inside another."""
    names = sorted(
        ((name, rate) for rate in rates for name in (rate.item, *rate.aliases)),
        key=lambda pair: -len(pair[0]),
    )
    places: list[tuple[int, int, Rate]] = []
    for name, rate in names:
        for match in re.finditer(re.escape(name), text):
            if not any(start < match.end() and match.start() < end for start, end, _ in places):
                places.append((match.start(), match.end(), rate))
    return sorted(places, key=lambda place: place[0])
