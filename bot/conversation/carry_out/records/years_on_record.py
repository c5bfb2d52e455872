"""Puts an age right that stands on record, with the name that is told beside it: 「第一个名字写错了 应该是周阿芬 年龄七十二」."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.form_consent import consents
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.record_choices import record_choice
from bot.conversation.carry_out.records.record_commands import carries_out, carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret import own_records
from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.years_put_right import Years, years_put_right
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import name_spelling, person, phone

_YEARS, _NAME = "age", "name"
_NAME_IS = re.compile(
    r"(?:名字|姓名)[^，,。；;！!？?]{0,8}?[，,。\s]{0,2}(?:应该|应当|该|要|就)?(?:是|叫|改成|写成|改为)(?P<name>[\u4e00-\u9fff]{2,4})(?=$|[，,。；;！!\s])"
)
_MINE = re.compile(
    r"(?:我(?:自己)?的?|本人)(?:年龄|年纪|岁数)|我(?:是|今年|都|明明)?[\d一二三四五六七八九十]{1,4}岁?"
)


async def put_right(turn: Turn, asked: Record | None) -> Reply | None:
    """The change asked back, or the question which of several is meant; None for a message that puts no age right.

    asked: the change that was asked about before, and is made with it where it is of the same record.
    """
    years = years_put_right(turn.message.text)
    own = await _with_years(turn) if years is not None else []
    if years is None or not own:
        return None
    record = _meant(turn, own, years, asked)
    if record is None:
        change = Record(RecordAction.CHANGE, own[0].kind, "", _YEARS, str(years.right), str(years.right))
        return await carry_out_record(turn, change, read_back=True)
    name = _other_name(turn.message.text, record_reference.value_of(record, _NAME))
    told = {**({_NAME: name} if name else {}), _YEARS: str(years.right)}
    same = asked is not None and (asked.kind, asked.ref) == (record.kind, record.ref)
    if asked is not None and same:
        told = {asked.slot: asked.value, **dict(asked.also), **told}
    (slot, value), *also = told.items()
    change = Record(RecordAction.CHANGE, record.kind, record.ref, slot, value, value, tuple(also))
    if same and consents(turn.message.text):
        turn.outcome.settled = True
        agreed = replace(change, words="")
        taken = record_choice("", agreed, confirmed=True).postback
        return await carry_out_record(replace(turn, postback=taken, clauses=()), agreed)
    return await carry_out_record(turn, change, read_back=True)


async def _with_years(turn: Turn) -> list[OwnRecord]:
    """The records of people whose age can be changed, of one kind; those that hold one first."""
    own = [
        record
        for record in await turn.own_records()
        if record.ref and carries_out(turn, record.kind, RecordAction.CHANGE)
    ]
    held = [record for record in own if record_reference.value_of(record, _YEARS)]
    kinds = {record.kind for record in held}
    return [record for record in own if record.kind in kinds] if len(kinds) == 1 else []


def _meant(turn: Turn, own: Sequence[OwnRecord], years: Years, asked: Record | None) -> OwnRecord | None:
    """The one that holds what is wrong, is told by its place, by who it is, was asked about, or is the only one."""
    text = turn.message.text
    wrong = [record for record in own if record_reference.value_of(record, _YEARS) == str(years.wrong)]
    before = [record for record in own if asked is not None and record.ref == asked.ref]
    ways = (wrong, _placed(own, text), record_reference.of_person(own, text), _mine(own, text), before, own)
    return next((way[0] for way in ways if len(way) == 1), None)


def _placed(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """「第一个」 of those in the order in which they were made; [] where no place is told."""
    in_order = sorted(own, key=record_reference.made_number)
    place = own_records.placed(text, len(in_order)) if len(in_order) > 1 else None
    return [in_order[place]] if place is not None else []


def _mine(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """「我年纪写错了」: those of the resident, where nobody else is named."""
    said = _MINE.search(text) is not None and not kinship.people_named(text)
    return [record for record in own if said and record_reference.is_for_oneself(record)]


def _other_name(text: str, known: str) -> str:
    """The name that is to stand, where another than the known one is told; "" for none."""
    found = _NAME_IS.search(text)
    told = found["name"] if found is not None and person.plausible_name(found["name"]) else ""
    name = told or (name_spelling.mended_name(phone.without(text), known) if "名" in text else "")
    return name if name != known else ""
