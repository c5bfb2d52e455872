"""What goes on with something that a service told lately, in words that mean nothing by themselves: 「就按35本算」."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.answers import asking_back
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.understanding.questions import said_to_bot


async def told(turn: Turn, services: Sequence[Service]) -> Reply | None:
    """The answer of the service whose talk goes on, after a word of regret to who complains; None for none."""
    session = turn.session
    busy = session.form is not None or session.crisis is not None or confirmation(session.choices) is not None
    if busy or turn.postback is not None:
        return None
    for service in services:
        for goes_on in service.going_on:
            reply = await goes_on(turn)
            if reply is not None:
                complains = said_to_bot.complains(turn.message.text)
                return asking_back.sorry_first(turn, reply) if complains else reply
    return None
