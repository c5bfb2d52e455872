"""What was said word for word a moment ago is said otherwise: its first line, and a person of the staff is offered."""

from dataclasses import replace

from bot.common.message import Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.answers.asking_back import PERSON, no_person_wanted, person_choice
from bot.conversation.turn import Turn

SAYS: dict[str, frozenset[str]] = {"again.still": frozenset({"what"})}
SHORTEST = 16  # characters: a shorter answer may well be given twice
MANY_LINES, FIRST = 6, 2  # a longer answer is not read out again, but its first lines


def otherwise(turn: Turn, reply: Reply) -> Reply:
    """The reply, shorter where the last answer was the very same; beside a form and in a danger it stays as it is."""
    if not _may_be_shorter(turn, reply) or not _was_said(turn, reply):
        return reply
    lines = reply.text.splitlines()
    what = "\n".join(lines if len(lines) <= MANY_LINES else lines[:FIRST])
    offered = any(isinstance(it.postback, Wish) and it.postback.intent == PERSON for it in reply.choices)
    person = () if offered or no_person_wanted(turn) else (person_choice(turn),)
    return replace(reply, text=turn.words.say("again.still", what=what), choices=(*reply.choices, *person))


def _may_be_shorter(turn: Turn, reply: Reply) -> bool:
    session = turn.session
    beside = session.form is not None or session.crisis is not None or turn.outcome.form_ended
    chosen = turn.postback is not None or turn.work.wrote or bool(turn.outcome.beside.unwritten)
    return not (beside or chosen or reply.urgent) and len(reply.text) >= SHORTEST


def _was_said(turn: Turn, reply: Reply) -> bool:
    last = turn.session.answered[-1].read() if turn.session.answered else []
    return any(said.text.strip() == reply.text.strip() for said in last)
