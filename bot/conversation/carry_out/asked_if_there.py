"""Answers whether something stands on record, or what its field holds: 「礼拜四那条写上没有」, 「空闲那栏念给我听」."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out import record_answers
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.understanding.written_questions import column_named, holds, value_checked

SAYS: dict[str, frozenset[str]] = {
    "record.written": frozenset({"title", "fields"}),
    "record.written_not": frozenset({"what", "title", "fields"}),
    "record.written_not_to_add": frozenset({"what", "title", "fields"}),
}
_IN_WORDS = frozenset({"detail", "need", "item"})
"""Fields to which a sentence can be added."""


async def answer(turn: Turn) -> Reply | None:
    """The answer to such a question about the record that is meant; None for any other message, or without a record."""
    text = turn.message.text
    what, column = value_checked(text), column_named(text)
    if not (what or column) or turn.postback is not None:
        return None
    own = [record for record in await turn.own_records() if record.told]
    if what and (held := _holding(turn, own, what)):
        return _told(turn, *held)
    record = record_answers.lately_or_named(turn, own, text) or (own[0] if len(own) == 1 else None)
    if record is None:
        return None
    if column:
        asked = record_answers.parts_asked(turn, record, text)
        return _told(turn, record, asked) if asked else None
    return _not_there(turn, record, what)


def _holding(turn: Turn, own: Sequence[OwnRecord], what: str) -> tuple[OwnRecord, list[Told]] | None:
    """The record in which the words stand, and the fields that hold them; the one that was spoken of last before others."""
    lately = record_answers.recent(turn, own)
    for record in sorted(own, key=lambda record: record is not lately):
        if found := [part for part in record.told if part.value and holds(part.value, what)]:
            return record, found
    return None


def _told(turn: Turn, record: OwnRecord, fields: Sequence[Told]) -> Reply:
    record_answers.spoken_of(turn, record)
    key = "record.written" if value_checked(turn.message.text) else "record.told"
    return turn.say(key, title=record.title, fields=record_answers.joined(turn, fields))


def _not_there(turn: Turn, record: OwnRecord, what: str) -> Reply:
    """That the words don't stand there, what does, and how they are added."""
    record_answers.spoken_of(turn, record)
    fields = [part for part in record.told if part.value and part.slot != "quantity"]
    in_words = any(part.slot in _IN_WORDS for part in record.told)
    key = "record.written_not_to_add" if in_words else "record.written_not"
    return turn.say(key, what=what, title=record.title, fields=record_answers.joined(turn, fields))


async def of_another_kind(turn: Turn) -> list[OwnRecord]:
    """The records that the message names, of another kind than the open form's."""
    form = turn.session.form
    own = [record for record in await turn.own_records() if record.told and form and record.kind != form.form]
    return record_answers.named(own, turn.message.text)


def tell_of(turn: Turn, records: Sequence[OwnRecord]) -> Reply:
    """What these records hold of what the message asks; how they stand, where they hold nothing of it."""
    told = record_answers.tell(turn, records, pointing=True)
    return told or Reply(
        "\n".join(
            turn.words.say("record.there", title=record.title, status=record.status) for record in records
        )
    )
