"""What is answered to 「把…改成…，对吗？」 but a yes or a no: another value, or more that changes with it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_words.dictated_fields import IN_WORDS
from bot.conversation.carry_out.open_form.form_consent import consents
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.record_choices import record_choice
from bot.conversation.carry_out.records import record_labels
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.commands import Record
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values.addresses import with_known_room
from bot.conversation.interpret.values.item_details import told_anew
from bot.conversation.interpret.values.years_put_right import years_put_right
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.record_questions import keeps
from bot.understanding.slots import amounts, phone, place_put_right
from bot.understanding.text import edited_words

_ANSWERS = Callable[[Turn], Awaitable[Reply]]


async def answered(turn: Turn, asked: Record, reply: _ANSWERS) -> Reply | None:
    """「1 地点写…」, 「对，电话也换她的139…」 to 「改成…，对吗？」: another value, or more that changes with it."""
    if await _comes_back(turn, asked):
        return turn.say("record.kept")
    instead = await _instead(turn, asked)
    if instead is not None:
        return await carry_out_record(turn, instead, read_back=True)
    if asked.slot in PLACES:
        return await _with_place(turn, asked, reply)
    return await _with_person(turn, asked, reply) if asked.slot == "name" else None


async def _with_place(turn: Turn, asked: Record, reply: _ANSWERS) -> Reply | None:
    """The change with the place that the message puts right, or made where that is the same; None where it tells none."""
    text = turn.message.text
    value = with_known_room(place_put_right.instead(text, asked.value), asked.value)
    if not value:
        return None
    if value == asked.value and not keeps(text):
        return await _agreed(turn, asked, reply)
    return await carry_out_record(turn, replace(asked, value=value, words=text), read_back=True)


async def _with_person(turn: Turn, asked: Record, reply: _ANSWERS) -> Reply | None:
    """The change of a name with the phone and the age that are told beside it; None where neither is told."""
    text = turn.message.text
    also = tuple(told for told in person_told(text) if told not in asked.also)
    if not also or keeps(text) or asks(text):
        return None
    whole = replace(asked, also=(*asked.also, *also), words="")
    return await (
        _agreed(turn, whole, reply) if consents(text) else carry_out_record(turn, whole, read_back=True)
    )


async def _instead(turn: Turn, asked: Record) -> Record | None:
    """The change that the message makes of the one that was asked about; None where it makes none of it."""
    other = await _of_the_other(turn, asked)
    value = _reworded(asked, turn.message.text) if other is None and asked.slot in IN_WORDS else ""
    if other is not None or value:
        return other or replace(asked, value=value, words=value)
    return await _with_other_fields(turn, asked)


async def _of_the_other(turn: Turn, asked: Record) -> Record | None:
    """「是短信那条，不是微信」: the same change of the other record that the message names; None where it names none."""
    if not _POINTS.search(turn.message.text):
        return None
    of_kind = [record for record in await turn.own_records() if record.kind == asked.kind]
    named = (
        record_reference.thing_named(of_kind, _DENIED.sub(" ", turn.message.text)) if len(of_kind) > 1 else []
    )
    if len(named) != 1 or _is_of(asked, named[0]):
        return None
    return replace(asked, ref=named[0].ref, words="")


_DENIED = re.compile(r"(?:不是|弗是|勿是|不要(?:动|改))[^，,。；;！!？?\s]{1,12}")


_BACK = re.compile(r"还是|算了|不换|不改|照旧|照原来|原来的")


async def _comes_back(turn: Turn, asked: Record) -> bool:
    """「算了还是魅力紫」 to 「改成活力橙，对吗」: is it said that what stands there is to stay?"""
    text = turn.message.text
    if not _BACK.search(text):
        return False
    record = next((record for record in await turn.own_records() if _is_of(asked, record)), None)
    held = record_reference.value_of(record, asked.slot) if record is not None else ""
    return bool(held) and text.rfind(held) > text.rfind(asked.value)


_POINTS = re.compile(r"(?:不是|弗是|勿是|不要(?:动|改))|那[条个件张份]")


async def _with_other_fields(turn: Turn, asked: Record) -> Record | None:
    """「人数也改成3个」: the change with the fields that the message calls by their names; None where it calls none."""
    record = next((record for record in await turn.own_records() if _is_of(asked, record)), None)
    told = dict(record_labels.changes(turn, record)) if record is not None else {}
    if not told or told.items() <= {asked.slot: asked.value, **dict(asked.also)}.items():
        return None
    (slot, value), *also = ({asked.slot: asked.value, **dict(asked.also)} | told).items()
    return replace(asked, slot=slot, value=value, also=tuple(also), words=value)


def _is_of(command: Record, record: OwnRecord) -> bool:
    """Is the command about this record?"""
    return (command.kind, command.ref) == (record.kind, record.ref)


def _reworded(asked: Record, text: str) -> str:
    """「小孩睡不着那句去掉」, 「350元 两门的 用了三年」: the words as they stand then; "" where nothing changes."""
    value = edited_words.without(asked.value, text) or edited_words.dictated(text)
    if not value and asked.slot == "item" and not asks(text) and not consents(text):
        value = told_anew(asked.value, text)
    return value if value != asked.value else ""


async def _agreed(turn: Turn, command: Record, reply: _ANSWERS) -> Reply:
    turn.outcome.settled = True
    return await reply(
        replace(turn, postback=record_choice("", command, confirmed=True).postback, clauses=())
    )


def person_told(text: str) -> tuple[tuple[str, str], ...]:
    """The phone and the age that are told of a person beside the name: 「姐姐41岁，电话136…」."""
    number, right = phone.find_any(text), years_put_right(text)
    years = right.right if right is not None else amounts.age(phone.without(text), asked=False)
    told = (("phone", number or ""), ("age", str(years or "")))
    return tuple((slot, value) for slot, value in told if value)
