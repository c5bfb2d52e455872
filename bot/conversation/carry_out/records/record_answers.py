"""Answers what is asked about something on record: the phone that was written down, the hour, the place, all of it."""

import re
from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret import own_records
from bot.conversation.interpret.wishes.question_clauses import really_asked
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.record_questions import (
    LONGEST,
    asks,
    asks_for_all,
    asks_number,
    fields_asked,
    is_bare,
    points_at_record,
)
from bot.understanding.questions.written_questions import column_named

SAYS: dict[str, frozenset[str]] = {
    "record.told": frozenset({"title", "fields"}),
    "record.told_one": frozenset({"title", "fields"}),
    "record.number": frozenset({"title", "number"}),
    "record.whole": frozenset({"title", "status", "lines"}),
    "record.whole_line": frozenset({"what", "value"}),
}
_SHOWN = 4
_PLAIN = frozenset({"hours", "venue", "bring", "weekday", "hazards", "channel", "people", "anonymous"})
"""What a question asks for in a few words after the record was made: 「几点开始」「周几发」."""
_PLAIN_OF = {
    "callback": frozenset({"free", "phone"}),
    "subscription": frozenset({"phone"}),
    "listing": frozenset({"terms", "price"}),
    "volunteer": frozenset({"team"}),
}
_NAMES = ("course", "event", "team", "item")
_BOTH = re.compile(r"两[个门样件场]|俩|都(?:是|在|几|什么|要)")
_PEOPLE = "妈爸婆公儿女孙老爷奶爹娘囡姐妹哥弟伯叔姨"
_SHOWN_ALWAYS = frozenset({"name", "place", "address"})
"""What is told of a record even where it stands in its title too."""


async def answer(turn: Turn) -> Reply | None:
    """The answer to a question about the resident's own records; None where the message asks for anything else."""
    text = turn.message.text
    numbered = asks_number(text)
    points, whole = points_at_record(text) or numbered, asks_for_all(text)
    if not (points or whole or _may_be_of_own(turn)):
        return None
    own = [record for record in await turn.own_records() if record.told]
    asked = really_asked(text)
    if _of_something_else(turn, own, pointing=points) or _only_told(text, asked):
        return None
    meant = _meant(turn, own, loosely=points or whole)
    if _asks_for_the_whole(text):
        return _told_whole(turn, meant, numbered=numbered)
    return tell(turn, meant, words=asked, pointing=points)


def _asks_for_the_whole(text: str) -> bool:
    """Is the record's number asked for, or all of it, and no field alone?"""
    return asks_number(text) or (asks_for_all(text) and not _names_a_field(text))


def _only_told(text: str, asked: str) -> bool:
    """Does the text name a field beside what is really asked, and is none asked for?"""
    return bool(fields_asked(text)) and not fields_asked(asked)


def _names_a_field(text: str) -> bool:
    return bool(fields_asked(text) or column_named(text))


def _told_whole(turn: Turn, meant: Sequence[OwnRecord], *, numbered: bool) -> Reply | None:
    tell = tell_number if numbered else tell_all
    return tell(turn, meant[0]) if len(meant) == 1 else None


def _of_something_else(turn: Turn, own: Sequence[OwnRecord], *, pointing: bool) -> bool:
    """「把台风那几条念给我听」: is a hazard or a place named, and none of the records?"""
    text = turn.message.text
    return (
        not pointing and _other_things(turn) and asks_for_all(text) and not record_reference.named(own, text)
    )


def is_open(turn: Turn) -> bool:
    """Is the message free words, short enough for a question about a record, with no form that it may answer?"""
    return turn.session.form is None and turn.postback is None and len(turn.message.text) <= LONGEST


def answer_about(turn: Turn, command: Record, record: OwnRecord) -> Reply | None:
    """What the command asks about this record; None where it asks how it stands."""
    if command.action is not RecordAction.STATUS or not command.words or not record.told:
        return None
    if asks_for_all(command.words) and not fields_asked(command.words):
        return tell_all(turn, record)
    asked = really_asked(command.words)
    return tell(turn, [record], words=asked, pointing=points_at_record(command.words)) if asked else None


def tell_number(turn: Turn, record: OwnRecord) -> Reply:
    """The number of the record."""
    record_reference.spoken_of(turn, record)
    return turn.say("record.number", title=record.title, number=record.ref)


