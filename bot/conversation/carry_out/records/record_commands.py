"""Carries out what a resident wants with something on record, whichever service keeps it.

The record is found among the resident's own, then the function that its service has registered for the action.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.record_choices import ask_sure, is_sure, record_choice
from bot.conversation.carry_out.readings.record_words import ENDING
from bot.conversation.carry_out.records import asked_of_record, record_answers, records_together
from bot.conversation.carry_out.records.other_fields import with_other_fields
from bot.conversation.carry_out.records.record_fields import pairs
from bot.conversation.carry_out.records.record_phones import offer_phone_elsewhere
from bot.conversation.carry_out.records.record_read_back import as_it_is, asked_back
from bot.conversation.carry_out.records.record_values import whole, without_false_place
from bot.conversation.commands import Command, Record, RecordAction
from bot.conversation.interpret import own_records
from bot.conversation.talk_topic import Awaited
from bot.conversation.turn import OwnRecord, RecordFunction, Turn
from bot.understanding.questions.record_questions import keeps, spared
from bot.understanding.slots import request_details

SAYS: dict[str, frozenset[str]] = {
    "record.which": frozenset({"what"}),
    "record.all": frozenset({"lines"}),
    "record.entry": frozenset({"title", "status"}),
    "record.kinds": frozenset(),
    "record.none": frozenset({"kind", "there"}),
    "record.nothing": frozenset({"kind"}),
    "record.gone": frozenset({"there"}),
    "record.gone_all": frozenset(),
    "record.cannot": frozenset({"title"}),
    "record.see_link": frozenset({"title"}),
    "record.withdraw_link": frozenset({"title"}),
    "record.actions": frozenset(),
    "record.kept": frozenset(),
}

_RARE = frozenset({RecordAction.PAUSE, RecordAction.RESUME, RecordAction.RATE, RecordAction.NOT_DONE})
"""What so few services do that it tells which of them is meant."""
_UNCHANGED = re.compile(r"(?:不用|不要|别|不必|莫|覅|勿要|弗要)(?:再|去|给我)?[改动换变](?:了|它)?$")
SHOWN = 6  # records under a question


async def carry_out_record(turn: Turn, command: Record, *, read_back: bool = False) -> Reply:
    """The service's reply; a question where several records fit, and the truth where none does.

    read_back: a change was said in words, and is asked about before it is made: 「把…的电话改成…，对吗？」.
    """
    ends = command.action in ENDING and not is_sure(turn)
    command = _as_question(without_false_place(command, turn.message.text))
    if (ends and keeps(command.words)) or _stays(command):
        return turn.say("record.kept")
    own = await turn.numbered_records()
    of_kind = [record for record in own if command.kind in ("", record.kind)]
    meant = _able(turn, _meant(of_kind, command), command)
    if not meant:
        return await _without_record(turn, command, own)
    meant = _without_spared(meant, turn.message.text) if ends else meant
    if len(meant) != 1:
        together = records_together.BETWEEN in command.ref
        return await _each(turn, command, meant) if together else _of_several(turn, command, meant)
    return await _with_the_record(turn, command, meant[0], of_kind, read_back=read_back)


async def _with_the_record(
    turn: Turn, command: Record, record: OwnRecord, of_kind: Sequence[OwnRecord], *, read_back: bool
) -> Reply:
    """What came of the command, now that it is known which record is meant. of_kind: all records of its kind."""
    record_reference.spoken_of(turn, record)
    told = await _told(turn, command, record)
    if told is not None:
        return told
    command = whole(turn, replace(command, kind=record.kind, ref=record.ref), record)
    command = with_other_fields(command, record, turn.message.text) if read_back else command
    question = _read_back(turn, command, record, of_kind) if read_back else None
    return question or await _carry_out(turn, command, record)


def _as_question(command: Record) -> Record:
    """「一个微信只能收一个号吗」, taken for another way of sending: how it stands is asked."""
    if command.slot != "channel" or not request_details.asks_of_the_way(command.words):
        return command
    return replace(command, action=RecordAction.STATUS, slot="", value="")


async def _told(turn: Turn, command: Record, record: OwnRecord) -> Reply | None:
    """The answer to what is asked about the record; None where it is to be changed."""
    told = record_answers.answer_about(turn, command, record)
    return told or await asked_of_record.answer(turn, command, record, withdraw_links(turn, record))


def _read_back(turn: Turn, command: Record, record: OwnRecord, own: Sequence[OwnRecord]) -> Reply | None:
    """The question whether it is to be changed so, in all records that are meant; None for what is no change."""
    command = records_together.with_others(turn, command, record, own)
    return as_it_is(turn, command, record) or asked_back(turn, command, own)


def _stays(command: Record) -> bool:
    """「地址不用改」, taken for a new address."""
    return command.action is RecordAction.CHANGE and _UNCHANGED.search(command.value) is not None


async def _each(turn: Turn, command: Record, meant: Sequence[OwnRecord]) -> Reply:
    """The same change made in each of the records, as it was agreed to."""
    replies = [
        await _carry_out(turn, replace(command, kind=record.kind, ref=record.ref), record) for record in meant
    ]
    return Reply("\n".join(dict.fromkeys(reply.text for reply in replies)), replies[-1].choices)


def _of_several(turn: Turn, command: Record, meant: Sequence[OwnRecord]) -> Reply:
    """How each of them stands, or the question which is meant; where none is left, everything stays as it is."""
    if not meant:
        return turn.say("record.kept")
    if command.action is RecordAction.STATUS:
        return _all_of_them(turn, meant)
    return _ask_which(turn, command, meant)


def of_a_kind_on_record(
    turn: Turn, commands: Sequence[Command], own: Sequence[OwnRecord]
) -> Sequence[Command]:
    """「先停一停」, taken for a talent's where only a volunteer is on record: what can be done is done with what there is."""
    kinds = {record.kind for record in own if record.ref}
    return [
        _of_kind(turn, command, kinds)
        if isinstance(command, Record) and command.kind not in kinds
        else command
        for command in commands
    ]


