"""What is told of something on record, where the words show its kind: for whoever rings, of a thing, more people, a skill."""

from collections.abc import Sequence

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.records import things_on_record
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.additions import for_caller, is_to_write, more_people
from bot.understanding.questions.afterwards_questions import gives_up
from bot.understanding.questions.record_acts import changes_plainly
from bot.understanding.slots import phone
from bot.understanding.text import own_words

TAKE_NOTHING_MORE = frozenset({"talent_offer"})
"""Kinds to which nothing can be added: another skill is another entry."""
COUNT_PEOPLE = frozenset({"event"})
"""Kinds to which more people are added: words go to the staff."""
_CALL = "callback"
_OF_HELP = frozenset({"talent_request"})
LONGEST_SKILL = 12  # characters


async def told_of_a_kind(turn: Turn) -> Record | None:
    """What is to be added to the record of the kind that the message plainly speaks of; None for any other message.

    That is: what whoever rings is to know, how a thing is, how many more come, that the resident brings it.
    """
    told = await _for_caller(turn) or await things_on_record.told_of(turn)
    return told or await _more_people(turn) or await _own_way(turn)


async def _for_caller(turn: Turn) -> Record | None:
    """「给打电话的人加一句：先问清工资」 while a call is booked: the whole message, for whoever rings to read."""
    text = turn.message.text
    if not for_caller(text) or changes_plainly(text) or gives_up(text):
        return None
    own = await turn.numbered_records()
    call = next((record for record in own if record.kind == _CALL), None)
    return Record(RecordAction.ADD, _CALL, call.ref, IN_WORDS, text, text) if call else None


async def _own_way(turn: Turn) -> Record | None:
    """「我自己送过去，不要人来」 of a help that was asked for: a word for the helper, and nothing that ends it; else None."""
    text = turn.message.text
    if not own_words.brings_it(text) or asks(text) or changes_plainly(text):
        return None
    asked = record_reference.recent(turn, await turn.own_records())
    if asked is None or asked.kind not in _OF_HELP:
        return None
    return Record(RecordAction.ADD, asked.kind, asked.ref, IN_WORDS, own_words.essence(text), text)


async def _more_people(turn: Turn) -> Record | None:
    """「再加一个，我孙女也去」: so many more for the event that was spoken of; None where none was, or nobody is added."""
    people = more_people(turn.message.text)
    event = record_reference.recent(turn, await turn.own_records()) if people else None
    if event is None or event.kind not in COUNT_PEOPLE:
        return None
    return Record(RecordAction.ADD, event.kind, event.ref, "people", str(people))


def one_more_skill(turn: Turn, own: Sequence[OwnRecord], more: str) -> Record | None:
    """「裁衣服没写进去」, when a skill was just lent: another entry of the same person; None for anything else."""
    lent = record_reference.recent(turn, own)
    if lent is None or lent.kind not in TAKE_NOTHING_MORE or not more or not is_to_write(turn.message.text):
        return None
    other = phone.find(more) or times.meant(more) or len(more) > LONGEST_SKILL
    return None if other else Record(RecordAction.ADD, lent.kind, lent.ref, "skill", more, turn.message.text)
