"""An addition to something on record that is not wanted any more: 「台阶那个不要了，路灯的还要」."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.form_words.dictated_fields import IN_WORDS
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.understanding.questions.ending_clauses import clauses_that_end, clauses_that_keep
from bot.understanding.questions.record_acts import asks_plainly
from bot.understanding.text import edited_words

_NOT_NEEDED = re.compile(
    r"[^，,。；;！!？?\s]{2,10}(?:不用|不要|不必|勿要|弗用)(?:再)?(?:管|修|弄|看|来|报)了"
)


async def addition_given_up(turn: Turn) -> Reply | None:
    """「台阶那个不要了，路灯的还要」: the matter without what was added to it; nothing else ends by it."""
    text = turn.message.text
    given_up = " ".join((*clauses_that_end(text), *_NOT_NEEDED.findall(text)))
    if not given_up or asks_plainly(text):
        return None
    own = [(record, part) for record in await turn.own_records() if (part := written(record))]
    keeps_rest = bool(clauses_that_keep(text))
    less = [
        (*held, rest)
        for held in own
        if (rest := edited_words.without_added(held[1].value, given_up, loosely=keeps_rest))
    ]
    if len(less) != 1:
        return None
    record, part, rest = less[0]
    change = Record(RecordAction.CHANGE, record.kind, record.ref, part.slot, rest, text)
    return await carry_out_record(turn, change, read_back=True)


def written(record: OwnRecord) -> Told | None:
    """What the record holds in the resident's own words; None where it holds nothing so."""
    return next((told for told in record.told if told.slot in IN_WORDS and told.value), None)
