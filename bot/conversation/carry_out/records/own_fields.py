"""A field of one's own, or of somebody's, asked in one's own words: 「我的年龄没变掉伐」, and several matters at once."""

import re
from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.parts import joined
from bot.conversation.carry_out.records import record_answers
from bot.conversation.carry_out.records.record_commands import carry_out_record, lines
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.wishes.asked_whole import asks_class_and_number
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.record_questions import fields_asked

_ME = r"(?:我|阿拉|俺|咱)"
_SPEAKS_OF_ONESELF = re.compile(_ME)
_STANDS = re.compile(
    r"(?:年龄|年纪|岁数|电话|手机号?|号码|名字|姓名|地址|时间)[^，,。]{0,4}(?:没(?:有)?(?:变|改|动|错)(?:掉|过|了)?(?:吧|伐|吗|么)?|(?:还是|是不是|对不对|对吧|还对)|变(?:了|掉)?(?:没|吗|伐))"
    r"|(?:年龄|年纪|岁数)[^，,。]{0,4}(?:是)?(?:几岁|多少|多大|写的)"
)
_AGE = re.compile(r"年龄|年纪|岁数|几岁|多大")
_BOTH = re.compile(
    rf"{_ME}(?:反映|报修|报|登记|投诉|说|提|讲)的(?:这|那)?(?:两|二|2|几|三)(?:桩|件|样|个|条)(?:事体?|事情|东西)?[^，,。]{{0,4}}(?:都)?(?:有|在|记|收|登)"
)
_MATTERS = frozenset({"feedback", "voice"})
_OF_MATTERS = re.compile(r"反映|报修|投诉|[桩件](?:事|都)|事体")
_CAN = re.compile(
    r"(?:我|她|他|伊|孙女|孙子|女儿|儿子|老公|老婆|老伴|[，,\s]|^)会(?P<right>(?!不会)[\u4e00-\u9fff]{1,6}?)[，,\s]{0,2}(?:不会|勿会|弗会)(?P<wrong>[\u4e00-\u9fff]{1,6}?)(?=[，,。；;！!\s呀啊的]|$)"
)
_SKILLS = frozenset({"skill", "skills"})
LONGEST = 36  # characters
_AGE_SLOT = "age"


async def told(turn: Turn) -> Reply | None:
    """What stands there, of the person who is meant; all matters where several are; None for any other message."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None or len(text) > LONGEST:
        return None
    if _BOTH.search(text):
        return await _several(turn)
    if (change := await _skill_put_right(turn)) is not None:
        return change
    if asks_class_and_number(text):
        return await _with_number(turn)
    return await _field(turn, text) if _STANDS.search(text) else None


async def _field(turn: Turn, text: str) -> Reply | None:
    """The field that is asked for, of who is meant; None where it is not plain whose."""
    own = [record for record in await turn.own_records() if record.told]
    meant = _of_person(turn, own, text)
    if _AGE.search(text):
        return _age(turn, [record for record in meant if record_reference.value_of(record, _AGE_SLOT)])
    if len(meant) != 1 or not fields_asked(text):
        return None
    return record_answers.tell(turn, meant, pointing=True)


async def _with_number(turn: Turn) -> Reply | None:
    """「她报的是哪天哪个班 号码多少」: all that is on record of it, and its number."""
    own = [record for record in await turn.own_records() if record.told and record.kind == "enrol"]
    lately = record_reference.recent(turn, own)
    record = lately or (own[0] if len(own) == 1 else None)
    if record is None:
        return None
    return joined([record_answers.tell_all(turn, record), record_answers.tell_number(turn, record)])


async def _skill_put_right(turn: Turn) -> Reply | None:
    """「她会唱歌不会讲故事」 of somebody on record with 讲故事: the other skill, asked back; what else is asked comes first."""
    text = turn.message.text
    found = _CAN.search(text)
    if found is None:
        return None
    own = await turn.own_records()
    held = [
        (record, part)
        for record in record_reference.of_person(own, text) or own
        for part in record.told
        if part.slot in _SKILLS and found["wrong"] in part.value
    ]
    if len(held) != 1:
        return None
    record, part = held[0]
    value = part.value.replace(found["wrong"], found["right"], 1)
    change = Record(RecordAction.CHANGE, record.kind, record.ref, part.slot, value, found[0])
    asked = text[: found.start()]
    seen = record_answers.tell(turn, [record], words=asked, pointing=True) if fields_asked(asked) else None
    return joined([seen, await carry_out_record(turn, change, read_back=True)])


def _age(turn: Turn, records: Sequence[OwnRecord]) -> Reply | None:
    """The age in each of these records."""
    told = []
    for record in records:
        record_reference.spoken_of(turn, record)
        fields = [part for part in record.told if part.slot == _AGE_SLOT]
        told.append(
            turn.words.say("record.told", title=record.title, fields=record_parts.joined(turn, fields))
        )
    return Reply("\n".join(told)) if told else None


def _of_person(turn: Turn, own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """The records of whom the text names, else those for oneself, or the one that was spoken of last."""
    theirs = record_reference.of_person(own, text)
    if theirs:
        return theirs
    of_oneself = [record for record in own if record_reference.is_for_oneself(record)]
    lately = record_reference.recent(turn, own)
    if _SPEAKS_OF_ONESELF.search(text):
        return of_oneself or ([lately] if lately else [])
    return [lately] if lately else []


async def _several(turn: Turn) -> Reply | None:
    """Each of one's matters with how it stands, the named ones where each part of the question names one."""
    text = turn.message.text
    own = await turn.numbered_records()
    matters = [record for record in own if record.kind in _MATTERS] if _OF_MATTERS.search(text) else list(own)
    if len(matters) < 2:
        return None
    named = [record for record in matters if overlap(record.title, text)]
    shown = named if len(named) > 1 else matters
    return turn.say("record.all", lines=lines(turn, shown))
