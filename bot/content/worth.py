"""What waste is worth: the parts of 「15个瓶子和3斤报纸」, in whole points as the rates say. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.knowledge import Rate

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
class Part:
    """So much of something that has a rate."""

    rate: Rate
    quantity: int

    @property
    def points(self) -> int:
        return self.quantity // self.rate.amount * self.rate.points


def parts(rates: Sequence[Rate], text: str) -> list[Part]:
    """What is named with an amount, in order; the amount before or behind the thing."""
    said = unicodedata.normalize("NFKC", text)
    numbers = list(_NUMBER.finditer(said))
    found: list[Part] = []
    used: set[int] = set()
    for start, end, rate in _named(rates, said):
        near = [
            (min(abs(start - number.end()), abs(number.start() - end)), number)
            for number in numbers
            if number.start() not in used
            and (0 <= start - number.end() <= _WINDOW or 0 <= number.start() - end <= _WINDOW)
        ]
        if near:
            _, number = min(near, key=lambda pair: (pair[0], pair[1].start()))
            used.add(number.start())
            kilos = _KILO.match(said[number.end() :]) and rate.unit == "斤"
            found.append(Part(rate, value(number[0]) * (2 if kilos else 1)))
    return found


def value(said: str) -> int:
    """The number of figures or Chinese numerals."""
    if said.isdecimal():
        return int(said)
    total = digit = 0
    for sign in said:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif _UNITS[sign] in (20, 30):
            total, digit = total + _UNITS[sign], 0
        else:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
    return total + digit


def _named(rates: Sequence[Rate], said: str) -> list[tuple[int, int, Rate]]:
    """Where things with a rate are named, the longest names first, none inside another."""
    names = sorted(
        ((name, rate) for rate in rates for name in (rate.item, *rate.aliases)),
        key=lambda pair: -len(pair[0]),
    )
    taken: list[tuple[int, int, Rate]] = []
    for name, rate in names:
        for match in re.finditer(re.escape(name), said):
            if not any(start < match.end() and match.start() < end for start, end, _ in taken):
                taken.append((match.start(), match.end(), rate))
    return sorted(taken, key=lambda one: one[0])
