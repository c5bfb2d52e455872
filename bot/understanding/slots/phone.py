"""Mainland mobile numbers: eleven digits that begin with 13 to 19, however they are said."""

import re
import unicodedata

from bot.understanding.slots.numerals import spelled

_SEPARATORS = re.compile(r"(?<=\d)[\s\-—–－.·,，、_()（）]+(?=\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}\d{7,8}(?!\d)")
_DIGITS = 11
_RUN = re.compile(r"\d{5,}")


def find(text: str) -> str | None:
    """The first number in the text; None if there is none that is complete."""
    found = find_all(text)
    return found[0] if found else None


def find_all(text: str) -> list[str]:
    """All numbers in the text, in order, each once."""
    folded = unicodedata.normalize("NFKC", text)
    if len(folded) < _DIGITS:
        return []
    written = _MOBILE.findall(_SEPARATORS.sub("", folded))
    return list(dict.fromkeys(written or _MOBILE.findall(_joined(folded))))


def find_landline(text: str) -> str | None:
    """A number of a firm: area code and seven or eight digits."""
    found = _LANDLINE.search(_SEPARATORS.sub("", unicodedata.normalize("NFKC", text)))
    return found[0] if found else None


def attempted(text: str) -> bool:
    """Are there digits that look like a number that went wrong?"""
    return bool(_RUN.search(_joined(text))) and find(text) is None


def without(text: str) -> str:
    """The text with its digits and dictated digits taken out, for whatever stands beside a number."""
    return re.sub(r"[+\d零〇一二三四五六七八九幺\s\-－—]{7,}", " ", unicodedata.normalize("NFKC", text))


def _joined(text: str) -> str:
    """Half width, dictated digits as figures, and what separates digits taken out."""
    folded = unicodedata.normalize("NFKC", text)
    # One numeral between words is a word (一个, 三楼); five in a row are dictated.
    folded = re.sub(r"[零〇一二三四五六七八九幺\d\s\-—,，、]{5,}", lambda run: spelled(run[0]), folded)
    return _SEPARATORS.sub("", _SEPARATORS.sub("", folded))
