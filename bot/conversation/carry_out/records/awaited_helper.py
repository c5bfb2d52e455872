"""「修收音机的人呢」: the helper who was asked for by these words, and has not come, is asked after."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn

_AWAITED = re.compile(
    r"(?:那个|来)?[修弄换装看改剪补通](?P<thing>.{1,8})的(?:人|师傅)(?:呢|(?:怎么|咋)?还没来|来不来|几时来)[呀啊？?]?"
)
_HELP = "talent_request"


async def answer(turn: Turn) -> Reply | None:
    """How the request that names the thing stands; None for another message, and where nobody was asked for."""
    found = _AWAITED.fullmatch(turn.message.text.strip())
    if found is None:
        return None
    own = await turn.numbered_records()
    asked = [record for record in own if record.kind == _HELP and found["thing"] in record.title]
    if not asked:
        return None
    return await carry_out_record(turn, Record(RecordAction.STATUS, _HELP, asked[-1].ref), read_back=True)
