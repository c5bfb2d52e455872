"""What a helper reads of a request before its requester has agreed: the need, the time and the building alone."""

import re
from dataclasses import dataclass

from bot.conversation.say.wording import Wording
from bot.services.talents.request_records import Request
from bot.services.talents.slot_readers import house, masked

_BUILDING = re.compile(r"[\d一二三四五六七八九十百A-Za-z]{1,6}(?:号楼|幢|栋|号门|弄)")


@dataclass(frozen=True, slots=True)
class FirstSight:
    """A request without flat, phone and name."""

    need: str
    time: str
    place: str


def first_sight(words: Wording, request: Request) -> FirstSight:
    """The request as somebody may read it who does not have the requester's number."""
    place = building(request.address) or words.say("talent.somewhere")
    return FirstSight(without_contact(request.need), without_contact(request.time), place)


def building(address: str) -> str:
    """「5幢」 of 「5幢2单元302」; "" when the address names no building, for it may then be anything."""
    match = _BUILDING.search(address)
    return match[0] if match else ""


def without_contact(text: str) -> str:
    """The text without phone numbers, and without the flat where it names a house."""
    rest = masked(text)
    flat = house(rest)
    return rest.replace(flat, building(flat) or "……") if flat else rest
