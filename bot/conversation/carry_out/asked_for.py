"""Passes the question that stands open to the community: an offer to pass it on that is taken, or 「替我问问」 without one."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.common.postback import Wish
from bot.conversation.carry_out import offered_ticket, record_answers
from bot.conversation.carry_out.records import carry_out_record
from bot.conversation.carry_out.unwritten_facts import ASK_COMMUNITY
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.form_messages import asks
from bot.conversation.turn import Turn
from bot.understanding.asked_on_behalf import asked_beside

LATELY = 6  # turns in which what was told in vain is still what is to be asked
_TICKET = "feedback"
_MASKED = ("某某", "#")


async def passed_on(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The reply that the question is with the community; None for any other message. reply: answers a turn of its own."""
    if turn.session.form is not None or turn.postback is not None:
        return None
    if (ticket := await offered_ticket.taken(turn, reply)) is not None:
        return ticket
    beside = asked_beside(turn.message.text)
    if beside is None or asks(beside):
        return None  # a question of its own may well be answered here
    question = _offered(turn) or _open_question(turn)
    if not question:
        return await _asked_already(turn, beside)
    told = question if not beside or beside in question else f"{question}（{beside}）"
    return await reply(replace(turn, postback=Wish(ASK_COMMUNITY, (("question", told),)), clauses=()))


async def _asked_already(turn: Turn, beside: str) -> Reply | None:
    """Said once more of what was just put to the community: what is told besides is added, else how it stands."""
    ticket = record_answers.recent(turn, await turn.own_records())
    if ticket is None or ticket.kind != _TICKET:
        return None
    if beside:
        add = Record(RecordAction.ADD, ticket.kind, ticket.ref, IN_WORDS, beside, turn.message.text)
        return await carry_out_record(turn, add)
    return await carry_out_record(turn, Record(RecordAction.STATUS, ticket.kind, ticket.ref))


def _offered(turn: Turn) -> str:
    """The question that the bot offered to ask last; "" for none."""
    wishes = [choice.postback for choice in turn.session.choices if choice.intent == ASK_COMMUNITY]
    return next((dict(wish.slots)["question"] for wish in wishes if isinstance(wish, Wish)), "")


def _open_question(turn: Turn) -> str:
    """What was told in vain a few turns ago, else what was asked last; "" for neither."""
    topic, asked = turn.session.topic, turn.session.last_answered
    if topic.matter and turn.session.turn - topic.matter_turn <= LATELY:
        return topic.matter
    return asked if asks(asked) and not any(mark in asked for mark in _MASKED) else ""
