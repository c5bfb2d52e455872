"""Answers a question about something on record that its fields do not answer, and changes nothing of it."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.content.shared.afterwards import AFTERWARDS
from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import answer_of
from bot.conversation.carry_out.answers import asking_back
from bot.conversation.carry_out.answers.thing_spoken_of import IN_FORMS
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.carry_out.readings.named_records import names_another
from bot.conversation.carry_out.readings.parts import commands_of, joined, with_intent, with_text
from bot.conversation.carry_out.readings.real_questions import asks_real
from bot.conversation.commands import Record, RecordAction, Start
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values import times
from bot.conversation.interpret.wishes.question_clauses import questions, really_asked
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.afterwards_questions import asked_afterwards, asks_status
from bot.understanding.questions.record_acts import (
    asks_how_to_end,
    asks_plainly,
    asks_whom_to_turn_to,
    changes_plainly,
)
from bot.understanding.questions.record_questions import fields_asked
from bot.understanding.questions.small_questions import particular_question, small_questions
from bot.understanding.ranking import is_confident
from bot.understanding.slots.numerals import figures
from bot.understanding.text.clauses import bare_clauses

SAYS: dict[str, frozenset[str]] = {
    "record.how_to_end": frozenset({"title"}),
    "record.yes_so": frozenset({"fields"}),
    "record.nobody_came": frozenset({"title", "status", "address", "hours"}),
}
_ARRANGED = frozenset({"enrol", "event", "subscription"})
_HAPPENS = re.compile(
    r"去|来|到|开始|开课|上课|上(?:的|吧)|发|送|[是在][^，,。]{0,3}(?:周|礼拜|星期|\d)|(?:周|礼拜|星期)[一二三四五六日天](?:上午|下午|晚上)?(?:是|对|吧)"
)
_INFO, _NAMES, _ELSEWHERE = "training.info", ("course", "event", "team"), ("venue", "club", "hazard")
_DATE = re.compile(r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[号日](?!楼|线|门|[幢栋])")
_HELD_DATE = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_OF_STATE = re.compile(
    r"还[没不在]|好了|修[好了没]|在修|办[好了没得]|处理|消息|信|进展|结果|批|接单|接了|有人|多久|排到|轮到|怎么样|咋|情况"
    r"|还在|通过|状态|有没有|没有?[啊呀]?[?？。 ]*$"
)
_WHEN, _FIRST = frozenset({"hours", "session", "weekday"}), ("hours", "weekday", "venue", "bring")
_WISHES_ANEW = re.compile(
    r"报(?!的|了|过)|登记|[想要]学|再|另外|还有|也[要想]|加[一个上]|想送|想卖|留意|替我|帮我"
)


async def answer(turn: Turn, command: Record, record: OwnRecord, ends: tuple[Choice, ...]) -> Reply | None:
    """The answer to what the words ask of this record; None where they ask how it stands, or ask nothing.

    ends: the choices that take it back.
    """
    words = command.words
    if command.action is not RecordAction.STATUS or not words:
        return None
    if asks_how_to_end(words):
        return turn.say("record.how_to_end", title=record.title, choices=ends)
    if not (asks(words) or asks_plainly(words)) or asks_status(words):
        return None
    told = _so(turn, record, words) or _written(turn, record, words)
    to_be_settled = (
        confirmation(turn.session.choices) is not None
    )  # how it stands is the answer, and the question again
    if told is not None or to_be_settled:
        return told
    return await _of_the_thing(turn, record, words) or _unwritten(turn, record, words)


def _so(turn: Turn, record: OwnRecord, words: str) -> Reply | None:
    """「那我19号直接去就好了是伐」: yes, where the day that is named is the one on record; with the place and what to bring."""
    words = really_asked(words)
    held = [part for part in record.told if part.slot in _FIRST and part.value]
    when = next((part.value for part in record.told if part.slot in _WHEN and part.value), "")
    if not when or not _HAPPENS.search(words) or not _is_that_day(words, when):
        return None
    return turn.say("record.yes_so", fields=record_parts.joined(turn, held))


async def with_small_questions(turn: Turn, told: Reply | None) -> Reply | None:
    """The answer from a record, with what else is asked of the course or event itself: 「几点上课 迟到能进去不」."""
    text = turn.message.text
    small = [clause for clause in bare_clauses(text) if small_questions(clause) and not fields_asked(clause)]
    record = record_reference.recent(turn, await turn.own_records()) if told and small else None
    more = await _of_the_thing(turn, record, "，".join(small)) if record is not None else None
    return joined([told, more]) if more is not None else told


async def beside(turn: Turn) -> Reply | None:
    """The answer to a question about what was just spoken of, which would be read as a change or a new form; else None."""
    text = turn.message.text
    nobody = asks_whom_to_turn_to(text)
    if not nobody and (not asks_plainly(text) or changes_plainly(text) or asks_status(text)):
        return None
    record = record_reference.recent(turn, await turn.own_records())
    if record is None or not _is_of(turn, record):
        return None
    if nobody:
        return _whom_to_turn_to(turn, record)
    told = _so(turn, record, text) or _told_when(turn, record, text)
    if told is not None or not _reads_as_a_form(turn, record):
        return told
    return await answer(turn, Record(RecordAction.STATUS, record.kind, record.ref, words=text), record, ())


def _is_of(turn: Turn, record: OwnRecord) -> bool:
    """Is the record the last thing that was spoken of, and does the message name nothing else nor surely ask for it?"""
    parse = turn.parse
    elsewhere = any(slot in parse.named for slot in _ELSEWHERE) or small_questions(turn.message.text)
    if _other_told_since(turn, record) or elsewhere or names_another(parse, [record]):
        return False
    own = parse.intent.endswith(".mine") or FLOW_OF_INTENT.get(parse.intent) == record.kind
    named = any(str(parse.named.get(slot, "")) in record.title for slot in _NAMES if slot in parse.named)
    return own or named or not is_confident(parse) or parse.intent in (_INFO, OUT_OF_SCOPE)


def _other_told_since(turn: Turn, record: OwnRecord) -> bool:
    """Was a thing told after the record was made or spoken of, and not the record's own course?"""
    topic = turn.session.topic
    same = bool(topic.told_course) and topic.told_course in record.title
    return topic.thing_turn > max(topic.done_turn, topic.record_turn) and not same


