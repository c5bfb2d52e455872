"""Asks once where the danger is, below the first answer after the card: the staff, who see the alarm, have to find the place."""

from dataclasses import replace

from bot.common.message import Reply
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.alarm_raising import known_place
from bot.services.disaster.in_danger import after_card
from bot.understanding.slots.place import can_be_found

_ASKED = "where"  # among what was told after the card
_ASKS = ("？", "?")


def beside(turn: Turn, crisis: Crisis, reply: Reply, known_before: str) -> Reply:
    """The answer, with the question below it where nobody knows the place; or a word for the place that was told to it.

    It never stands before the help, beside a card or another question. known_before: the place before this message.
    """
    if _ASKED in crisis.told:
        told = crisis.place if crisis.place != known_before else ""
        thanks = turn.words.say("danger.where_noted", place=told)
        return replace(reply, text=f"{thanks}\n{reply.text}") if told and told == turn.message.text else reply
    if not _is_to_be_asked(turn, crisis, reply):
        return reply
    after_card.tell(crisis, _ASKED)
    crisis.told = [*crisis.told[:-2], *reversed(crisis.told[-2:])]  # what was said last stays last
    return replace(reply, text=f"{reply.text}\n{turn.words.say('danger.where')}")


def _is_to_be_asked(turn: Turn, crisis: Crisis, reply: Reply) -> bool:
    past = turn.session.past_crisis  # who told it in a danger that has passed is still there
    known = can_be_found(crisis.place) or known_place(turn) or (past is not None and can_be_found(past.place))
    quiet = crisis.eased or crisis.child or not reply.urgent or reply.text.rstrip().endswith(_ASKS)
    is_card = turn.words.say("emergency.stay") in reply.text
    return not (known or quiet or is_card or crisis.card in turn.content.part(DANGER_NEXT).nowhere)