def _of_kind(turn: Turn, command: Record, kinds: Collection[str]) -> Record:
    able = [kind for kind in kinds if _function(turn, kind, command.action)]
    return replace(command, kind=able[0], ref="") if len(able) == 1 and command.action in _RARE else command


def ends_what_is_named(turn: Turn, commands: Sequence[Command], own: Sequence[OwnRecord]) -> bool:
    """「电扇不送了 撤掉吧」, with the fan on record: is something to end, or to rest, that the message names?"""
    ends = any(isinstance(command, Record) and command.action in ENDING for command in commands)
    return ends and bool(record_reference.thing_named(own, turn.message.text))


def spoken_of_last(turn: Turn, commands: Sequence[Command], own: Sequence[OwnRecord]) -> Sequence[Command]:
    """「那就退掉吧」 where several stand and none is named: of these the one that was spoken of last, else it is asked which."""
    return [_of_last(turn, command, own) if isinstance(command, Record) else command for command in commands]


def _of_last(turn: Turn, command: Record, own: Sequence[OwnRecord]) -> Record:
    of_kind = [record for record in own if record.ref and record.kind == command.kind]
    if command.action not in ENDING or not command.ref or len(of_kind) < 2:
        return command
    text = turn.message.text
    if record_reference.thing_named(of_kind, text) or own_records.placed(text, len(of_kind)) is not None:
        return command
    lately = record_reference.recent(turn, of_kind)
    return replace(command, ref=lately.ref if lately else "")


def ref_number(ref: str) -> int:
    """5 for 「T0005」 and 「5号」; 0, which no record has, when there is no digit."""
    digits = "".join(character for character in ref if character.isdecimal())
    return int(digits[:9]) if digits else 0


async def _carry_out(turn: Turn, command: Record, record: OwnRecord) -> Reply:
    function = _function(turn, record.kind, command.action)
    if function is None:
        return _cannot(turn, record)
    if function.sure and not is_sure(turn):
        question = turn.words.say(function.sure, title=record.title, status=record.status)
        return ask_sure(turn, question, command)
    reply = await function.carry_out(turn, command)
    for slot, value in command.also:
        further = await function.carry_out(turn, replace(command, slot=slot, value=value, also=()))
        reply = Reply(f"{reply.text}\n{further.text}", further.choices)
    if command.action is RecordAction.CHANGE and command.slot and not command.value:
        asked = Awaited(command.action, record.kind, record.ref, command.slot, turn.session.turn)
        turn.session.topic.awaited = asked
    if command.action is RecordAction.CHANGE and command.slot == "phone":
        return await offer_phone_elsewhere(turn, record, reply)
    return reply


def carries_out(turn: Turn, kind: str, action: RecordAction) -> bool:
    """Does a service do this with its records of the kind?"""
    return _function(turn, kind, action) is not None


