"""Places and addresses: house and room in figures, and a known address with its part put right. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.command_kinds import sets
from bot.conversation.commands import Command
from bot.conversation.interpret.clauses.piece import Piece
from bot.understanding.slots import place

_ADDED_BEFORE = re.compile(r"前面(?:要|再)?(?:加|添|少了?)个?(?P<name>[\u4e00-\u9fff]{2,6})")
_HOUSE_ONLY = re.compile(r"^[\dA-Za-z]+(?:幢|栋|号楼)$")
_ROOM_ONLY = re.compile(r"^\d{3,4}$")


_LABEL = re.compile(
    r"^[^地位门，,。\s]{0,3}[\s，,]?(?:地址|地点|位置|地方|门牌)(?:里头?|上面?)?"
    r"(?P<told>[还要也再就漏脱掉忘记写错弄搞不对少没了加上添补改成换应该是]{0,8})[，,:：\s]{0,3}"
)
_ADDS = re.compile(r"[加添补漏少]|写上|没写")
_ENDS = re.compile(r"[，,。；;！!？?]")
LONGEST = 24  # characters of a place


def beside_label(words: str, known: str) -> str:
    """「地址漏脱了，六幢201」, 「地址里加上 靠北门那幢」: the place that is told after the word for it; "" for none."""
    label = _LABEL.match(words)
    if label is None or not label["told"]:
        return ""
    told = place.estate(_ENDS.split(words[label.end() :])[0].strip())
    if not 2 <= len(told) <= LONGEST:
        return ""
    exact = place.in_figures(told)
    if _HAS_HOUSE.search(exact):
        return with_known_room(place.whole(told) or exact, known)
    return f"{known}（{told}）" if known and told not in known and _ADDS.search(label["told"]) else ""


def with_known_room(told: str, known: str) -> str:
    """「地址不对，是72幢」 of 27幢302: the known place with this house, and the room that was told; else what is told."""
    house = _WITH_ROOM.search(known) if _HOUSE_ONLY.match(told) else None
    return known.replace(house["house"], told) if house is not None else told


_HOUSE = re.compile(r"[\dA-Za-z]+(?:幢|栋|号楼)")
_WITH_ROOM = re.compile(r"(?P<house>[\dA-Za-z]+(?:幢|栋|号楼))(?:\d单元)?\d{3,4}室?$")
_HAS_HOUSE = re.compile(r"\d+(?:幢|栋|号|弄|单元)|\d{3,4}")


def mended(piece: Piece, spoken: str, known: str) -> str:
    """「16幢不是6幢」 of 紫荆苑6幢302, 「前面加紫荆苑」: the known place with its part put right; "" where that is not said."""
    added = _ADDED_BEFORE.search(piece.bare)
    if added and known:
        return added["name"] + known
    if known and _HOUSE_ONLY.match(spoken) and (house := _HOUSE.search(known)):
        return known.replace(house[0], spoken)
    if known and _ROOM_ONLY.match(spoken) and (room := re.search(r"\d{3,4}(?=室?$)", known)):
        return known.replace(room[0], spoken)
    return ""


def with_estates(text: str, commands: Sequence[Command]) -> list[Command]:
    """The commands with an address whole: 「红联新村12幢402」 is an estate and a house, and nobody is called 红联."""
    plain = place.in_figures(text)
    estates = list(_ESTATE_OF_HOUSE.finditer(plain))
    return [
        _whole(command, plain, estates)
        for command in commands
        if not (sets(command, "name") and any(command.value in match[0] for match in estates))
    ]


def _whole(command: Command, text: str, estates: Sequence[re.Match[str]]) -> Command:
    if not sets(command, "address"):
        return command
    value = place.in_figures(command.value)
    estate = next((match[0] for match in estates if text.startswith(value, match.end())), "")
    return replace(command, value=place.estate(estate) + value, words="") if estate else command


_ESTATE_OF_HOUSE = re.compile(rf"{place.ESTATE}(?=\d)")
