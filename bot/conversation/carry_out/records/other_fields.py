"""Further fields of a record that a change of one of them tells besides: 「我搬到15幢602了，改礼拜天」. Pure."""

import re
from dataclasses import replace

from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.values import changed_times, told_times
from bot.conversation.interpret.values.values import WHEN_IT_SUITS
from bot.conversation.turn import OwnRecord
from bot.understanding.slots import phone, place

_A_HOUSE = re.compile(r"\d(?:幢|栋|号楼|号门|单元|弄|室)")
_OF_PLACE = re.compile(r"搬|地址|门牌|地点|地方|住")
_MOVED = re.compile(
    r"(?:搬到|搬去|换到|改到|改成|换成)(?P<to>[^，,。；;！!？?\s\d]{0,8}\d[^，,。；;！!？?\s]{0,16})"
)
_OF_PHONE = re.compile(r"电话|手机|号码|换号|打")
_TIME_NAMED = re.compile(r"时间(?:改|换|是|写|要)?(?:成|到|为)?[：:]?(?P<to>[^。；;！!？?]{2,40})")


def with_other_fields(command: Record, record: OwnRecord, text: str) -> Record:
    """The change with the place, the time and the number that the text changes besides."""
    if command.action is not RecordAction.CHANGE or not command.value or "、" in command.ref:
        return command
    told = {command.slot: command.value, **dict(command.also)}
    for part in record.told:
        if part.slot not in told and (value := _new(part.slot, part.value, text, told)):
            told[part.slot] = value
    (slot, value), *also = told.items()
    return replace(command, slot=slot, value=value, also=tuple(also))


def _new(slot: str, known: str, text: str, told: dict[str, str]) -> str:
    """The new value that the text tells for this slot; "" for none."""
    if slot in PLACES and PLACES.isdisjoint(told) and _OF_PLACE.search(text):
        moved = _MOVED.search(text)
        house = place.whole(place.in_figures(moved["to"] if moved else text))
        value = place.refined(known, house) if _A_HOUSE.search(house) else ""
    elif slot in WHEN_IT_SUITS and "session" not in told:
        value = _time(known, text)
    elif slot == "phone" and _OF_PHONE.search(text):
        value = phone.find_any(text) or ""
    else:
        value = ""
    return value if value != known else ""


def _time(known: str, text: str) -> str:
    """The time after a word for a change, or under its name."""
    rest = _without_house(text)
    named = _TIME_NAMED.search(rest)
    return changed_times.told(known, rest) or (told_times.told(named["to"], known) if named else "")


def _without_house(text: str) -> str:
    """The text without its house, whose numbers are no hours."""
    found = place.in_figures(text)
    house = place.whole(found)
    return found.replace(house, "，") if _A_HOUSE.search(house) else text
