"""Places and addresses: house and room in figures, and a known address with its part put right. Pure."""

import re

from bot.conversation.interpret.piece import Piece
from bot.understanding.slots.numerals import figures, spelled

_ADDED_BEFORE = re.compile(r"前面(?:要|再)?(?:加|添|少了?)个?(?P<name>[\u4e00-\u9fff]{2,6})")
_HOUSE_ONLY = re.compile(r"^[\dA-Za-z]+(?:幢|栋|号楼)$")
_ROOM_ONLY = re.compile(r"^\d{3,4}$")


def mended(piece: Piece, spoken: str, known: str) -> str:
    """「16幢不是6幢」 of 紫荆苑6幢302, 「前面加紫荆苑」: the known place with its part put right; "" where that is not said."""
    added = _ADDED_BEFORE.search(piece.bare)
    if added and known:
        return added["name"] + known
    if known and _HOUSE_ONLY.match(spoken) and (house := re.search(r"[\dA-Za-z]+(?:幢|栋|号楼)", known)):
        return known.replace(house[0], spoken)
    if known and _ROOM_ONLY.match(spoken) and (room := re.search(r"\d{3,4}(?=室?$)", known)):
        return known.replace(room[0], spoken)
    return ""


_HOUSE = re.compile(r"([一二三四五六七八九十廿]+)(?=幢|栋|号楼|单元|弄|号)")
_ROOM = re.compile(r"(?<=[幢栋元楼])([零〇一二三四五六七八九幺两]{3,4})(?=室|$|\s|门|后|对)")


def in_figures(text: str) -> str:
    """Houses and rooms in figures: 八幢三零二 → 8幢302."""
    text = _HOUSE.sub(lambda match: figures(match[0]), text)
    return _ROOM.sub(lambda match: spelled(match[0]).replace("两", "2"), text)
