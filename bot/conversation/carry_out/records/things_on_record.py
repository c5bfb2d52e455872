"""What is told of a thing on record, given away or looked for: how it is, and when to come for it."""

import re

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.values import thing_remarks
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import phone
from bot.understanding.slots.thing_details import BETWEEN, details, to_note, without_name

KINDS = frozenset({"listing", "wish"})
_TO_NOTE = re.compile(r"[加写记补添填注标][上进明一个了好没]|备注|没有?[写记登]|要写|说明")
_TO_ANOTHER = re.compile(r"(?:改成|改为|换成)|(?:还有|再|另外).{0,6}(?:[一两][个件样台辆把张]|要送|要卖)")


async def told_of(turn: Turn) -> Record | None:
    """「加上16寸蓝色的」, 「要20寸的你记了吗」 of the thing that was spoken of: what does not stand beside it yet."""
    text = turn.message.text
    right = to_note(text)
    told = details(right) if right else details(text) if _TO_NOTE.search(text) else []
    thing = record_reference.recent(turn, await turn.own_records()) if told else None
    if thing is None or thing.kind not in KINDS or phone.find(text):
        return None
    missing = [detail for detail in told if detail not in thing.title]
    if not missing or (not right and _TO_ANOTHER.search(text)):
        return None
    return Record(RecordAction.ADD, thing.kind, thing.ref, IN_WORDS, BETWEEN.join(missing), text)


def remark_asked_back(turn: Turn, record: OwnRecord, more: str) -> Record | None:
    """「我周末才在家，让他们周末来拿」 of a thing: its entry with the remark, to be asked back; None for how it is."""
    if record.kind not in KINDS or details(more):
        return None
    told = thing_remarks.remark(record.title, turn.message.text)
    if not told or thing_remarks.is_plain(without_name(record.title, more)):
        return None
    value = thing_remarks.with_remark(record.title, told)
    return Record(RecordAction.CHANGE, record.kind, record.ref, "item", value, value)
