"""Answers whether something on record may end, and that it still stands: a question alone never ends anything."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.named_records import names_another
from bot.conversation.carry_out.readings.record_choices import ask_sure, record_choice
from bot.conversation.carry_out.records.record_commands import carries_out, carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.ending_questions import (
    asks_if_it_may_end,
    is_for_a_while,
    says_it_was_not_ended,
)
from bot.understanding.questions.own_record_questions import kinds_named

SAYS: dict[str, frozenset[str]] = {
    "record.not_ended": frozenset({"title", "status"}),
    "record.may_rest": frozenset({"title"}),
    "record.may_end": frozenset({"title"}),
    "record.rest_instead": frozenset(),
    "record.end_instead": frozenset(),
}
_ENDS_AT_ONCE = frozenset({"subscription"})
"""Kinds whose end is not asked about again."""
_TIPS = "收发订"


async def answered(turn: Turn) -> Reply | None:
    """The answer, with everything left as it is; None for any other message, and where it is of nothing on record."""
    text = turn.message.text
    stands, may_end = says_it_was_not_ended(text), asks_if_it_may_end(text)
    if not stands and not may_end:
        return None
    own = await turn.numbered_records()
    record = None if names_another(turn.parse, own) else _meant(turn, own)
    if record is None:
        return None
    record_reference.spoken_of(turn, record)
    if stands:
        return turn.say("record.not_ended", title=record.title, status=record.status)
    if record.kind not in _ENDS_AT_ONCE:
        return await carry_out_record(turn, Record(RecordAction.WITHDRAW, record.kind, record.ref))
    return _asked(turn, record)


def _meant(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The record that is named or of the kind that is, else the one that was spoken of last, else the only one."""
    text = turn.message.text
    kinds = ("subscription",) if any(sign in text for sign in _TIPS) else kinds_named(text)
    by_name = record_reference.thing_named(own, text)
    of_kind = [record for record in own if record.kind in kinds]
    fitting = by_name or of_kind or ([] if kinds else list(own))
    if len(fitting) == 1:
        return fitting[0]
    return record_reference.recent(turn, fitting)


def _asked(turn: Turn, record: OwnRecord) -> Reply:
    """That it may, and the question whether to: a rest first where one was meant."""
    rest, end = (
        Record(action, record.kind, record.ref) for action in (RecordAction.PAUSE, RecordAction.WITHDRAW)
    )
    may_rest = carries_out(turn, record.kind, RecordAction.PAUSE)
    say = turn.words.say
    if may_rest and is_for_a_while(turn.message.text):
        other = record_choice(say("record.end_instead"), end, confirmed=True)
        return ask_sure(turn, say("record.may_rest", title=record.title), rest, other)
    others = (record_choice(say("record.rest_instead"), rest, confirmed=True),) if may_rest else ()
    return ask_sure(turn, say("record.may_end", title=record.title), end, *others)
