"""The new value of something on record, cut out of the words around it. Pure."""

import re
from dataclasses import replace

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.values import changed_times, corrected, joined_times, times
from bot.conversation.interpret.values.item_details import with_price_told
from bot.conversation.interpret.values.kept_times import kept
from bot.conversation.interpret.values.values import OF_TIMES, TIMES
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import place, place_put_right, thing_details

_A_NUMBER = re.compile(r"\d{1,4}号")  # 「3号不要」 names a record, and no thing
_ASKED = re.compile(
    r"(?:个|了)?(?:啥|什么|哪样|哪个|怎样|怎么样)(?:样子?|时候|辰光|东西|字)?[了呀啊呢的]{0,2}"
)
_MATTER = "need"
_REPLACED = re.compile(r"(?:改|换|写)[成为到]")
_ADDS = re.compile(r"[再加添](?:上|一|个|加|添)|另外|还有|[也还](?:行|有空|可以|能|得空|方便|好|要)")
_ONLY = re.compile(r"(?<!不是)(?:改成|换成|改为|改到|换到)|[只光]|不要|取消")
_ASIDE = re.compile(r"[，,；;\s]+(?:就行|就好|好了|别|不要|不是|弗是|勿是|覅|谢谢|麻烦).*$")


def whole(turn: Turn, command: Record, record: OwnRecord) -> Record:
    """The change with all of its value: a place that is told in part with the rest as it is, a time beside those that stay."""
    if command.action is not RecordAction.CHANGE:
        return command
    known = record_reference.value_of(record, command.slot) or record.title
    if command.slot == "phone" and not command.value:
        return replace(command, value=corrected.mended_phone(turn.message.text, record.phone))
    if not command.value:
        return command
    if command.slot in TIMES:
        return _with_matter(_with_time(turn, command, record), record)
    if _is_no_value(command):
        return replace(command, action=RecordAction.STATUS, slot="", value="")
    if command.slot == "item":
        return replace(command, value=_thing_as_told(command, known))
    return replace(command, value=place_for(command, known)) if command.slot in PLACES else command


def _is_no_value(command: Record) -> bool:
    """Is 「什么时候」, or for a thing 「3号」, taken for the new value?"""
    is_number = command.slot == "item" and _A_NUMBER.fullmatch(command.value) is not None
    return is_number or _ASKED.fullmatch(command.value) is not None


def _thing_as_told(command: Record, known: str) -> str:
    """The thing with what is told of it: how it is beside the known one, or another thing with its price."""
    if thing_details.only_details(command.value):
        return thing_details.with_more(known, command.value)
    described = thing_details.described(command.words, command.value)
    return with_price_told(described, command.words, known)


def without_false_place(command: Record, text: str) -> Record:
    """The change of a place whose value is none as a look at the record: 「不是地点，我是说那句…」."""
    changes = command.action is RecordAction.CHANGE and command.slot in PLACES and bool(command.value)
    if not changes or not place_put_right.is_no_place(text, command.value):
        return command
    return replace(command, action=RecordAction.STATUS, slot="", value="")


def place_for(command: Record, known: str) -> str:
    """The place that the change tells, without denials and orders to the clerk, with what stays of the known one."""
    words, value = command.words or command.value, _ASIDE.sub("", command.value)
    put_right = place_put_right.instead(words, known) if place_put_right.puts_right(words) else ""
    last = place.told_last(words) if _REPLACED.search(words) else ""
    if put_right and value in put_right:
        return put_right
    return place.refined(known, last or value)


def _with_matter(command: Record, record: OwnRecord) -> Record:
    """「周六上午陪我妈去医院」 with the new time in its words as well, so that it does not say another."""
    matter = record_reference.value_of(record, _MATTER)
    said = times.as_said(matter, record_reference.value_of(record, command.slot)) if command.value else ""
    if not said or any(slot == _MATTER for slot, _ in command.also):
        return command
    return replace(command, also=(*command.also, (_MATTER, matter.replace(said, command.value))))


def _with_time(turn: Turn, command: Record, record: OwnRecord) -> Record:
    """The time that stands, beside those on record where it is added; a question how it stands where none is told."""
    if command.slot not in OF_TIMES:
        return replace(command, value=_day_told(command))
    if not times.speaks_of_time(command.value):
        return replace(command, action=RecordAction.STATUS, slot="", value="")
    text = turn.message.text
    known = record_reference.value_of(record, command.slot)
    if instead := changed_times.told(known, text):
        return replace(command, value=instead)
    if command.value == kept(known, text):
        return replace(command, value=times.alone(command.value) or command.value)
    value = times.free(text) if times.leaves_out(text) else times.alone(command.value) or command.value
    if known and _ADDS.search(text) and not _ONLY.search(text):
        value = joined_times.refined(known, value, adds=True)
    return replace(command, value=value)


def _day_told(command: Record) -> str:
    """The day or the time of the change; a weekday without those that the words leave out."""
    if command.slot == "weekday" and times.leaves_out(command.words):
        return times.weekday(command.words)
    return times.alone(command.value) or command.value
