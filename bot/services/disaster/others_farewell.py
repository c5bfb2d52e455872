"""Answers who tells that somebody else has taken leave: 110 with the address, and who is nearest goes there."""

from contextlib import suppress
from dataclasses import replace

from bot.common.errors import RecordsAway
from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.disaster.alarm_raising import raise_for
from bot.services.disaster.in_danger import farewell_of_other
from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.slots.standing import OUTSIDE


async def someone_left(turn: Turn) -> Reply | None:
    """Whom to ring and where to go for somebody else who took leave; None for any other message."""
    text = turn.message.text
    if turn.postback is not None or not farewell_of_other.is_told(text):
        return None
    with suppress(RecordsAway):
        await raise_for(turn, SUICIDE)
    crisis = turn.session.shown_card(SUICIDE, text)
    crisis.stands, crisis.assumed = OUTSIDE, False
    return replace(turn.say("danger.farewell_of_other"), urgent=True)
