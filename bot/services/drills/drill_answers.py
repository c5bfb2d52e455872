"""The answer to a drill's question: 「收到」 while a drill is on."""

import re

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.drills import records
from bot.services.drills.service import service
from bot.understanding.slots import phone

_HERE = re.compile(
    r"(?:【?演练】?)?(?:.{0,8}?)(?:收到了?|到了|已?撤离了?|已?转移了?|平安|安全|没事)[。！!]?|[1１]"
)


@service.middleware
async def answered(turn: Turn) -> list[Reply] | None:
    """「收到」 while a drill is on; with a phone number in it for somebody else: 「13912345678 我妈收到」."""
    said = turn.message.text.strip()
    named, words = phone.find(said) or "", phone.without(said)
    if turn.session.form is not None or len(said) > 40 or not _HERE.fullmatch(words.strip(" ，,、")):
        return None
    if said in ("1", "１") and turn.session.choices:
        return None
    if not await records.drill_open(turn.work, turn.now):
        return None
    counted = await records.answered(turn.work, named, turn.message.user, said, turn.now)
    if not counted:
        return None
    if named:
        return [turn.say("warned.drill_counted_other", phone=f"{named[:3]}****{named[-4:]}")]
    return [turn.say("warned.drill_counted")]
