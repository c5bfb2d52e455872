"""Several corrections in one breath, with or without stops between them, each by itself. Pure."""

import re

from bot.conversation.interpret.values import times
from bot.understanding.text.clauses import bare_clauses

_LABEL = (
    r"(?:(?<!不)(?<!别)(?:来的|去的|到的)|那个|还有|我的?){0,2}"
    r"(?:地方|地址|地点|门牌号?|时间|辰光|电话|手机号?|号码|名字|姓名|联系人|事情|要帮的事|内容)"
)
_FIELD = re.compile(
    rf"{_LABEL}(?:就?是|写|改|应该|换|少|不对|错|[：:]|(?=\d|周[一二三四五六日末]|礼拜|星期|[今明后]天|[上下]午))"
)
_UNSAID = re.compile(r"没(?:有)?(?:给我)?(?:写|记|加)(?:上|进)?(?:去)?的?(?:呀|啊|嘛|呢|了){0,2}")
_QUOTED = re.compile(
    r"(?:[这那]?(?:一?句话?|[两三四几]个字|一?条))(?:也|给我|要|都|帮我|你|把它){0,2}(?:写|加|记|补)(?:上|进)(?:去)?"
)
_CHANGES = re.compile(r"(?<!不要)(?<!别)(?:改|换|写)(?:成|为|到)(?![那这]样)")
_WORDS_NAMED = re.compile(r"(?:[这那]?(?:一?句话?|[两三四几]个字|一?条))$")
SHORTEST = 2  # characters of a part


def parts(text: str) -> list[str]:
    """The parts of the text, of which two at least put something right; [] for any other text."""
    told = [part for clause in bare_clauses(text) for part in _cut(clause)]
    return told if sum(map(puts_right, told)) > 1 else []


def _cut(clause: str) -> list[str]:
    """The clause cut before every field that is named, before a time that does not suit, and behind what is to be written."""
    at = {match.start() for match in _FIELD.finditer(clause)}
    at |= {match.end() for pattern in (_UNSAID, _QUOTED) for match in pattern.finditer(clause)}
    at |= {clause.find(said.text) for said in times.expressions(clause) if said.refused}
    ends = [*sorted(place for place in at if 0 < place < len(clause)), len(clause)]
    cut = [clause[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return [part for part in cut if len(part) >= SHORTEST]


def puts_right(part: str) -> bool:
    """Does the part name a field, say that something is missing or is to be written, or refuse a time?"""
    signs = (_FIELD, _UNSAID, _QUOTED, _CHANGES)
    return any(sign.search(part) for sign in signs) or times.only_refused(part)


def to_write(part: str) -> str:
    """The words of which the part says that they are to be written, or are missing: 「…这句写上去」; "" for none."""
    found = _QUOTED.search(part) or _UNSAID.search(part)
    return _WORDS_NAMED.sub("", part[: found.start()]) if found is not None else ""
