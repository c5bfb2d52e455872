"""Answers how something on record stands, whether it is off the records, and that it stays as it is, days later as well."""

import re
from collections.abc import Collection, Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.record_parts import all_words
from bot.conversation.carry_out.records.only_record import only
from bot.conversation.carry_out.records.record_commands import (
    carry_out_record,
    entries,
    ref_number,
    withdraw_links,
)
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.afterwards_questions import asks_status, own_matter_named
from bot.understanding.questions.record_acts import asks_where_seen
from bot.understanding.questions.record_questions import (
    LONGEST,
    asks_for_all,
    asks_whether_ended,
    ends_bare,
    fields_asked,
    keeps,
    numbers_named,
    points_at_record,
    supposes_ended,
)
from bot.understanding.ranking import is_confident
from bot.understanding.text.bounded_cache import remembered

SAYS: dict[str, frozenset[str]] = {
    "record.still_there": frozenset({"title", "status"}),
    "record.where_seen": frozenset({"title", "status"}),
    "record.ended": frozenset(),
    "record.ended_others": frozenset({"there"}),
}
_DOES = re.compile(r"撤|退|取消|不要|不用|改|换|补|加|接单|来不了|不方便|同意|办好|做好|修好|满意|星|分")
_LOOKS = re.compile(r"看|查|情况|怎样|怎么样|消息|进度|到哪|结果|有人|几时|啥时候|什么时候")


SHORT = 16  # characters
_STOPS = " ，,。！!～~"
_CLAUSES = re.compile(r"[，,。！!；;\s]+")
_GIVEN_AWAY = re.compile(
    r"(?:(?:送|卖|给|换|拿|搬|拖)(?:给|掉|出去|走|完|光)?(?:[\u4e00-\u9fff]{1,4})?"
    r"|[拖要抱搬拎扛骑背推提拉取收运捧牵领弄拿][走去](?:用)?|(?:找|有)(?:着|到)?(?:下家|新主人|人家)|出手)(?:了|啦|嘞|哉)$"
)
_NOT_GIVEN_AWAY = re.compile(
    r"^(?:我|我们|阿拉|俺)家?搬|不|勿|弗|没|别|(?<!人)(?<!邻居)(?<!亲戚)(?<!同事)(?<!朋友)要|想|能|再|扔|丢|坏|回|自己|自家|留"
)
_ALL_GIVEN_AWAY = re.compile(
    r"^(?:已经|都|全|早就|早)*(?:送|卖|给)(?:掉|出去|走|完|光|人)+(?:了|啦|嘞|哉)|^(?:已经|都|全|早就|早|被){0,3}[\u4e00-\u9fff]{0,6}[拖要抱搬拎扛骑拉取领][走去]"
)
_TAKEN_DOWN = re.compile(
    r"撤|取消|删|下架|收回|[拿去划勾抹消取摘][掉下]|(?:不用|不要|不必|别|勿要|覅)(?:再)?(?:挂|留|登|放|展示|找人)|谢|麻烦|^(?:已经|早就|都|哦|啊|嗯|好了|那个|那条|就)+$"
)
_OF_STAFF = re.compile(r"人工|工作人员|你们的人|有人(?:吗|在|来)|人呢")
_BY_NOW = re.compile(r"没有?(?:啊|呀)?[?？。 ]*$|(?:是不是|有没有).*[了过掉]|了[吗伐么]")
"""What tells a question whether it is done from the answer to the question whether it is to be done."""
_STILL = re.compile(r"还在|在不在|还有没有|还有吗|那[个条件张]")
_ITS_NUMBER = r"(?:[Tt]0{0,5}\d{1,6}|(?<![\d月])\d{1,4}号(?!楼|班|线|幢|栋|上午|下午|晚上|早上))"
_GIVEN_UP_NUMBER = re.compile(
    rf"(?P<before>{_ITS_NUMBER})(?:那[个条件样]|这[个条件样]|的|也|都|就|给我|帮我|请|我|[，, ]){{0,4}}"
    rf"(?:撤|删|去掉|拿掉|取消|下架|不要(?!改|动|撤|删)|不留|不用了)"
    rf"|(?:撤掉?|撤回|撤下|删掉?|删除|去掉|拿掉|取消|不要)(?:那个|这个|一下|了)?(?P<after>{_ITS_NUMBER})"
)
_WITH_LETTER = re.compile(r"[Tt]\s?\d")
_I_MEAN = re.compile(
    r"^(?:不是[^，,。]{0,10}[，,。 ]+|[哎啊唉，, ])?+我(?:讲|说|问)的(?:就|还|一直)?是(?!要|想).{2,}"
)
_OF_STATUS = re.compile(
    r"[，,。？?！!\s]|回[话音复信]|答复|消息|动静|怎么样|咋样|进度|情况|结果|社区|你们|[那这][个件条张桩]|单子?|登记|报名|没有?|[了吗伐么呢啊呀的我]|有|还|到底|现在|帮|问|找|招|到"
)
_MINE = re.compile(r"那[个单件条]|我的|我那|刚才|刚刚|上次|登记|报名|单子|预约|订阅")


