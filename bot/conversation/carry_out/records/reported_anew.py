"""「那撤回，重新报：…」: what is on record is taken back, and what the message tells instead is begun at once."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.parts import said_as, with_text
from bot.conversation.carry_out.readings.record_choices import record_choice
from bot.conversation.carry_out.records.record_commands import carries_out
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import anonymity

_CLAUSE = re.compile(r"[^，,。！!？?；;：:\s]+[，,。！!？?；;：:\s]*")
_STOPS = " ，,。！!；;：:"
_OF_IT = (
    r"(?:那|这|把|就|先|好|行|麻烦|请|你|给我|帮我|我|刚才|刚刚|刚|前[面头]|[前上头]一|原来|上面|之前|先前|老|旧|错|的|一|条|个|张|件|单子?|号|反映|投诉|报修"
    r"|[Tt]\d{1,6}){0,7}+"
)
_WITHDRAWS = re.compile(
    rf"{_OF_IT}(?:撤回|撤掉|撤销|撤|取消掉?|作废|删掉?|不要|不算)(?:了|吧|掉|它|算了|好了){{0,3}}+{_OF_IT}(?:了|吧|掉){{0,2}}+"
)
_ANEW = re.compile(
    r"(?:然后|再|那|我|就|给我|帮我|要|想|请|另外){0,4}(?:重新|从新|重)(?:再|给我|帮我|替我)?(?:报|讲|说|写|登记|记|反映|投诉|提|来|填)"
    r"(?:一|过|次|遍|条|个|下|张|件|我的){0,3}(?:就写|写)?[：:，,\s]*"
)
_RIGHT_BEHIND = re.compile(r"(?<=[撤了掉回销废])(?=(?:然后|再)?(?:重新|从新))")
"""Where 「撤了重新写」 is two things in one breath."""
_SAID = {anonymity.YES: "匿名", anonymity.NO: "不匿名"}
SHORTEST = 6  # characters that tell what is reported instead
_Replies = Callable[[Turn], Awaitable[Reply]]


def read(text: str) -> str:
    """What the message tells anew beside taking something back; "" where it does not do both."""
    kept, taken_back, anew = [], False, False
    for match in _CLAUSE.finditer(_RIGHT_BEHIND.sub("，", text)):
        clause = match[0]
        if _WITHDRAWS.fullmatch(clause.strip(_STOPS)):
            taken_back = True
            continue
        lead = _ANEW.match(clause)
        anew = anew or lead is not None
        kept.append(clause[lead.end() :] if lead is not None else clause)
    rest = "".join(kept).strip(_STOPS).removeprefix("是")
    return rest if taken_back and anew and len(rest) >= SHORTEST and not asks(text) else ""


async def told(turn: Turn, reply: _Replies) -> Reply | None:
    """The record taken back, and the new one begun with what was said; None for another message."""
    new = read(turn.message.text)
    record = await _meant(turn) if new else None
    if record is None:
        return None
    back = record_choice("", Record(RecordAction.WITHDRAW, record.kind, record.ref), confirmed=True)
    turn.outcome.settled = True
    gone = await reply(replace(turn, postback=back.postback, clauses=()))
    words = _named_as_before(record, new)
    begun = await reply(said_as(with_text(turn, words), FLOWS[record.kind].intent))
    return replace(begun, text=f"{gone.text}\n\n{begun.text}")


def _named_as_before(record: OwnRecord, new: str) -> str:
    """What is told anew, with the word whether to be named that was said for the one taken back, where it says none."""
    said = anonymity.told(record_reference.value_of(record, "anonymous"))
    return new if not said or anonymity.told_at_start(new) else f"{new}，{_SAID[said]}"


async def _meant(turn: Turn) -> OwnRecord | None:
    """The record that is named, or was spoken of last."""
    own = [
        record
        for record in await turn.own_records()
        if record.kind in FLOWS and carries_out(turn, record.kind, RecordAction.WITHDRAW)
    ]
    numbered = [record for record in own if record.ref and record.ref in turn.message.text.upper()]
    return numbered[0] if numbered else record_reference.recent(turn, own)
