"""What is urged goes to the staff: 「帮我催一催」, 「总该去修了吧，都四天了」 of something on record."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form import side_notes
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.turn import OwnRecord, SideNote, Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.additions import urges, waits_long
from bot.understanding.ranking import is_confident
from bot.understanding.slots import place

SAYS: dict[str, frozenset[str]] = {
    "record.urged": frozenset(),
    "record.pressed": frozenset({"title", "status"}),
}
_OWN_INTENTS = ("feedback.", "dialog.", OUT_OF_SCOPE)
_TICKETS = frozenset({"feedback", "voice"})
_WAITED_FOR = frozenset({"talent_request", "callback", "employer", "request"})
"""Kinds that wait for somebody and hold no words of the resident's for it: the staff get a ticket."""
BRIEF = 8  # characters: 「催一催好吗」 says no more than that


async def urged(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """What came of it; None where nothing is urged, or nothing on record is meant. reply: answers a turn of its own."""
    text = turn.message.text
    if not (urges(text) or waits_long(text)) or confirmation(turn.session.choices) is not None:
        return None
    record = _meant(turn, await turn.own_records())
    if record is None:
        return None
    words = text.strip(" ，,。！!？?")
    words = words if len(words) > BRIEF else turn.words.say("record.urged")
    stands = turn.words.say("record.pressed", title=record.title, status=record.status)
    if record.kind in _TICKETS:
        add = Record(RecordAction.ADD, record.kind, record.ref, IN_WORDS, words)
        done = await carry_out_record(turn, add)
    else:
        done = await side_notes.passed_on(turn, SideNote(record.title, words), reply)
    record_reference.spoken_of(turn, record)
    return replace(done, text=f"{stands}\n{done.text}")


def _meant(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The ticket or the request that was spoken of last, or that is named; None where another matter is told of."""
    waiting = [record for record in own if record.kind in (_TICKETS | _WAITED_FOR)]
    named = record_reference.thing_named(waiting, turn.message.text)
    if len(named) == 1:
        return named[0]
    parse, lately = turn.parse, record_reference.recent(turn, waiting)
    elsewhere = is_confident(parse) and not parse.intent.startswith(_OWN_INTENTS)
    if named or elsewhere or lately is None or place.find(turn.message.text):
        return None
    return lately
