"""Which record of the resident's own is meant: the one spoken of last, or those that the words name. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret import own_records
from bot.conversation.interpret.values import kinship
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.dialog_state import OnRecord
from bot.understanding.questions.record_questions import record_numbers
from bot.understanding.text.clauses import bare_clauses

LASTING = 6  # turns for which a question without a subject is about the record that was spoken of last
_ACTS = re.compile(r"改|(?<!交)换|退|取消|不(?:去|来|学|上|要)")


def last_subject(turn: Turn) -> str:
    """The record that was spoken of last, as `key` has it, or the kind made last; "" for none a few turns ago."""
    topic, oldest = turn.session.topic, turn.session.turn - LASTING
    if topic.record and topic.record_turn >= max(topic.done_turn, oldest):
        return topic.record
    return topic.done if topic.done_turn >= oldest else ""


def recent(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The record of the one person whom the message names, else the one spoken of or made last, a few turns ago at most."""
    theirs = of_person(own, turn.message.text)
    if len(theirs) == 1:
        return theirs[0]
    subject = last_subject(turn)
    meant = [record for record in own if subject in (key(record), record.kind)] if subject else []
    return max(meant, key=made_number, default=None)


def of_person(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """The records that are for a person whom the text names: 「吴俊的」 by name, else 「我儿子的」 by who it is."""
    acted = "".join(clause for clause in bare_clauses(text) if _ACTS.search(clause)) or text
    by_name = [record for record in own if (name := value_of(record, "name")) and name in acted]
    people = kinship.people_named(acted)
    return by_name or [record for record in own if value_of(record, "for_whom") in people]


def lately_or_named(turn: Turn, own: Sequence[OwnRecord], text: str) -> OwnRecord | None:
    """The record that was spoken of last, else the only one that the text names."""
    by_name = named(own, text)
    return recent(turn, own) or (by_name[0] if len(by_name) == 1 else None)


def key(record: OwnRecord) -> str:
    """The record as the session keeps it."""
    return f"{record.kind} {record.ref}"


def spoken_of(turn: Turn, record: OwnRecord) -> None:
    """Note that this record is spoken of."""
    note_made(turn, record.kind, record.ref)


def note_made(turn: Turn, kind: str, ref: str) -> None:
    """Note that what is said next may be about this record: it was made without a form, or is spoken of."""
    turn.session.topic.record, turn.session.topic.record_turn = f"{kind} {ref}", turn.session.turn


def named(records: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """Those of the records that the text names: by number, title, person or kind, the likeliest alone; [] for none."""
    spoken = [(record, as_spoken_of(record)) for record in records]
    scored = [
        (own_records.likeness(text, heard), record)
        for record, heard in spoken
        if own_records.named(text, heard)
    ]
    best = max((score for score, _ in scored), default=0.0)
    return [record for score, record in scored if score == best]


def value_of(record: OwnRecord, slot: str) -> str:
    """What stands in the record for a slot of its form; "" for nothing."""
    return next((part.value for part in record.told if part.slot == slot), "")


def is_for_oneself(record: OwnRecord) -> bool:
    """Is it for the resident, and for nobody else?"""
    return any(part.slot == "for_whom" and part.value in ("", SELF) for part in record.told)


def as_spoken_of(record: OwnRecord) -> OnRecord:
    """The record for interpreting: its title holds its other names and whom it is for as well."""
    whom = next((part.value for part in record.told if part.slot == "for_whom"), "")
    return OnRecord(
        record.kind, record.ref, " ".join((record.title, *record.also, whom)).strip(), record.status
    )


def thing_named(records: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """Those of the records whose thing, course or number the text names; a word for their kind is not enough."""
    return [
        record for record in records if own_records.named(text, replace(as_spoken_of(record), kind="")) > 0
    ]


def by_number(records: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """Those of the records whose number the text names, a ticket's with its letter: 「T0002」, 「2号」."""
    numbers = {own_records.plain_number(found) for found in record_numbers(text)}
    return [record for record in records if own_records.plain_number(record.ref) in numbers]


def lately_spoken_of(turn: Turn) -> bool:
    """Was a record made or spoken of a few turns ago, so that what is said may well be about it?"""
    return bool(last_subject(turn))


def made_number(record: OwnRecord) -> int:
    digits = "".join(character for character in record.ref if character.isdecimal())
    return int(digits) if digits else 0