def asks_of_record(turn: Turn) -> bool:
    """Is it a question about something on record, which needs no person: 「那报名成功没」?"""
    text = turn.message.text
    if _OF_STAFF.search(text) or len(text) > LONGEST:
        return False
    return (
        (points_at_record(text) and bool(fields_asked(text)))
        or asks_for_all(text)
        or asks_whether_ended(text)
        or bool(numbers_named(text) and asks(text))
        or (asks_status(text) and bool(FLOW_OF_INTENT.get(turn.parse.intent)))
    )


async def stands(turn: Turn) -> Reply | None:
    """How the record stands that the message asks about; None for any other message."""
    text = turn.message.text
    ended, supposed = asks_whether_ended(text), supposes_ended(text)
    if not _asks_at_all(turn, text, ended=ended or supposed):
        return None
    own = await turn.numbered_records()
    if ended or (supposed and _is_gone(turn, own)):
        return await _whether_ended(turn, own)
    if keeps(text) and not _STILL.search(text):
        return turn.say("record.kept") if record_reference.recent(turn, own) else None
    meant = _meant(turn, own)
    if not meant and _STILL.search(text) and _is_gone(turn, own):
        return _gone(turn, own)  # 「书架那条还在不在」, just after it was given away
    return await _status(turn, meant)


def _meant(turn: Turn, own: Sequence[OwnRecord]) -> list[OwnRecord]:
    """The records whose status the message asks for: by number, by name after another was taken, or as a question."""
    text = turn.message.text
    return _numbered(own, text) or _said_again(own, text) or _asked(turn, own)


async def of_own_matter(turn: Turn) -> Reply | None:
    """How the matter stands that the message calls one's own and names; None where no such one is on record."""
    own = await turn.numbered_records()
    words = turn.message.text
    meant = record_reference.thing_named(own, words) or [
        record for record in own if (called := own_matter_named(words)) and called in record.title
    ]
    return await _status(turn, meant) if len(meant) == 1 else None


def _asks_at_all(turn: Turn, text: str, *, ended: bool) -> bool:
    """May the message ask how something stands, with no question open that it answers?"""
    status = asks_status(text)
    at_a_question = confirmation(turn.session.choices) is not None
    if at_a_question:
        return status or (ended and bool(_BY_NOW.search(text)))
    return status or ended or keeps(text) or bool(numbers_named(text) or _I_MEAN.search(text))


async def where_seen(turn: Turn) -> Reply | None:
    """「过两天我去哪看结果」: how it stands, and that the answer comes here; None for any other message, or without a record."""
    text = turn.message.text
    if not asks_where_seen(text):
        return None
    own = await turn.numbered_records()
    lately = record_reference.lately_or_named(turn, own, text)
    numbers = numbers_named(text)
    by_number = [record for record in own if str(ref_number(record.ref)) in numbers]
    record = by_number[0] if by_number else lately or only(own)
    if record is None:
        return None
    record_reference.spoken_of(turn, record)
    return turn.say("record.where_seen", title=record.title, status=record.status)


async def given_away(turn: Turn) -> Reply | None:
    """「茶几给邻居了，那条去掉吧」 of a thing that is listed: it is not on offer any more; None for any other message."""
    text = turn.message.text
    gone = _gone_by(text)
    if not gone or asks(text):
        return None
    listed = [record for record in await turn.own_records() if record.kind == "listing"]
    meant = record_reference.thing_named(listed, text) or _unnamed(turn, listed, gone)
    if len(meant) != 1:
        return None
    return await carry_out_record(turn, Record(RecordAction.DONE, "listing", meant[0].ref, words=text))


@remembered
def _gone_by(text: str) -> str:
    """The part which says that a thing has changed hands; "" for none, or where more stands beside it than to take it down."""
    clauses = [clause for clause in _CLAUSES.split(text.strip(_STOPS)) if clause]
    gone = [clause for clause in clauses if _GIVEN_AWAY.search(clause) and not _NOT_GIVEN_AWAY.search(clause)]
    beside = [clause for clause in clauses if clause not in gone]
    return gone[0] if len(gone) == 1 and all(map(_TAKEN_DOWN.search, beside)) else ""


def _unnamed(turn: Turn, listed: Sequence[OwnRecord], gone: str) -> list[OwnRecord]:
    """The thing that is meant where none of those listed is named: the only one, or the last that was spoken of."""
    item = str(turn.parse.named.get("item", ""))
    if item and item in turn.message.text:
        return []  # another thing
    if _ALL_GIVEN_AWAY.search(gone):
        lately = record_reference.recent(turn, listed)
        return [lately] if lately else []
    return list(listed) if gone != turn.message.text.strip(_STOPS) else []


async def _status(turn: Turn, meant: Sequence[OwnRecord]) -> Reply | None:
    if not meant:
        return None
    ref = meant[0].ref if len(meant) == 1 else ""
    status = Record(RecordAction.STATUS, meant[0].kind, ref, words=turn.message.text)
    return await carry_out_record(turn, status)