def tell_all(turn: Turn, record: OwnRecord) -> Reply:
    """All that is on record of it."""
    record_reference.spoken_of(turn, record)
    lines = [
        turn.words.say("record.whole_line", what=part.label, value=part.value)
        for part in record.told
        if part.value and (part.slot in _SHOWN_ALWAYS or part.value not in record.title)
    ]
    choices = (record.change,) if record.change else ()
    return turn.say(
        "record.whole", title=record.title, status=record.status, lines="\n".join(lines), choices=choices
    )


def _may_be_of_own(turn: Turn) -> bool:
    """Is a field asked for, of a course or event that is named, or shortly after a record was made or spoken of?"""
    text = turn.message.text
    return (asks(text) and bool(fields_asked(text))) and (
        record_reference.lately_spoken_of(turn) or bool(_things_named(turn))
    )


def _meant(turn: Turn, own: Sequence[OwnRecord], *, loosely: bool) -> list[OwnRecord]:
    """The records that the question is about. loosely: it points at what was written down, of whatever record."""
    text = turn.message.text
    things = _things_named(turn)
    if things:
        meant, plainly = _named_so(own, things), not (loosely or "我" in text)
    else:
        meant, plainly = _unnamed(turn, own, loosely=loosely), not loosely
    return _asked_plainly(turn, meant) if plainly else meant


def _unnamed(turn: Turn, own: Sequence[OwnRecord], *, loosely: bool) -> list[OwnRecord]:
    """The records that are meant where no thing is named: all for 「两个都」, 「第一个」, the one spoken of last."""
    text = turn.message.text
    if _BOTH.search(text):
        return list(own)
    lately, by_name = _nth(own, text) or record_reference.recent(turn, own), record_reference.named(own, text)
    if loosely and by_name and lately not in by_name:
        return by_name
    if lately is None:
        return list(own) if loosely else []
    return [lately]


def _named_so(own: Sequence[OwnRecord], things: Sequence[str]) -> list[OwnRecord]:
    return [record for record in own if any(thing in record.title for thing in things)]


def _asked_plainly(turn: Turn, records: Sequence[OwnRecord]) -> list[OwnRecord]:
    """Those of which the message asks plainly, where it names their thing, or records were spoken of just before."""
    text, things = turn.message.text, _other_things(turn)
    lately = records if record_reference.lately_spoken_of(turn) or _things_named(turn) else ()
    return [
        record
        for record in lately
        if _arranged(record, text)
        and not things
        and is_bare(text, record_reference.as_spoken_of(record).title, _PEOPLE)
    ]


def _other_things(turn: Turn) -> bool:
    """Does the message name a place, a hazard or the like, which no record is about?"""
    club = str(turn.parse.named.get("club", ""))
    called_so = club in turn.parse.normal or not _things_named(
        turn
    )  # 「剪纸啥辰光」 says no word of the club
    return any(slot in turn.parse.named for slot in ("venue", "hazard")) or bool(club and called_so)


def _things_named(turn: Turn) -> list[str]:
    """The courses, events, teams and things that the message names by their own names."""
    named_things = (str(turn.parse.named[slot]) for slot in _NAMES if slot in turn.parse.named)
    return [thing for thing in named_things if thing in turn.parse.normal]


def _nth(own: Sequence[OwnRecord], text: str) -> OwnRecord | None:
    """「第一个」 of several of a kind, in the order in which they were made."""
    nth = own_records.placed(text, len(own)) if len({record.kind for record in own}) == 1 else None
    return None if nth is None else sorted(own, key=record_reference.made_number)[nth]


def _arranged(record: OwnRecord, text: str) -> bool:
    """Does the text ask for nothing but what is plainly meant of such a record, such as when and where?"""
    plain = _PLAIN | _PLAIN_OF.get(record.kind, frozenset())
    have = {part.slot for part in record.told if part.value} & plain
    asked = fields_asked(text)
    return bool(asked) and all(have.intersection(slots) for slots in asked)


def tell(
    turn: Turn, records: Sequence[OwnRecord], *, words: str = "", pointing: bool = False
) -> Reply | None:
    """What the records hold of what is asked; None where they hold nothing of it."""
    text = words or turn.message.text
    found = [(record, record_parts.told_of(turn, record, text, pointing=pointing)) for record in records]
    found = [(record, fields) for record, fields in found if fields]
    if not found:
        return None
    if len(found) == 1:
        record, fields = found[0]
        record_reference.spoken_of(turn, record)
        choices = (record.change,) if record.change else ()
        return turn.say(
            "record.told", title=record.title, fields=record_parts.joined(turn, fields), choices=choices
        )
    return Reply(
        "\n".join(
            turn.words.say("record.told_one", title=record.title, fields=record_parts.joined(turn, fields))
            for record, fields in found[:_SHOWN]
        )
    )
