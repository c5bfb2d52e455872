"""Answers whether something stands on record, or what its field holds: 「礼拜四那条写上没有」, 「空闲那栏念给我听」."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.carry_out.records import record_answers
from bot.conversation.carry_out.records.only_record import lately_named_or_only
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.understanding.questions.record_questions import points_at_record
from bot.understanding.questions.written_questions import column_named, holds, place_told_apart, value_checked

SAYS: dict[str, frozenset[str]] = {
    "record.written": frozenset({"title", "fields"}),
    "record.written_not": frozenset({"what", "title", "fields"}),
    "record.written_not_to_add": frozenset({"what", "title", "fields"}),
}
_PLACE = "地点"
_IN_WORDS = frozenset({"detail", "need", "item"})
"""Fields to which a sentence can be added."""
_THINGS = frozenset({"course", "event", "item", "detail", "need", "skill", "team"})


async def answer(turn: Turn) -> Reply | None:
    """The answer to such a question about the record that is meant; None for any other message, or without a record."""
    text = turn.message.text
    what, column = value_checked(text), column_named(text)
    if not (what or column) or turn.postback is not None:
        return None
    own = [record for record in await turn.own_records() if record.told]
    if what and (held := _holding(turn, own, what)):
        return _told(turn, *held)
    record = lately_named_or_only(turn, own)
    if record is None:
        return None
    if column:
        asked = record_parts.parts_asked(turn, record, text)
        return _told(turn, record, asked) if asked else None
    return _not_there(turn, record, what)


def _holding(turn: Turn, own: Sequence[OwnRecord], what: str) -> tuple[OwnRecord, list[Told]] | None:
    """The record in which the words stand, and the fields that hold them; the one that was spoken of last before others."""
    lately = record_reference.recent(turn, own)
    for record in sorted(own, key=lambda record: record is not lately):
        if found := [part for part in record.told if part.value and holds(part.value, what)]:
            return record, found
    return None


def _told(turn: Turn, record: OwnRecord, fields: Sequence[Told]) -> Reply:
    record_reference.spoken_of(turn, record)
    key = "record.written" if value_checked(turn.message.text) else "record.told"
    return turn.say(key, title=record.title, fields=record_parts.joined(turn, fields))


def _not_there(turn: Turn, record: OwnRecord, what: str) -> Reply:
    """That the words don't stand there, what does, and how they are added."""
    record_reference.spoken_of(turn, record)
    fields = [part for part in record.told if part.value and part.slot != "quantity"]
    in_words = any(part.slot in _IN_WORDS for part in record.told)
    key = "record.written_not_to_add" if in_words else "record.written_not"
    return turn.say(key, what=what, title=record.title, fields=record_parts.joined(turn, fields))


async def of_another_kind(turn: Turn) -> list[OwnRecord]:
    """The records that the message names, while a form is open: by their thing, or by their kind where that isn't the form's."""
    form, text = turn.session.form, turn.message.text
    if form is None:
        return []
    own = [record for record in await turn.own_records() if record.told]
    if what := value_checked(text):
        held = _holding(turn, own, what)
        return [held[0]] if held else []
    in_form = "".join(form.slots.values())
    things = [record for record in record_reference.thing_named(own, text) if not _is_in(record, in_form)]
    others = [record for record in own if record.kind != form.form]
    return things or (record_reference.named(others, text) if points_at_record(text) else [])


def _is_in(record: OwnRecord, in_form: str) -> bool:
    """Does the open form hold the same thing, so that it may be meant?"""
    return any(part.value and part.value in in_form for part in record.told if part.slot in _THINGS)


def tell_of(turn: Turn, records: Sequence[OwnRecord]) -> Reply:
    """What these records hold of what the message asks; how they stand, where they hold nothing of it."""
    what = value_checked(turn.message.text)
    if what and (held := _holding(turn, records, what)):
        return _told(turn, *held)
    words = _PLACE if place_told_apart(turn.message.text) else ""
    told = record_answers.tell(turn, records, words=words, pointing=True)
    return told or Reply(
        "\n".join(
            turn.words.say("record.there", title=record.title, status=record.status) for record in records
        )
    )
