"""Amounts as they are spoken: 65个, 六七十个, 三十几本, 二十来斤, 一大袋; what was counted and what cannot be. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from bot.understanding.slots.numerals import value

_NUMERAL = r"(?:\d{1,5}|[零一二两三四五六七八九十百千廿卅]{1,7})"
_KILOS, _JIN = "公斤|千克|[kK][gG]", "斤"
_PIECES = "本|册|个|只|件|瓶|节|罐|条|双|套|根"
_WEIGHED, _IN_KILOS, _BY_THE_PIECE = (re.compile(words) for words in (rf"{_KILOS}|{_JIN}", _KILOS, _PIECES))
_HEAPS = "大袋|小袋|袋|大包|包|大箱|箱|大捆|捆|筐|堆|麻袋|蛇皮袋|车"
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMERAL}|半)(?P<rough>来|多|几|把)?(?P<unit>{_KILOS}|{_JIN}|{_PIECES}|{_HEAPS})?(?![\d零一二两三四五六七八九十百千号楼幢点月年分样共起定下遍])"
)
_DENIED = re.compile(r"(?:不是|不止|没有|又算|还算|算成|当成?|写成|不算)(?:了|的|是)?$")
_ADJOINING = re.compile(
    r"(?P<tens>[二三四五六七八九]?)(?P<low>[一二三四五六七八九])(?P<high>[二三四五六七八九])(?P<scale>[十百千]?)"
)
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000}
_POINTS = re.compile(
    rf"(?:我|有|攒了?|得了?|够)[^，,。！!？?\d]{{0,4}}?(?P<points>{_NUMERAL})(?P<rough>来|多|几)?(?:个)?分(?!钟|开|类)"
)
_TEN = 9  # 三十几 is 39 at most


@dataclass(frozen=True, slots=True)
class Count:
    """How many at least and at most."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}到{self.high}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it is counted in, "" for nothing said, and where it stands."""

    count: Count
    unit: str
    start: int
    end: int

    @property
    def is_weight(self) -> bool:
        """Is it weighed?"""
        return _WEIGHED.fullmatch(self.unit) is not None

    def in_unit(self, wanted: str) -> Count | None:
        """The count in this unit; None where it is counted in something else: 「二十斤」 of what goes by the piece."""
        if self.unit in ("", wanted):
            return self.count
        if _IN_KILOS.fullmatch(self.unit):
            return Count(self.count.low * 2, self.count.high * 2) if wanted == _JIN else None
        pieces = _BY_THE_PIECE.fullmatch(self.unit) is not None and wanted != _JIN
        return self.count if pieces and self.unit not in ("本", "册", "节") else None


def plain(text: str) -> str:
    """The text in the signs in which amounts are looked for."""
    return unicodedata.normalize("NFKC", text)


def amounts(text: str) -> list[Amount]:
    """The amounts that the text tells, without those it denies: 「不是20本」."""
    told: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        count = _count(match["number"], match["rough"] or "")
        if count is not None and not _DENIED.search(text[: match.start()]):
            told.append(Amount(count, match["unit"] or "", *match.span()))
    return told


def points(text: str) -> Count | None:
    """The points that a resident says to have: 「我41分」; None where none are told."""
    found = _POINTS.search(plain(text))
    return _count(found["points"], found["rough"] or "") if found else None


def _count(number: str, rough: str) -> Count | None:
    if number == "半":
        return Count(0, 0)
    between = _ADJOINING.fullmatch(number)
    if between is not None and value(between["high"]) == (value(between["low"]) or 0) + 1:
        scale = _SCALES[between["scale"]]
        return Count((value(between["low"]) or 0) * scale, (value(between["high"]) or 0) * scale)
    exact = value(number)
    if exact is None:
        return None
    return Count(exact, exact + (_TEN if rough == "几" and exact % 10 == 0 else 0))
