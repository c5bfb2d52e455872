"""Times that are left out by 「除了…」, 「…以外」 or 「把…去掉」, or left in by them. Pure."""

import re
from collections.abc import Iterable

_EXCEPTED = re.compile(r"除[了开掉][^，,。\s]{0,2}$"), re.compile(r"^的?(?:以外|之外|除外|除开)")
_REST = r"(?:都|随便|别的|其[他它余]|另外的?)"
_TOO = re.compile(
    rf"^(?:以外|之外)?[，, ]?(?![^，,。]{{0,8}}{_REST})[^，,。；;]{{0,10}}?(?:也|还)(?![是没不要得])"
)
_NOT_FREE = r"(?:没(?:有)?空|不行|不在|不方便|不得空|没时间|没辰光|要?(?:上班|加班|带|去)|忙)"
_ALL_BUT = re.compile(rf"^(?:以外|之外)?[，, ]?(?:我|{_REST}|时间|日子|辰光|天|的){{0,5}}{_NOT_FREE}")
_REST_SUITS = re.compile(
    r"(?:除[了开掉]|以外|之外|除外)[^。；;]{0,14}?(?:都|也)(?:有空|方便|在家|得空|能来|行|可以|好)|(?:以外|之外|除外)吧?$"
)

_STRUCK_BEFORE = re.compile(
    r"(?:[去删划拿抹]掉|[去删]了)(?:那个|这个)?[「“\"]?$|(?:你|您|侬)(?:加|写|记|填|改|登记?)的?(?:还|又|怎么|总)(?:都|总|老)?是?$"
)
_STRUCK_AFTER = re.compile(
    r"^[」”\"]?(?:[这那]?[两三四几]个?字|[这那][段项个])?(?:也|都|就|给我|帮我|要|请|[，,])*(?:[去删划拿抹]掉|删了|去了|不要写|别写|[上干做忙]不了|没法)"
)


_BUT_FOR, _BETWEEN = "（除了", "、"


def parted(time: str) -> tuple[str, list[str]]:
    """The time and what is left out of it: 「白天（除了周二、周三）」 → 白天, [周二, 周三]."""
    wide, _, left_out = time.partition(_BUT_FOR)
    return wide, [said for said in left_out.rstrip("）").split(_BETWEEN) if said]


def with_left_out(wide: str, left_out: Iterable[str]) -> str:
    """The time with what is left out of it: 白天, [周二] → 「白天（除了周二）」."""
    named = _BETWEEN.join(left_out)
    return f"{wide}{_BUT_FOR}{named}）" if named else wide


def is_excepted(before: str, rest: str) -> bool | None:
    """Is the time between these words left out? 「除了周六，周日也行」 and 「除了周六都没空」 leave it in.

    None where the words say nothing of the kind.
    """
    if not (_EXCEPTED[0].search(before) or _EXCEPTED[1].match(rest)):
        return None
    return not (_TOO.match(rest) or _ALL_BUT.match(rest))


def rest_suits(text: str) -> bool:
    """Do all other times suit: 「除开晚上都有空」, 「周末除外」?"""
    return _REST_SUITS.search(text) is not None


def is_struck_out(before: str, after: str) -> bool:
    """Is the time between these words to be taken out: 「把白天两个字去掉」, 「你写的还是白天」, 「白天做不了」?"""
    return bool(_STRUCK_BEFORE.search(before) or _STRUCK_AFTER.match(after))
