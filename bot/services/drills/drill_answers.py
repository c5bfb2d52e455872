"""Counts answers to a drill: 「收到」 while a drill is on."""

import re

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.drills import records
from bot.services.drills.service import service
from bot.understanding.slots import phone
from bot.understanding.text.bounded_cache import remembered

_RECEIVED = re.compile(
    r"(?:【?演练】?)?(?:.{0,8}?)(?:收到了?|到了|已?撤离了?|已?转移了?|平安|安全|没事)[。！!]?|[1１]"
)


@service.middleware
async def count_answer(turn: Turn) -> list[Reply] | None:
    """Count 「收到」 while a drill is on; a phone number in it answers for somebody else: 「13912345678 我妈收到」."""
    text = turn.message.text.strip()
    if turn.session.form is not None or len(text) > 40 or not _says_received(text):
        return None
    if text in ("1", "１") and turn.session.choices:
        return None
    if not await records.drill_open(turn.work, turn.now):
        return None
    other_phone = phone.find(text) or ""
    answered_rows = await records.answered(turn.work, other_phone, turn.message.user, text, turn.now)
    if not answered_rows:
        return None
    if other_phone:
        return [turn.say("warned.drill_counted_other", phone=f"{other_phone[:3]}****{other_phone[-4:]}")]
    return [turn.say("warned.drill_counted")]


@remembered
def _says_received(text: str) -> bool:
    """Does the text say that the drill was heard, beside a phone number or alone?"""
    return _RECEIVED.fullmatch(phone.without(text).strip(" ，,、")) is not None