def _function(turn: Turn, kind: str, action: RecordAction) -> RecordFunction | None:
    found = (service.record_functions.get((kind, action)) for service in turn.services)
    return next((function for function in found if function is not None), None)


def _meant(records: Sequence[OwnRecord], command: Record) -> list[OwnRecord]:
    """The record of this number; without a number those that the message names, else all."""
    if records_together.BETWEEN in command.ref:
        return records_together.of_refs(records, command.ref)
    if command.ref:
        return [record for record in records if ref_number(record.ref) == ref_number(command.ref)]
    named = [record for record in records if record.title and record.title in command.words]
    return named or record_reference.named(records, command.words) or list(records)


def _able(turn: Turn, meant: Sequence[OwnRecord], command: Record) -> Sequence[OwnRecord]:
    """Of several those with which this can be done, if there are any."""
    able = [record for record in meant if _function(turn, record.kind, command.action)]
    return able if len(meant) > 1 and able else meant


def _without_spared(meant: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """「台灯撤掉，书桌留着」: without the records that are to stay."""
    words = spared(text)
    stays = record_reference.named(meant, words) or [
        record for record in meant if "我" in words and record_reference.is_for_oneself(record)
    ]
    return [record for record in meant if record not in stays]


def entry(turn: Turn, record: OwnRecord) -> str:
    """The record in a few words, with its status."""
    return turn.words.say("record.entry", title=record.title, status=record.status)


def lines(turn: Turn, records: Sequence[OwnRecord]) -> str:
    """The records with their status, each in a line."""
    return "\n".join(f"· {entry(turn, record)}" for record in records)


def entries(turn: Turn, own: Sequence[OwnRecord]) -> str:
    """What there is, in one line; "" for nothing."""
    return "、".join(entry(turn, record) for record in own[:SHOWN])


def withdraw_links(turn: Turn, record: OwnRecord) -> tuple[Choice, ...]:
    """The choice that takes the record back, where its service does that."""
    if not carries_out(turn, record.kind, RecordAction.WITHDRAW):
        return ()
    label = turn.words.say("record.withdraw_link", title=record.title)
    return (record_choice(label, Record(RecordAction.WITHDRAW, record.kind, record.ref)),)


def _all_of_them(turn: Turn, meant: Sequence[OwnRecord]) -> Reply:
    """Where several stand and none is named: each with its status."""
    return turn.say("record.all", lines=lines(turn, meant), choices=_see_links(turn, meant))


def _ask_which(turn: Turn, command: Record, meant: Sequence[OwnRecord]) -> Reply:
    choices = tuple(
        record_choice(entry(turn, record), replace(command, kind=record.kind, ref=record.ref))
        for record in meant[:SHOWN]
    )
    return turn.say("record.which", what=_words(turn, "record.actions", command.action), choices=choices)


async def _without_record(turn: Turn, command: Record, own: Sequence[OwnRecord]) -> Reply:
    """No such record is listed: one that is over may be meant; else say so, and name what there is."""
    function = _function(turn, command.kind, command.action)
    if function is not None and function.over:
        return await function.carry_out(turn, command)
    if not command.ref:
        return none_of_kind(turn, command.kind, own)
    there = entries(turn, own)
    choices = _see_links(turn, own)
    return turn.say("record.gone" if there else "record.gone_all", there=there, choices=choices)


def none_of_kind(turn: Turn, kind: str, own: Sequence[OwnRecord]) -> Reply:
    """That there is nothing of the kind on record, and what there is."""
    there, called = entries(turn, own), _words(turn, "record.kinds", kind)
    choices = _see_links(turn, own)
    return turn.say("record.none" if there else "record.nothing", kind=called, there=there, choices=choices)


def _cannot(turn: Turn, record: OwnRecord) -> Reply:
    choices = (_see_link(turn, record), *withdraw_links(turn, record))
    return turn.say("record.cannot", title=record.title, choices=choices)


def _see_links(turn: Turn, records: Sequence[OwnRecord]) -> tuple[Choice, ...]:
    return tuple(_see_link(turn, record) for record in records[:SHOWN])


def _see_link(turn: Turn, record: OwnRecord) -> Choice:
    label = turn.words.say("record.see_link", title=record.title)
    return record_choice(label, Record(RecordAction.STATUS, record.kind, record.ref))


def _words(turn: Turn, key: str, name: str) -> str:
    """How a kind or an action is said: the reply holds a pair in every line, 「enrol：报的课」; the last is for the rest."""
    found = pairs(turn, key)
    return found.get(name, found.get("other", ""))
