"""What a message says that it is not about: 「不是手机班，是保洁班」, 「就问问，不是报名」. Pure."""

import re
from collections.abc import Callable

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+")
_DENIES = re.compile(
    r"^(?:我|这|那|都|可|又|真|倒|并|说了|讲了){0,3}(?:不是|勿是|弗是|没说要?|没讲要?|不学|不想学|不要学|不报|不想报|不要报|不卖|不送|没有要)"
)
_OF_WISHES = re.compile(r"报名|要报|学|上课|课|班|培训|捐|卖|送|投诉|登记|招|志愿|买|反映|活动|问")
_RATHER = re.compile(
    r"^(?:我|这|那|都|可){0,2}(?:不是|勿是|弗是)[^，,。是]{1,10}?[,， ]?(?=(?:而)?是(?!不是)|我要|我想|想要)"
)
_RHETORICAL = re.compile(r"是不是|不是.*(?:吗|么|伐|嘛)$|[?？]$")
SHORTEST = 4  # characters that say what is meant instead


def without_denied(text: str, names: Callable[[str], bool]) -> str:
    """The text without what it says is not meant, where more is left. names: does a part name a thing?"""
    kept: list[str] = []
    for match in _CLAUSE.finditer(text):
        clause = match[0]
        rather = _RATHER.match(clause)
        if rather is not None and names(rather[0]):
            clause = clause[rather.end() :]
        elif _is_denied(clause, names):
            continue
        kept.append(clause)
    rest = "，".join(kept)
    return rest if kept and len(rest) >= SHORTEST and len(rest) < len(text) - 2 else text


def _is_denied(clause: str, names: Callable[[str], bool]) -> bool:
    denial = _DENIES.match(clause)
    if denial is None or _RHETORICAL.search(clause):
        return False
    rest = clause[denial.end() :]
    return not rest or bool(_OF_WISHES.search(clause)) or names(rest)
