"""Opens the request for help with the need that was told: 「我妈坐轮椅的 搬不动 到时候能不能来人帮下」."""

import re
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.commander import Commander
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.commands import Start
from bot.conversation.interpret.wishes import moved_people
from bot.conversation.turn import Turn
from bot.understanding.slots import phone, place

REQUEST = "talent_request"
_LEAD = re.compile(r"^(?:好的?|嗯|哦|那么?|行|可是|但是|不过|我说|还有|对了)[，,\s]*")
_STOPS = " ，,。.！!"


async def opened(turn: Turn, commander: Commander) -> Reply | None:
    """The first question after the need, for whom and where, as far as they are told; None for any other message."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None or turn.exact:
        return None
    if not moved_people.called_for(text) or phone.attempted(text):
        return None
    wish = Start(REQUEST, {slot: value for slot, value in _told(text).items() if value}, text)
    return await commander.part(replace(with_text(turn, text), clauses=()), wish)


def _told(text: str) -> dict[str, str]:
    """What is needed, for whom and where."""
    address = next(iter(place.mentions(text)), "")
    need = _LEAD.sub("", text.replace(address, " ") if address else text)
    need = re.sub(r"\s{2,}", " ", need).strip(_STOPS)
    return {"need": need, "for_whom": moved_people.whose(text), "address": address}
