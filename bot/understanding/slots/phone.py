"""Mainland mobile numbers (eleven digits that begin with 13 to 19) and landlines, in whichever form they are written."""

import re
import unicodedata
from dataclasses import dataclass

from bot.understanding.slots.numerals import spelled
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.number_labels import LABEL

_SEPARATORS = re.compile(r"(?<=\d)[\s\-—–－.·,，、_()（）]+(?=\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}\d{7,8}(?!\d)")
_LOCAL = re.compile(r"(?<!\d)[2-8]\d{7}(?!\d)")
_CALLED_LOCAL = re.compile(
    r"(?:电话|号码|座机)(?:号码?)?(?:就|应该)?(?:是|为|打)?[:：\s]{0,2}(?P<number>[2-8]\d{7})(?!\d)"
)
_SAYS_LANDLINE = re.compile(r"座机|固话|固定电话|(?:家里|屋里|家)(?:厢|头|向)?的?电话|宅电|没(?:有)?手机")
AREA_CODE = "0574"
"""Of Ningbo: a landline is told here without it."""
_DIGITS = 11
_RUN = re.compile(r"\d{5,}")
_NEAR_MOBILE = re.compile(r"(?<![0-9A-Za-z@._])1[0-9A-Za-z*×]{4,15}(?![0-9A-Za-z@._])")
_CALLED_A_NUMBER = re.compile(
    rf"{LABEL}号?码?(?:应该|就)?(?:是|为|写|留|填)?[:：,， ]*$|(?:打|写|说|讲)错了?[:：,， ]*$"
)
_DATE = re.compile(r"19\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])?|1\d{0,4}")
_SIGNS, _LABELLED_SIGNS = 9, 6  # digits of a number without and with a word that it is one

_SLIP = re.compile(r"不对|勿对|弗对|不是|弗是|勿是|错了|错哉|说错|讲错|应该是|我的是|我自己的|我的号")


@remembered
def find(text: str) -> str | None:
    """The first mobile number in the text, the last one after a slip of the tongue; None if none is complete."""
    numbers = find_all(text)
    if not numbers:
        return None
    if len(numbers) == 1:
        return numbers[0]
    return own_of(text) or (numbers[-1] if _SLIP.search(text) else numbers[0])


_WHO = r"(?:男人|老公|老头|老婆|老太|爱人|儿子|女儿|囡|女婿|媳妇|妈|爸|娘|爹|阿姆|阿爸|别人|人家|旧|老号|以前|原来|从前)"
_OF_ANOTHER = re.compile(
    rf"[\s，,。]{{0,2}}(?:(?:这|那)?(?:个|号码?|手机)?(?:就)?是(?:我|俺|阿拉)?(?:家)?(?:的)?{_WHO}"
    rf"|(?:我|俺|阿拉)?(?:家)?{_WHO}[\u4e00-\u9fff]?的(?:号码?|手机|电话)?(?=[\s，,。]|\Z)"
    r"|(?:这个|那个|这|那)?(?:号码?|手机)?(?:不用|停机|打不通|欠费|不要|作废|换掉))"
)
_TO_MINE = re.compile(
    r"(?:[发打写填留用报](?:到|给|在)?(?:我|俺|阿拉)(?:自己)?的?|[换改](?:成|到|为)?(?:我的?|新的?)?|(?:我|俺|阿拉)(?:自己)?的(?:号码?|手机|电话)?|新号码?)(?:吧|好了|号码?|手机|就?是|[:：，,。\s]){0,4}$"
)


_WRITTEN = re.compile(r"(?<!\d)1(?:[\s\-]?\d){10}(?!\d)")


def own_of(text: str) -> str:
    """Of several numbers the one that counts, where another is said to be somebody else's, or an old one; "" where none is."""
    folded, numbers = unicodedata.normalize("NFKC", text), find_all(text)
    places = _places(folded, numbers)
    if len(numbers) < 2 or len(places) != len(numbers):
        return ""
    before = [0, *(end for _, end in places)]
    others = {at for at, (_, end) in enumerate(places) if _OF_ANOTHER.match(folded, end)}
    mine = [
        number
        for at, number in enumerate(numbers)
        if at not in others
        and (len(others) == len(numbers) - 1 or _TO_MINE.search(folded[before[at] : places[at][0]]))
    ]
    return mine[-1] if others and mine else ""


