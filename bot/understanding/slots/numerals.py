"""Chinese numerals as numbers: 二十五, 廿五, 一百二, 两 … Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_DIGITS |= {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "幺": 1}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000, "万": 10000}
_CONTRACTIONS = {"廿": "二十", "卅": "三十"}
NUMERAL = r"[零〇一二两俩三四五六七八九十百千万廿卅]"


def value(text: str) -> int | None:
    """The number that a run of digits or Chinese numerals stands for; None if it is neither.

    As in speech, 一百二 is 120.
    """
    for short, long in _CONTRACTIONS.items():
        text = text.replace(short, long)
    if text.isdecimal():
        return int(text)
    if not text or any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _composed(text)


@remembered
def spelled(text: str) -> str:
    """The text with each Chinese digit as an Arabic one: for numbers that are dictated digit by digit."""
    return "".join(str(_DIGITS[character]) if character in _DIGITS else character for character in text)


_NUMERALS = re.compile(rf"{NUMERAL}+")


@remembered
def figures(text: str) -> str:
    """The text with every Chinese numeral in Arabic figures: 「二十五只」 → 「25只」."""
    return _NUMERALS.sub(lambda match: _in_figures(match[0]), text)


def _in_figures(numeral: str) -> str:
    number = value(numeral)
    return numeral if number is None else str(number)


def _composed(text: str) -> int:
    total, section, digit, unit = 0, 0, 0, 1
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif _UNITS[character] == 10000:
            total, section, digit, unit = total + (section + digit) * 10000, 0, 0, 10000
        else:
            unit = _UNITS[character]
            section += (digit or 1) * unit
            digit = 0
    spoken_short = digit and unit >= 100 and text[-2:-1] not in ("零", "〇")
    return total + section + digit * (unit // 10 if spoken_short else 1)
