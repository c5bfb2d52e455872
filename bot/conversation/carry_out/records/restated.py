"""「停车位老被人占 地下车库B区 改这个」: the report just made, told anew, is mended, and no other one is made."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values.ticket_words import without_talk
from bot.conversation.turn import Turn
from bot.understanding.text.clauses import bare_clauses

_KIND, _DETAIL = "feedback", "detail"
_INTO_THIS = re.compile(
    r"(?:就|请|给我|帮我|要|那|你|再|内容){0,3}+(?:改|写|换|记)(?:成)?(?:这个|这样|这条|这句)(?:了|吧|的|就行|就好|啊|呀){0,2}"
)
_WRONG = re.compile(r"(?:哎呀?|唉|又|你|都|全|事情|单子){0,3}+(?:搞|弄|写|记)?错(?:了|啦|掉了)(?:啊|呀|吧)?")
_IS_MATTER = re.compile(
    r"(?:应该|我(?:说|讲)的)?(?:是|要写)(?P<matter>[^，,。\s]{2,14}?(?:的事情?|的问题|那件事))"
)
_DENIED = re.compile(r"(?:又|可)?(?:不是|勿是|弗是)[^，,。\s]{1,12}")
SHORTEST, LONGEST = 4, 80  # characters


async def told(turn: Turn) -> Reply | None:
    """The question whether the last report is to be changed into this; None for any other message."""
    if turn.session.form is not None or turn.postback is not None or len(turn.message.text) > LONGEST:
        return None
    new = _restated(turn)
    record = record_reference.recent(turn, await turn.own_records()) if new else None
    if record is None or record.kind != _KIND:
        return None
    change = Record(RecordAction.CHANGE, record.kind, record.ref, _DETAIL, new, new)
    return await carry_out_record(turn, change, read_back=True)


def _restated(turn: Turn) -> str:
    """What the report is to say; "" where the message tells none anew."""
    clauses = bare_clauses(turn.message.text)
    told = [clause for clause in clauses if not _INTO_THIS.fullmatch(clause) and not _WRONG.fullmatch(clause)]
    if len(told) == len(clauses) or any(map(asks, told)):
        return ""
    told = [clause for clause in told if not _DENIED.fullmatch(clause)]
    matter = next(filter(None, map(_IS_MATTER.fullmatch, told)), None)
    if matter is not None:
        return _told_before(turn, matter["matter"])
    said = " ".join(told)
    return said if any(map(_INTO_THIS.fullmatch, clauses)) and len(said) >= SHORTEST else ""


def _told_before(turn: Turn, matter: str) -> str:
    """What was told lately of this matter, else its name."""
    lately = turn.session.topic.told_lately(turn.session.turn)
    return next((without_talk(told) for told in lately if overlap(told, matter)), matter)
