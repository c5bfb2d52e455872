"""The house or the room of an address that a message puts right: 「不是302啦203」. Pure."""

import re

from bot.conversation.interpret.corrections.asked_beside import asks_more
from bot.understanding.slots.numerals import figures
from bot.understanding.text.polarity import Polarity, polarities

_CLAUSE = re.compile(r"[，,。；;！!？?\s]{1,3}")
_HOUSE = re.compile(r"(?P<number>\d{1,3}|[A-Za-z])(?=幢|栋|号楼)")
_ROOM = re.compile(r"(?<![\d.])(?P<number>\d{3,4})(?![\d块元瓦度斤米人岁号年月日点幢栋%.])")
_OF_PHONE = re.compile(r"电话|手机|号码|尾号|尾数|尾巴|末尾|\d{7}")
_WRONG = re.compile(r"不是|弗是|勿是|错|反|改|换|不对|弗对|勿对|应该|颠倒|门牌|写成")


def another_house(text: str, held: str) -> str:
    """「不是302啦203」: the address with its house or its room put right; "" where neither is."""
    plain = figures("，".join(clause for clause in _CLAUSE.split(text) if not _OF_PHONE.search(clause)))
    if not _WRONG.search(plain) or asks_more(text):
        return ""
    value = held
    if _ROOM.search(plain) and not _ROOM.search(held):
        return ""  # a whole address is told
    for part in (_HOUSE, _ROOM):
        value = _with_right_number(value, part, held, plain)
    return value if value != held else ""


def _with_right_number(value: str, part: re.Pattern[str], held: str, text: str) -> str:
    """The value with the number of this kind that the text puts in the place of the held one; else as it is."""
    known, at = part.search(held), part.search(value)
    right = _right_number(text, part, known["number"]) if known else ""
    return f"{value[: at.start()]}{right}{value[at.end() :]}" if at and right else value


def _right_number(text: str, part: re.Pattern[str], known: str) -> str:
    """The last number of this kind that is neither the known one nor refused; "" for none."""
    found = list(part.finditer(text))
    said = polarities(text, [match.span() for match in found])
    right = [
        match["number"]
        for match, polarity in zip(found, said, strict=True)
        if polarity is not Polarity.REFUSED and match["number"] != known
    ]
    return right[-1] if right else ""
