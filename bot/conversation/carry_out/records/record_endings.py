"""Which of several records a message gives up: those it names, all of them, the later, or all but what stays."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.record_choices import RECORD, ask_sure, command_of, record_choice
from bot.conversation.carry_out.records import records_together
from bot.conversation.carry_out.records.record_commands import carries_out, carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret import own_records
from bot.conversation.interpret.clauses import hesitation
from bot.conversation.interpret.clauses.consent_head import consent_head
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import confirmation, options
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.ending_clauses import clauses_that_end, clauses_that_keep, ends_all
from bot.understanding.questions.record_acts import (
    asks_how_to_end,
    asks_plainly,
    changes_plainly,
    is_conditional,
)

SAYS: dict[str, frozenset[str]] = {"record.sure_all": frozenset({"titles"})}
_OTHERS = re.compile(r"其他|别的|其余|另外|剩下")
MENU = 3  # options: 「都不要了」 below so many turns these down


async def given_up(turn: Turn) -> Reply | None:
    """The question whether what the message gives up of several records is to end; None for any other message."""
    text = turn.message.text
    if not clauses_that_end(text) or not _settles(text) or _answers_a_question(turn):
        return None
    own = [
        record
        for record in await turn.numbered_records()
        if carries_out(turn, record.kind, RecordAction.WITHDRAW)
    ]
    meant = _meant(turn, own, text) if len(own) > 1 else []
    if len(meant) == 1:
        return await carry_out_record(turn, _ending(meant))
    if not meant:
        return None
    question = turn.words.say("record.sure_all", titles=records_together.titles(meant))
    return ask_sure(turn, question, _ending(meant))


async def agreed_but(turn: Turn) -> Reply | None:
    """「对 茶艺还是留着」 to 「都撤掉，对吗？」: all but what stays is given up; None for any other message."""
    sure, text = _asked_to_end(turn), turn.message.text
    kept = clauses_that_keep(text)
    if sure is None or not kept or asks(text):
        return None
    own, command = await turn.numbered_records(), command_of(sure)
    stays = _named(own, kept)
    if not stays:
        return None
    left = _all_but(stays, records_together.of_refs(own, command.ref))
    if not left:
        return turn.say("record.kept")
    less = _ending(left)
    agreed = record_choice(sure.label, less, confirmed=True).postback
    return await carry_out_record(replace(turn, postback=agreed) if _agrees(text) else turn, less)


def _asked_to_end(turn: Turn) -> Choice | None:
    """The yes to the question whether something on record is to end, where the message answers it in words."""
    sure = confirmation(turn.session.choices)
    if sure is None or sure.intent != RECORD or turn.postback is not None:
        return None
    return sure if command_of(sure).action is RecordAction.WITHDRAW else None


def _agrees(text: str) -> bool:
    return consent_head(text) is not None or bool(clauses_that_end(text)) or hesitation.is_sound(text[:1])


def _ending(records: Sequence[OwnRecord]) -> Record:
    """The command that ends these."""
    if len(records) == 1:
        return Record(RecordAction.WITHDRAW, records[0].kind, records[0].ref)
    return Record(
        RecordAction.WITHDRAW, "", records_together.BETWEEN.join(map(record_reference.key, records))
    )


def _settles(text: str) -> bool:
    """Is it said, and neither asked, nor only possible, nor is something to be in its place?"""
    asked = asks(text) or asks_plainly(text) or asks_how_to_end(text)
    return not (asked or is_conditional(text) or changes_plainly(text))


def _answers_a_question(turn: Turn) -> bool:
    choices = turn.session.choices
    return confirmation(choices) is not None or len(options(choices)) >= MENU


def _meant(turn: Turn, own: Sequence[OwnRecord], text: str) -> Sequence[OwnRecord]:
    """The records that are given up; () where the message does not tell them apart."""
    ended = _named(own, clauses_that_end(text))
    kept = _named(own, clauses_that_keep(text))
    if ended:
        return _all_but(kept, ended)
    lately = record_reference.recent(turn, own)
    same = _of_its_kind(lately, own)
    if kept and (_OTHERS.search(text) or len(same) == len(kept) + 1):
        return _all_but(kept, same)
    if lately is not None and ends_all(text):
        return same if len(same) > 1 else own
    place = own_records.placed(" ".join(clauses_that_end(text)), len(same))
    return [sorted(same, key=_made)[place]] if place is not None and len(same) > 1 else ()


def _of_its_kind(lately: OwnRecord | None, own: Sequence[OwnRecord]) -> Sequence[OwnRecord]:
    """The records of the kind that was spoken of last; all of them where none was."""
    return own if lately is None else [record for record in own if record.kind == lately.kind]


def _all_but(kept: Sequence[OwnRecord], records: Sequence[OwnRecord]) -> list[OwnRecord]:
    """The records without those that stay."""
    return [record for record in records if record not in kept]


def _named(own: Sequence[OwnRecord], clauses: Sequence[str]) -> list[OwnRecord]:
    """The records whose thing, course, number or person the clauses name."""
    return [record for clause in clauses for record in _named_in(own, clause)]


def _named_in(own: Sequence[OwnRecord], clause: str) -> Sequence[OwnRecord]:
    """Those that the clause names; of people whose names are alike the one whose whole name stands there."""
    named = record_reference.thing_named(own, clause)
    of_person = [record for record in named if _is_of_person(record, clause)]
    return of_person or named


def _is_of_person(record: OwnRecord, clause: str) -> bool:
    name = record_reference.value_of(record, "name")
    return bool(name) and name in clause


def _made(record: OwnRecord) -> int:
    """The number of the record, which grows with each that is made."""
    return int("".join(filter(str.isdecimal, record.ref))[:9] or 0)
