"""Answers how something on record stands, whether it is off the records, and that it stays as it is, days later as well."""

import re
from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.conversation.carry_out import record_answers
from bot.conversation.carry_out.record_choices import record_choice
from bot.conversation.carry_out.records import carries_out, carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.form_messages import asks
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.afterwards_questions import asks_status
from bot.understanding.ranking import is_confident
from bot.understanding.record_questions import (
    asks_for_all,
    asks_whether_ended,
    is_to_change,
    keeps,
    numbers_named,
    points_at_record,
)

SAYS: dict[str, frozenset[str]] = {
    "record.still_there": frozenset({"title", "status"}),
    "record.ended": frozenset(),
    "record.ended_others": frozenset({"there"}),
}
LONGEST = 40  # characters
_SHOWN = 6
_DOES = re.compile(r"撤|退|取消|不要|不用|改|换|补|加|接单|来不了|不方便|同意|办好|做好|修好|满意|星|分")
_LOOKS = re.compile(r"看|查|情况|怎样|怎么样|消息|进度|到哪|结果|有人|几时|啥时候|什么时候")


_OF_RECORD = re.compile(
    r"(?:登记|报名|单子|信息|记录|资料|订单)(?:的|上)?"
    r"|^(?:我|那)?(?:还)?(?:想|要|能|可以)?(?:改|修改)(?:一下)?(?:吗|伐)?$"
)
_MOVES = re.compile(r"(?:换|转|调)(?:到|去|成|进|为)")
_OF_STAFF = re.compile(r"人工|工作人员|你们的人|有人(?:吗|在|来)|人呢")
_MINE = re.compile(r"那[个单件条]|我的|我那|刚才|刚刚|上次|登记|报名|单子|预约|订阅")


def asks_of_record(turn: Turn) -> bool:
    """Is it a question about something on record, which needs no person: 「那报名成功没」?"""
    text = turn.message.text
    if _OF_STAFF.search(text) or len(text) > LONGEST:
        return False
    return (
        points_at_record(text)
        or asks_for_all(text)
        or asks_whether_ended(text)
        or bool(numbers_named(text) and asks(text))
        or (asks_status(text) and bool(FLOW_OF_INTENT.get(turn.parse.intent)))
    )


async def stands(turn: Turn) -> Reply | None:
    """How the record stands that the message asks about; None for any other message."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None or len(text) > LONGEST:
        return None
    ended, status, numbers = asks_whether_ended(text), asks_status(text), numbers_named(text)
    to_team = await _to_another_team(turn)
    if to_team is not None:
        return to_team
    change = is_to_change(text) and not asks_status(text)
    if (
        not (ended or status or numbers or change or keeps(text))
        or confirmation(turn.session.choices) is not None
    ):
        return None
    own = [record for record in await turn.own_records() if record.ref]
    if ended:
        return _whether_ended(turn, own)
    if keeps(text):
        return turn.say("record.kept") if record_answers.recent(turn, own) else None
    if change:
        return await _changes(turn, own)
    meant = _numbered(own, numbers, text) if numbers else _asked(turn, own) if status else []
    if not meant:
        return None
    ref = meant[0].ref if len(meant) == 1 else ""
    return await carry_out_record(turn, Record(RecordAction.STATUS, meant[0].kind, ref, words=text))


def _numbered(own: Sequence[OwnRecord], numbers: Sequence[str], text: str) -> list[OwnRecord]:
    """The record of this number, where the message looks after it and does nothing with it."""
    if _DOES.search(text) or not (asks(text) or _LOOKS.search(text)):
        return []
    return [record for record in own if _digits(record.ref) in numbers][:1]


def _asked(turn: Turn, own: Sequence[OwnRecord]) -> list[OwnRecord]:
    """The records that a question how it stands is about, days after as well: named, or of the kind that is spoken of."""
    named = record_answers.named(own, turn.message.text)
    lately = record_answers.recent(turn, own)
    if lately is not None and (not named or lately in named):
        return []  # what was just done is answered as such
    kind = FLOW_OF_INTENT.get(turn.parse.intent, "")
    of_kind = [record for record in own if record.kind == kind] if is_confident(turn.parse) else []
    meant = named or of_kind
    return meant if len({record.kind for record in meant}) == 1 else meant[:1]


async def _to_another_team(turn: Turn) -> Reply | None:
    """「我能不能换到活力橙」 of a volunteer: another team for the entry that there is, asked back before it is changed."""
    team = str(turn.parse.named.get("team", ""))
    if not team or not _MOVES.search(turn.message.text):
        return None
    entries = [record for record in await turn.own_records() if record.kind == "volunteer"]
    if len(entries) != 1 or team in entries[0].title:
        return None
    change = Record(RecordAction.CHANGE, "volunteer", entries[0].ref, "team", team, turn.message.text)
    return await carry_out_record(turn, change, read_back=True)


async def _changes(turn: Turn, own: Sequence[OwnRecord]) -> Reply | None:
    """The question what it is to be; None where no record is meant, or what is named is not on it."""
    named = record_answers.named(own, turn.message.text)
    lately = record_answers.recent(turn, own)
    record = named[0] if len(named) == 1 else lately or (own[0] if len(own) == 1 else None)
    if record is None or not carries_out(turn, record.kind, RecordAction.CHANGE):
        return None
    slots = record_answers.slots_asked(turn, record, turn.message.text)
    if not slots and not _OF_RECORD.search(turn.message.text):
        return None
    command = Record(RecordAction.CHANGE, record.kind, record.ref, slots[0] if slots else "")
    return await carry_out_record(turn, command)


def _whether_ended(turn: Turn, own: Sequence[OwnRecord]) -> Reply | None:
    """That it is off the records, or that it still stands there and can be taken off."""
    topic, now = turn.session.topic, turn.session.turn
    named = record_answers.named(own, turn.message.text)
    lately = topic.record and now - topic.record_turn <= record_answers.LASTING
    gone = lately and all(record_answers.key(record) != topic.record for record in own)
    if gone or (not own and _MINE.search(turn.message.text)):
        there = "、".join(_entry(turn, record) for record in own[:_SHOWN])
        return turn.say("record.ended_others", there=there) if there else turn.say("record.ended")
    record = record_answers.recent(turn, own) or (named[0] if len(named) == 1 else None)
    if record is None:
        return None
    choices: tuple[Choice, ...] = ()
    if carries_out(turn, record.kind, RecordAction.WITHDRAW):
        label = turn.words.say("record.withdraw_link", title=record.title)
        choices = (record_choice(label, Record(RecordAction.WITHDRAW, record.kind, record.ref)),)
    return turn.say("record.still_there", title=record.title, status=record.status, choices=choices)


def _entry(turn: Turn, record: OwnRecord) -> str:
    return turn.words.say("record.entry", title=record.title, status=record.status)


def _digits(ref: str) -> str:
    return "".join(character for character in ref if character.isdecimal()).lstrip("0")