async def given_up_by_number(turn: Turn) -> Reply | None:
    """「那个2号删掉」, 「3号不要」: what has that number, asked about before it ends; None where no such number is to go."""
    text = turn.message.text
    found = _GIVEN_UP_NUMBER.search(text)
    if found is None or keeps(text) or asks_whether_ended(text):
        return None
    number, own = found["before"] or found["after"], await turn.numbered_records()
    meant = record_reference.by_number(own, number) or _by_digits(own, [str(ref_number(number))])
    if len(meant) != 1:
        return None
    end = Record(RecordAction.WITHDRAW, meant[0].kind, meant[0].ref, words=text)
    return await carry_out_record(turn, end)


def _numbered(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """The record whose number is named, where the message looks after it and does nothing with it."""
    numbers = numbers_named(text)
    if _DOES.search(text) or not (asks(text) or _LOOKS.search(text)):
        return []
    if not numbers:
        return []
    # T0001 is the ticket, and not the enrolment with the number 1.
    told = record_reference.by_number(own, text)
    return (told or ([] if _WITH_LETTER.search(text) else _by_digits(own, numbers)))[:1]


def _by_digits(own: Sequence[OwnRecord], numbers: Collection[str]) -> list[OwnRecord]:
    """Those with one of these numbers, whatever letter stands before it."""
    return [record for record in own if str(ref_number(record.ref)) in numbers]


def _said_again(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """「我讲的是修收音机」: the record that is named after another was taken to be meant."""
    meant = record_reference.thing_named(own, text) if _I_MEAN.search(text) and not _DOES.search(text) else []
    return meant if len(meant) == 1 else []


def _asked(turn: Turn, own: Sequence[OwnRecord]) -> list[OwnRecord]:
    """The records that a question how it stands is about, days after as well: named, or of the kind that is spoken of."""
    if not asks_status(turn.message.text) or numbers_named(turn.message.text):
        return []
    by_words = _by_its_words(own, turn.message.text)
    if by_words:
        return by_words
    named = record_reference.named(own, turn.message.text)
    lately = record_reference.recent(turn, own)
    if lately is not None and (not named or lately in named):
        return []  # what was just done is answered as such
    meant = named or _of_the_kind_asked(turn, own)
    return meant if len({record.kind for record in meant}) == 1 else meant[:1]


def _of_the_kind_asked(turn: Turn, own: Sequence[OwnRecord]) -> list[OwnRecord]:
    """The records of the kind that the message is surely about; [] where that is not sure."""
    kind = FLOW_OF_INTENT.get(turn.parse.intent, "")
    return [record for record in own if record.kind == kind] if is_confident(turn.parse) else []


def _by_its_words(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """「盖章那个回话了没」: the one record in which this is told, where no other tells of it; [] for none."""
    words = [part for part in _OF_STATUS.split(text) if len(part) > 1]
    pairs = {part[at : at + 2] for part in words for at in range(len(part) - 1)}
    told = [record for record in own if any(pair in all_words(record) for pair in pairs)]
    return told if len(told) == 1 and len(own) > 1 else []


async def _whether_ended(turn: Turn, own: Sequence[OwnRecord]) -> Reply | None:
    """That it is off the records, or that it still stands there and can be taken off."""
    text = turn.message.text
    named = record_reference.named(own, text)
    names_nothing_held = _names_its_thing(turn) and not record_reference.thing_named(own, text)
    if names_nothing_held and await turn.stored_records():
        return _gone(turn, own)  # 「插花退掉没有」, with no such course on record any more
    if not named and not any(ends_bare(text, title) for title in ("", *(record.title for record in own))):
        return None
    if _is_gone(turn, own) or (not own and _MINE.search(text)):
        return _gone(turn, own)
    record = record_reference.lately_or_named(turn, own, text)
    return _still_there(turn, record) if record else None


def _names_its_thing(turn: Turn) -> bool:
    """Does the message name a course, an event, a team or a thing, and hardly anything else?"""
    named = any(slot in turn.parse.named for slot in ("course", "event", "team", "item"))
    return named and len(turn.message.text) <= SHORT


def _gone(turn: Turn, own: Sequence[OwnRecord]) -> Reply:
    there = entries(turn, own)
    return turn.say("record.ended_others", there=there) if there else turn.say("record.ended")


async def is_withdrawn(turn: Turn) -> bool:
    """Is what was spoken of last off the records, so that nothing is to be expected of it any more?"""
    return bool(turn.session.topic.record) and _is_gone(turn, await turn.own_records())


def _is_gone(turn: Turn, own: Sequence[OwnRecord]) -> bool:
    """Is the record that was spoken of last off the records?"""
    topic, oldest = turn.session.topic, turn.session.turn - record_reference.LASTING
    lately = bool(topic.record) and topic.record_turn >= max(topic.done_turn, oldest)
    return lately and all(record_reference.key(record) != topic.record for record in own)


def _still_there(turn: Turn, record: OwnRecord) -> Reply:
    choices = withdraw_links(turn, record)
    return turn.say("record.still_there", title=record.title, status=record.status, choices=choices)
