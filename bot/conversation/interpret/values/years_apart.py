"""An age that is told as a difference: 「比我小三岁」, 「大我两岁」. It is reckoned, and is no age itself. Pure."""

import re

from bot.understanding.slots.numerals import NUMERAL, value

_N = rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})"
_YOUNGER = "小|年轻|年幼"
_IS_YOUNGER, _GAPS = re.compile(_YOUNGER), re.compile(r"\s{2,}")
_APART = re.compile(
    rf"[\s，,]?(?:她|他|伊|今年|也|就|还|都|要|的|才|只){{0,3}}"
    rf"(?:[比跟](?P<than>[^，,。；;\s比跟]{{1,5}}?)(?:要|还|正好|刚好)?(?P<way>{_YOUNGER}|大|年长)|(?P<mine>{_YOUNGER}|大|年长)(?:我|俺))"
    rf"(?:了|个|上)?(?P<n>{_N})(?:来|多|几)?(?:周?[岁歲])(?:半|多)?(?:左右)?[了的啊呀哦吧]?"
)
"""With whom the age is compared stands before or behind: 「比我小三岁」, 「小我三岁」."""
_ME = re.compile(r"^(?:我|俺|阿拉|偶)(?:自己|本人)?$")
_OLDEST = 110


def tells(text: str) -> bool:
    """Is an age told by how many years lie between two people?"""
    return _APART.search(text) is not None


def reckoned(text: str, years: int | None) -> str:
    """The text with the age in the place of the difference; without any where it cannot be reckoned.

    years: how old the resident is, None where that is not known.
    """

    def in_years(found: re.Match[str]) -> str:
        own = years if found["than"] is None or _ME.match(found["than"]) else None
        apart = value(found["n"])
        if own is None or apart is None:
            return " "
        theirs = own - apart if _IS_YOUNGER.fullmatch(found["way"] or found["mine"]) else own + apart
        return f" {theirs}岁" if 0 < theirs <= _OLDEST else " "

    plain = _APART.sub(in_years, text).strip()
    return _GAPS.sub(" ", plain)