def _told_when(turn: Turn, record: OwnRecord, words: str) -> Reply | None:
    """「是八点半开始吧」: what stands there of the time, where another is named or no hour is written."""
    held = [part for part in record.told if part.slot in _FIRST and part.value]
    if record.kind not in _ARRANGED or not times.find_all(words) or not held or not _HAPPENS.search(words):
        return None
    return turn.say("record.told", title=record.title, fields=record_parts.joined(turn, held))


def _reads_as_a_form(turn: Turn, record: OwnRecord) -> bool:
    """Would the question open the form of the record once more, or ask of a course that it does not name?"""
    if _WISHES_ANEW.search(turn.message.text):
        return False
    starts = any(isinstance(command, Start) and command.flow == record.kind for command in commands_of(turn))
    of_no_course = turn.parse.intent == _INFO and record.kind != "enrol"
    return starts or of_no_course or FLOW_OF_INTENT.get(turn.parse.intent) == record.kind


def _whom_to_turn_to(turn: Turn, record: OwnRecord) -> Reply:
    """「没人来我找谁」: how it stands, that it can be pressed, and the office."""
    office = turn.content.part(COMMUNITY).office
    return turn.say(
        "record.nobody_came",
        title=record.title,
        status=record.status,
        address=office.address,
        hours=office.hours,
    )


def _is_that_day(words: str, when: str) -> bool:
    """Is the date or the day of the week that the words name the one that is written?"""
    said, held = _DATE.search(figures(words)), _HELD_DATE.search(when)
    if said and held:
        return said["day"] == held["day"] and said["month"] in (None, held["month"])
    day = times.weekday(words)
    return bool(day) and day == times.weekday(when)


def _written(turn: Turn, record: OwnRecord, words: str) -> Reply | None:
    """What is written to the question for records of the kind; None where nothing is."""
    answers = turn.content.part(AFTERWARDS).of(record.kind)
    told = [answer_of(key, answers) for key in asked_afterwards(words)] if answers else []
    text = "\n".join(dict.fromkeys(filter(None, told)))
    return Reply(text) if text else None


async def _of_the_thing(turn: Turn, record: OwnRecord, words: str) -> Reply | None:
    """What is told of the course, the event or the team itself; None for a record of anything else."""
    held = {part.slot: part.value for part in record.told}
    intent, slot = next(((intent, slot) for slot, intent in IN_FORMS if held.get(slot)), ("", ""))
    handler = next((found for service in turn.services if (found := service.handlers.get(intent))), None)
    if handler is None or _OF_STATE.search(words):
        return None
    asked = "，".join(questions(words)) or words
    about, outdated_before = with_intent(with_text(turn, asked), intent), len(turn.outcome.outdated)
    about = replace(about, parse=replace(about.parse, slots={slot: held[slot]}), clauses=())
    reply = await handler(about)
    return asking_back.withheld(about) if len(turn.outcome.outdated) > outdated_before else reply


def _unwritten(turn: Turn, record: OwnRecord, words: str) -> Reply | None:
    """That a question for something particular is not written, and who knows it; None for any other."""
    question = particular_question(words, record.title) or (words if asks_plainly(words) else "")
    if not question or _OF_STATE.search(words):
        return None
    if not asks_real(turn, words):
        return None
    return Reply(not_written(turn), (ask_for_me(turn, words),))
