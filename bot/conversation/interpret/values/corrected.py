"""A phone number that is mended in part: by its tail, by digits. Pure."""

import re

from bot.understanding.slots import phone
from bot.understanding.slots.numerals import spelled

_TAIL = r"(?:末尾|尾号|尾数|尾巴|最后|收尾|末位|后面|号尾|尾|末)"
_AT_THE_END = re.compile(_TAIL)
_DIGITS = r"[\d零〇一二三四五六七八九幺两]+"
_NOT_THEN = re.compile(
    rf"(?:不是|弗是|勿是|不系|写成了?|把)?(?P<old>{_DIGITS})(?:不对|错了)?(?:[,，\s]*(?:是|改成?|换成?|应该是|写成?|应为|要改成?|该是|改为))(?P<new>{_DIGITS})"
)
_THEN_NOT = re.compile(rf"(?:是|应该是)?(?P<new>{_DIGITS})[,，\s]*(?:不是|弗是|勿是|不系)(?P<old>{_DIGITS})")
_WRONG_THEN = re.compile(
    rf"(?P<old>{_DIGITS})(?:那里|这里|那几位)?(?:不对|错|反|颠倒)[了咯啦啊]*[,，是]*(?P<new>{_DIGITS})"
)
_TAIL_IS = re.compile(
    rf"{_TAIL}(?:号码|号|数|位|的|那|两位|三位|四位|一位|几位|个|数字)*(?:听岔|记错|写错|弄错|错|不对|反)?[了咯啦]?(?:应该)?(?:是|改成?|换成?|为|写成?)?\s*(?P<new>{_DIGITS})"
)
_SWAPPED = re.compile(r"反了|颠倒|调了个?头|掉了个头|倒过来|写倒|调换")


def mended_phone(text: str, known: str) -> str:
    """The known number with what the text says of its digits; "" when it says nothing that fits."""
    whole = phone.find(text)
    if whole:
        tail = _TAIL_IS.search(spelled(text))
        return whole[: -len(tail["new"])] + tail["new"] if tail and len(tail["new"]) < len(whole) else whole
    if not known:
        return ""
    if _SWAPPED.search(text) and _AT_THE_END.search(text):
        return known[:-2] + known[-1] + known[-2]
    plain = spelled(re.sub(r"[\s-]|[一两三四]位", "", text)).replace("两", "2")
    for pattern in (_THEN_NOT, _NOT_THEN, _WRONG_THEN):
        match = pattern.search(plain)
        if match and (
            mended := _replaced(known, match["old"], match["new"], tail=_AT_THE_END.search(plain) is not None)
        ):
            return mended
    tail = _TAIL_IS.search(plain)
    if tail and len(tail["new"]) < len(known):
        return known[: -len(tail["new"])] + tail["new"]
    return ""


def _replaced(known: str, old: str, new: str, *, tail: bool) -> str:
    """The number with its last part changed; where `old` stands elsewhere, and only once, there."""
    if not 1 <= len(old) == len(new) < len(known):
        return ""
    if known.endswith(old):
        return known[: -len(old)] + new
    if not tail and known.count(old) == 1:
        return known.replace(old, new)
    return known[: -len(new)] + new if tail else ""
