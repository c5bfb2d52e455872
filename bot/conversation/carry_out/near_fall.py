"""Half a sentence for who tells, beside something to be done, that somebody nearly fell: 「昨天差点摔一跤 楼道灯坏了」."""

import re
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.turn import Turn

SAYS: dict[str, frozenset[str]] = {"form.near_fall": frozenset()}
_NEARLY = re.compile(
    r"(?:差一?点儿?|险些|差些|差眼)(?:就|把我|没|又|都)?(?:从[^，,。]{1,6})?(?:摔|跌|绊|滑|掼|磕|撞|踩空|滚下|掉下|崴)"
)
_IF = re.compile(r"万一|要是|会不会|怕|别(?!人)|小心")


def with_care(turn: Turn, reply: Reply) -> Reply:
    """The reply below that half sentence; as it is where a danger is on, or something warm was said already."""
    text, session = turn.message.text, turn.session
    calm = session.crisis is None and not reply.urgent and not turn.outcome.comforted
    if turn.postback is not None or not calm or not _NEARLY.search(text) or _IF.search(text):
        return reply
    turn.outcome.comforted = True
    return replace(reply, text=f"{turn.words.say('form.near_fall')}\n\n{reply.text}")
