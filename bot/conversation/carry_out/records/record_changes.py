"""Changes of something on record that are told outside its form: another team, another person, a new value."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.carry_out.readings.parts import commands_of, spoken_of
from bot.conversation.carry_out.readings.record_choices import RECORD, command_of
from bot.conversation.carry_out.records import proposed_change
from bot.conversation.carry_out.records.only_record import lately_named_or_only, only
from bot.conversation.carry_out.records.record_commands import carries_out, carry_out_record
from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values import joined_times, times
from bot.conversation.interpret.values.closed_values import hazards_in
from bot.conversation.interpret.values.kept_times import kept, takes_out
from bot.conversation.interpret.values.kinship import people_named
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.afterwards_questions import asks_status
from bot.understanding.questions.record_acts import asks_plainly
from bot.understanding.questions.record_questions import is_to_change
from bot.understanding.slots import person, phone, place
from bot.understanding.slots.numerals import figures
from bot.understanding.text.bounded_cache import remembered

_OF_RECORD = re.compile(
    r"(?:登记|报名|单子|信息|记录|资料|订单)(?:的|上)?"
    r"|^(?:我|那)?(?:还)?(?:想|要|能|可以)?(?:改|修改)(?:一下)?(?:吗|伐)?$"
)
_SWAPS = re.compile(
    r"(?:换|让|改)(?:成|给)?(?:我|阿拉|俺)?(?:家)?(?!周|礼拜|星期|今|明|后天|[早晚]|下午)[\u4e00-\u9fff]{1,4}?(?:替我|代我)?"
    r"(?:去|来|(?<![早晚])上|参加|学)(?!了|过|得)"
)
_HAVE_PLACES = frozenset({"enrol", "event"})
_MOVES = re.compile(r"(?:换|转|调)(?:到|去|成|进|为)")
_SHIFTS = re.compile(
    r"(?:(?:早|晚|迟|延)(?:到|一?点|些|几天|一天|两天|半个?小时|一个?小时)+|提前|推后|推迟|延后|往后|往前)"
    r"(?!.{0,4}(?:知道|晓得|告诉|弄|修|办|好|睡|吃|讲|说))"
)
_COUNTS = re.compile(
    r"(?:变成?|改成?|只|还|就|现在|剩下?|总共|一共)(?:是|有|剩|要|来|去|下)?(?:了)?(?P<count>\d{1,3})(?:箱|件|个|位|人|袋|本|张|台|辆|名|包|套|双|把)(?:人)?(?:了|啦|吧|就行|就够)*(?:[\s，,。]*(?:真|实在)?(?:不好意思|对不起|抱歉|麻烦了?|谢谢)[\s\S]{0,6})?$"
)
_OTHER_PHONE = re.compile(
    r"(?:电话|号码|手机).{0,6}(?:写|换|改|用|留|打|是|填)"
    r"|(?:写|换|改|用|留|打|填).{0,6}(?:电话|号码|手机|号)"
    r"|停机|打不通|欠费|[老旧新]号|原来的?号|换号|号.{0,3}不用|(?:联系|找)(?:我|人)?(?:打|用)?1\d{5}"
)
_TO_A_TIME = re.compile(
    r"(?:换|改|推|挪|移|调)(?:成|到|在|去|至|(?=周|礼拜|星期|今天|明天|明朝|后天|上午|下午|晚上))(?P<time>.+)"
)
_REASON = re.compile(
    r"[，,。；;！!？?\s][^，,。；;！!？?\s]{0,12}(?:我|家里|有事|没空|没人|上班|要(?:去|带|上))",
)
_ONLY = re.compile(r"只(?:要|收|发|看|订)|就(?:要|收|发)|改(?:成|为)|换成")
_MORE = re.compile(r"(?:再|也|都|还|另外)(?:要|给|加|发|收|想)|加上|补上")
_OF_TIPS = ("disaster.subscribe", "disaster.tips", OUT_OF_SCOPE)
_MAY = re.compile(r"能|可以|好|行|请|麻烦|改|换|让|叫")
_ONLY_THEN = re.compile(r"(?:只有|只能|就只)|没空|没有空|有空的?是")
_FREE = ("when", "free")
_TIMES, _NUMBERS, _PHONE = ("time", "when", "free"), ("quantity", "people"), ("phone",)
_RATHER = re.compile(
    r"^(?:不对|不是|不|错了|弗对|勿对|哎|啊|[，,！! ])*+(?:给我|帮我)?(?:就?写|就?改成|改为|换成|应该是|就?是"
    r"|就要|要写)(?:成)?(?P<to>[^，,。！!？?]{2,24}?)(?:吧|好了|呀|啊|就行)?[。！! ]?$"
)
_A_WEEKDAY = re.compile(r"(?:周|礼拜|星期)[一二三四五六日天]")
_OF_A_CLASS = re.compile(
    r"(?:周|礼拜|星期)[一二三四五六日天](?:上午|下午|晚上|早上|的|那|个|门|场|节)*(?:课|班|活动|演出|比赛)"
)
_TO_A_VALUE = re.compile(r"我(?:的|那|这|报的|订的)?.{0,6}(?:换|改|调|移)(?:成|到|为|去)")


_FIELD = re.compile(r"(?:电话|号码|手机|地址|名字|时间)[^，,。]{0,6}(?:变|换|改)")
_SOME_DAY = re.compile(
    r"(?:过(?:几|两|一|些)(?:天|日|阵子?)|以后|改天|改日|到时候?|回头|下(?:次|回|个?月|个?星期|周))[^，,。！!？?\s]{0,4}(?:再|才)[^，,。！!？?\s]{0,4}(?:改|换|说|讲|报|告诉)"
)


def _is_for_later(text: str) -> bool:
    """「她的号码要变，过几天我再来改」: is a change only announced?"""
    told = asks_plainly(text) or phone.find_any(text) is not None
    return not told and bool(_SOME_DAY.search(text)) and (is_to_change(text) or bool(_FIELD.search(text)))


async def changed(turn: Turn) -> Reply | None:
    """What came of a change that the message asks for; None for any other message."""
    text = turn.message.text
    if _is_for_later(text):
        return turn.say("record.change_later")
    fewer = await _to_fewer_times(turn)
    sure = confirmation(turn.session.choices)
    if fewer is not None or sure is not None:
        return fewer or (await _proposed_instead(turn, sure) if sure else None)
    moved = await _told_with_its_value(turn)
    if moved is not None or not is_to_change(text) or asks_status(text):
        return moved
    return await _changes(turn, await turn.numbered_records())


async def _told_with_its_value(turn: Turn) -> Reply | None:
    """A change whose new value stands in the message, asked back or made; None for any other message."""
    return (
        await _to_another_team(turn)
        or await _to_another_person(turn)
        or await _to_something_else(turn)
        or await _of_hazards(turn)
        or await _to_a_value(turn)
    )


async def _proposed_instead(turn: Turn, sure: Choice) -> Reply | None:
    """「不对，就写18幢后面」 to 「改成…，对吗？」: the change with that value, asked back again; None for any other answer."""
    asked, text = command_of(sure) if sure.intent == RECORD else None, turn.message.text
    told = _RATHER.search(text)
    if asked is None or asked.action is not RecordAction.CHANGE or not asked.value or told is None:
        return None
    value = _value_for(asked.slot, told["to"])
    if not value or value == asked.value or asks_plainly(text):
        return None
    return await carry_out_record(turn, replace(asked, value=value, words=text), read_back=True)


def _value_for(slot: str, told: str) -> str:
    """The value of the slot in these words; "" where they hold none."""
    if slot == _PHONE[0]:
        return phone.find_any(told) or ""
    if slot in _TIMES:
        return times.all_meant(told)
    return place.in_figures(told) if slot in PLACES else told


async def _to_fewer_times(turn: Turn) -> Reply | None:
    """「礼拜四不要了，光留礼拜二」 of somebody who is free on both: the days that stay, asked back before it is changed."""
    text = turn.message.text
    if not _A_WEEKDAY.search(text) or not takes_out(text) or _OF_A_CLASS.search(text) or asks_plainly(text):
        return None
    own = [(record, part) for record in await turn.own_records() if (part := _free_times(record, text))]
    lately = record_reference.recent(turn, [record for record, _ in own])
    meant = [(record, part) for record, part in own if record is lately] if lately else own
    if len(meant) != 1:
        return None
    record, part = meant[0]
    value = kept(part.value, text)
    change = Record(RecordAction.CHANGE, record.kind, record.ref, part.slot, value, text)
    return await carry_out_record(turn, change, read_back=True)


def _free_times(record: OwnRecord, text: str) -> Told | None:
    """The times of the record of which the text takes some out."""
    return next((part for part in record.told if part.slot in _TIMES and kept(part.value, text)), None)


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


async def _to_something_else(turn: Turn) -> Reply | None:
    """「能不能早一点，八点」「现在变两箱了」 of what was spoken of last, asked back before it is changed."""
    slots, value = _told_anew(turn.message.text)
    if not slots or not record_reference.lately_spoken_of(turn):
        return None
    record = record_reference.recent(turn, await turn.own_records())
    held = [part for part in record.told if part.slot in slots] if record else []
    if record is None or not held:
        return None
    value = joined_times.refined(held[0].value, value, adds=False) if value and slots == _TIMES else value
    change = Record(RecordAction.CHANGE, record.kind, record.ref, held[0].slot, value, turn.message.text)
    return await carry_out_record(turn, change, read_back=True)


@remembered
def _told_anew(text: str) -> tuple[tuple[str, ...], str]:
    """The slots that may hold what the text tells anew, and the new value, "" where it is not said; () for none."""
    number = phone.find_any(text)
    if number is not None:
        return (_PHONE, number) if _OTHER_PHONE.search(text) else ((), "")
    count = _COUNTS.search(figures(text))
    if count is not None:
        return _NUMBERS, count["count"]
    only = times.all_meant(text) if _ONLY_THEN.search(text) else ""
    if only:
        return _FREE, only
    to_a_time, shifts = _TO_A_TIME.search(text), _SHIFTS.search(text)
    told = _without_reason(to_a_time["time"]) if to_a_time else _SHIFTS.sub(" ", text)
    time = times.all_meant(told)
    if to_a_time:
        return (_TIMES, time) if time else ((), "")
    return (_TIMES, time) if shifts and (time or _MAY.search(text)) else ((), "")


def _without_reason(time: str) -> str:
    """The time without the reason behind it: 「周日上午，周六我要上班」."""
    reason = _REASON.search(time)
    return time[: reason.start()] if reason else time


async def _of_hazards(turn: Turn) -> Reply | None:
    """「只要台风和暴雨」「再加上高温」 of who gets the tips: no other subscription."""
    text = turn.message.text
    only, more = _ONLY.search(text), _MORE.search(text)
    hazards = hazards_in(text) if only or more else []
    if not hazards or not turn.parse.intent.startswith(_OF_TIPS):
        return None
    own = [record for record in await turn.own_records() if record.kind == "subscription"]
    if len(own) != 1:
        return None
    action = RecordAction.CHANGE if only else RecordAction.ADD
    change = Record(action, "subscription", own[0].ref, "hazards", ",".join(hazards), text)
    return await carry_out_record(turn, change)


async def _to_a_value(turn: Turn) -> Reply | None:
    """「我的换成周六那个班」: the change as it is interpreted, before a course that was spoken of is told of instead."""
    if not _TO_A_VALUE.search(turn.message.text) or not record_reference.lately_spoken_of(turn):
        return None
    commands = commands_of(turn, spoken_of(await turn.own_records()))
    change = next((command for command in commands if isinstance(command, Record)), None)
    if change is None or len(commands) > 1 or change.action is not RecordAction.CHANGE or not change.value:
        return None
    return await carry_out_record(turn, change, read_back=True)


async def _to_another_person(turn: Turn) -> Reply | None:
    """「我报的那个换我老公去，他叫周凯」: another person for the place, which is not given up."""
    text = turn.message.text
    if not _SWAPS.search(text) or not people_named(text):
        return None
    own = [record for record in await turn.own_records() if record.kind in _HAVE_PLACES]
    record = lately_named_or_only(turn, own)
    if record is None:
        return None
    also = proposed_change.person_told(text)
    change = Record(RecordAction.CHANGE, record.kind, record.ref, "name", person.called(text), text, also)
    return await carry_out_record(turn, change, read_back=True)


async def _changes(turn: Turn, own: Sequence[OwnRecord]) -> Reply | None:
    """The question what it is to be; None where no record is meant, or what is named is not on it."""
    named = record_reference.named(own, turn.message.text)
    lately = record_reference.recent(turn, own)
    record = only(named) or lately or only(own)
    if record is None or not carries_out(turn, record.kind, RecordAction.CHANGE):
        return None
    slots = record_parts.slots_asked(turn, record, turn.message.text)
    if not slots and not _OF_RECORD.search(turn.message.text):
        return None
    slot = slots[0] if slots else ""
    value = place.whole(place.in_figures(turn.message.text)) if slot in PLACES else ""
    command = Record(
        RecordAction.CHANGE, record.kind, record.ref, slot, value, turn.message.text if value else ""
    )
    return await carry_out_record(turn, command, read_back=True)