def _places(folded: str, numbers: list[str]) -> list[tuple[int, int]]:
    """Where these numbers stand in the text, with the spaces and dashes within them."""
    return [match.span() for match in _WRITTEN.finditer(folded) if re.sub(r"[\s\-]", "", match[0]) in numbers]


def find_all(text: str) -> list[str]:
    """All mobile numbers in the text, in order, each once."""
    folded = unicodedata.normalize("NFKC", text)
    if len(folded) < _DIGITS:
        return []
    written = _MOBILE.findall(_SEPARATORS.sub("", folded))
    return list(dict.fromkeys(written or _MOBILE.findall(_joined(folded))))


def find_landline(text: str, *, asked: bool = False) -> str | None:
    """A landline number with its area code; without one the eight digits of a local one, where it is called so or asked for."""
    plain = _joined(text)
    match = _LANDLINE.search(plain)
    if match is not None:
        return match[0]
    local = _LOCAL.search(plain) if asked or _SAYS_LANDLINE.search(text) else None
    called = _CALLED_LOCAL.search(plain)
    number = local[0] if local else called["number"] if called else ""
    return f"{AREA_CODE}{number}" if number else None


def find_any(text: str, *, asked: bool = False) -> str | None:
    """The mobile number in the text, or else the landline."""
    return find(text) or find_landline(text, asked=asked)


SHORTEST_NUMBER = 7  # figures


def in_groups(number: str) -> str:
    """138 0000 0000, 0574 8600 0000: as a number is said; anything else as it is."""
    if len(number) < SHORTEST_NUMBER or not number.isdecimal():
        return number
    if not number.startswith("0"):
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    code = 3 if number[1] in "12" else 4
    return f"{number[:code]} {number[code : code + 4]} {number[code + 4 :]}"


@remembered
def attempted(text: str) -> bool:
    """Does the text hold five or more digits in a row, but no complete mobile number?"""
    return bool(_RUN.search(_joined(text))) and find(text) is None


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A mobile number with a slip in it. text: as it stands; digits: how many; letters: are there signs among them?"""

    text: str
    digits: int
    letters: bool


def spoilt(text: str, *, asked: bool = False) -> Spoilt | None:
    """What is surely meant for a mobile number and is none: 「手机13o88x12」, 「138057412345」; None beside a good one."""
    if find(text) is not None or find_landline(text) is not None:
        return None
    joined = _joined(text)
    for match in _NEAR_MOBILE.finditer(joined):
        digits = sum(map(str.isdigit, match[0]))
        called = (asked and not _DATE.fullmatch(match[0])) or _CALLED_A_NUMBER.search(
            joined[: match.start()]
        ) is not None
        mobile = match[0][1] in "3456789"
        if digits >= (_LABELLED_SIGNS if called or (mobile and digits < len(match[0])) else _SIGNS) and (
            called or mobile
        ):
            return Spoilt(match[0], digits, digits < len(match[0]))
    return None


@remembered
def without(text: str) -> str:
    """The text without its phone numbers, in digits or dictated: what stands beside them."""
    return re.sub(r"[+\d零〇一二三四五六七八九幺\s\-－—]{7,}", " ", unicodedata.normalize("NFKC", text))


@remembered
def _joined(text: str) -> str:
    """The text in half width, with dictated digits as figures and without separators between digits."""
    folded = unicodedata.normalize("NFKC", text)
    # A single numeral is part of a word (一个, 三楼); five in a row are a dictated number.
    folded = re.sub(r"[零〇一二三四五六七八九幺\d\s\-—,，、]{5,}", lambda match: spelled(match[0]), folded)
    return _SEPARATORS.sub("", _SEPARATORS.sub("", folded))
