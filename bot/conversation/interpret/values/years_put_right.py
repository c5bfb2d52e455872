"""An age that a message puts right: 「年龄三岁也要改七十二」, 「不是三岁 是七十二岁」, 「应该是周阿芬 年龄七十二」. Pure."""

import re
from dataclasses import dataclass

from bot.understanding.slots import phone
from bot.understanding.slots.numerals import figures

_OF_YEARS = re.compile(r"年龄|年纪|岁数|\d周?岁|虚岁|周岁")
_PUTS_RIGHT = re.compile(r"改|换成|不是|弗是|勿是|错|应该|不对|弗对|勿对|怎么(?:成|变)|写成|记成")
_NAMED = r"(?:年龄|年纪|岁数)"
_FILL = r"[^，,。；;！!？?\d]{0,8}"
_RIGHT = (
    re.compile(
        r"(?:改成|改为|改到|改做|改|换成|应该是|该是|应该写|要写|而是|才是)\s?(?:我)?(?P<n>\d{1,3})(?!\d|[号点月幢栋元块])"
    ),
    re.compile(
        r"(?:不是|弗是|勿是)\d{1,3}周?岁?[了的呀啊，,\s]{0,3}(?:应该|而|就|我)?(?:是|叫|有)?(?P<n>\d{1,3})(?!\d|[号点月幢栋元块])"
    ),
    re.compile(r"(?:^|[，,。\s是])(?P<n>\d{1,3})周?岁?[，,\s]?(?:不是|弗是|勿是)\d{1,3}周?岁?"),
    re.compile(rf"{_NAMED}{_FILL}(?P<n>\d{{1,3}})(?!\d|[号点月幢栋元块])"),
    re.compile(r"(?:错|不对)[^，,。\d]{0,4}[，,。\s]{0,2}(?:应该|我|今年|就|是){0,3}(?P<n>\d{1,3})周?岁"),
)
_WRONG = re.compile(
    r"(?:不是|弗是|勿是|写成|记成|变成)(?P<denied>\d{1,3})(?=周?岁|[，,\s]|是|了|$)|(?P<held>\d{1,3})周?岁?(?:也|都|那个)?(?:要|得|应该|请|写错了?|错了?|不对)?(?:改|换)"
)
_MOST = 120


@dataclass(frozen=True, slots=True)
class Years:
    """right: how old the person is; wrong: what was written, 0 where that is not told."""

    right: int
    wrong: int


def years_put_right(text: str) -> Years | None:
    """The age that is to stand, and the one that was written; None for any other text."""
    plain = figures(phone.without(text))
    if not _OF_YEARS.search(plain) or not _PUTS_RIGHT.search(plain):
        return None
    found = next(filter(None, (pattern.search(plain) for pattern in _RIGHT)), None)
    right = int(found["n"]) if found is not None else 0
    denied = _WRONG.search(plain)
    wrong = int(denied["denied"] or denied["held"]) if denied is not None else 0
    return Years(right, wrong) if 0 < right <= _MOST and right != wrong else None
