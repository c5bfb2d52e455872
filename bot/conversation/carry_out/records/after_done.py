"""Answers what is asked about something that was just signed up for, handed in or asked for: 「那要等几天啊」「要不要钱」."""

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.common.message import Reply
from bot.content.shared.afterwards import AFTERWARDS
from bot.content.shared.details import answer_of
from bot.conversation.carry_out.answers import asked_in_form, asked_of_service, written
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.named_records import names_another, overlap
from bot.conversation.carry_out.readings.parts import joined, with_text
from bot.conversation.carry_out.records import (
    another_subject,
    asked_if_there,
    asked_of_record,
    ending_asked,
    record_additions,
    record_answers,
    record_changes,
    record_corrections,
    record_endings,
    record_status,
    records_there,
    told_besides,
)
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses import form_messages
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.values import notes
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions.afterwards_questions import (
    asked_afterwards,
    asks_how_long,
    asks_status,
    gives_up,
    points_back,
)
from bot.understanding.questions.ending_questions import asks_for_money_back
from bot.understanding.questions.record_acts import (
    asks_how_to_end,
    asks_plainly,
    asks_whom_to_turn_to,
    is_of_a_paper,
)
from bot.understanding.questions.record_questions import LONGEST
from bot.understanding.ranking import is_confident

BRIEF = 6  # characters: 「几天来修」 asks without a sign of it
SHORT_IN_FORM = 16  # characters
_ONLY_TOLD = ("told",)
# Where nothing is named that these could be about, the message speaks of something that was said before.
_OF_SOMETHING_NAMED = frozenset({
    "training.info", "training.browse", "training.jobs", "training.enrol", "training.mine", "training.cancel",
    "disaster.tips", "disaster.subscribe", "club.info", "venue.info", "volunteer.activities", "activity.browse",
    "feedback.status", "handoff.call", "dialog.human", "disaster.unsubscribe",
})  # fmt: skip
_WHERE_WRITTEN = frozenset({"apart", "gets"})
"""Questions that mean something else where nothing is written to them for what was done."""
_OF_KEPT = ("privacy.", "meta.")  # 「号码会不会卖给别人」 is asked of what the form asks for
_KIN = frozenset({"feedback", "talent", "volunteer", "handoff"})
"""Services that ask and tell of one thing only."""
_MATTERS = frozenset({"feedback", "talent_request", "voice"})
_MATTER = re.compile(r"的事|的单子?|那[件单张桩]|我(?:报|反映|请|登记)的|那个(?=谁|什么|几|啥|有)")
_THAT_DAY = re.compile(r"那[天次回日]|当天|那个?活动|到那里|去那里")
_DOES = re.compile(r"改|换|撤|退|取消|不要|不用|补|加|错|另外|也(?:坏|漏|要)")
_OF_SKILLS = "talent_offer"
_COUNTS = re.compile(
    r"(?<!还)算不算|(?<!还)算(?:在内)?(?:吗|伐|么)"
)  # 「报税算不算」 asks whether it is a skill
_NAMES = ("course", "event", "club", "venue", "team", "hazard", "item")


async def follow_up(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The answer to what is said of something on record, or of what was just done; None for any other message.

    reply: answers a turn of its own.
    """
    right = await record_corrections.put_right(turn, reply)
    if right is not None:
        return right
    told = await record_additions.added(turn, reply)
    if told is not None:
        asked = told_besides.asked_besides(turn.message.text)
        answer = await _asked(with_text(turn, asked), reply) if asked else None
        return told if answer is None else joined([told, answer])
    return await _asked(turn, reply) if record_answers.is_open(turn) else None


_HOW_IT_STANDS = re.compile(r"怎么样|咋样|进度|到哪")


async def _asked(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The answer to a question, or what came of another wish, about something on record or just done."""
    if asks_for_money_back(turn.message.text):
        return None
    of_own = await records_there.of_its_kind(turn)
    if of_own is not None:
        return of_own
    gone = await record_status.is_withdrawn(turn) and not _HOW_IT_STANDS.search(turn.message.text)
    of_else = gone or await another_subject.is_asked(turn)
    flow = "" if of_else else record_reference.last_subject(turn).partition(" ")[0]
    return (
        (_surely(turn, flow) if flow else None)
        or await _of_what_is_on_record(turn, reply)
        or (await _of_what_was_done(turn, flow) if flow else None)
    )


def _surely(turn: Turn, flow: str) -> Reply | None:
    """What is asked of what was done, whatever else it could be about."""
    text = turn.message.text
    about_it = not asks_whom_to_turn_to(text) and _is_about_it(turn, flow)
    if first := asked_in_form.before_the_record(turn, flow, text, about_it=about_it):
        return Reply(first)
    sure = asked_of_service.surely(turn, flow, text)
    return asked_of_service.reply(turn, sure) if sure is not None else None


async def _of_what_was_done(turn: Turn, flow: str) -> Reply | None:
    """The answer to a question about what was done, which no record answers."""
    text = turn.message.text
    by_wordings = asked_of_service.answer(turn, flow, text)
    if by_wordings is not None and not _is_written(turn):
        return asked_of_service.reply(turn, by_wordings)
    if not _is_about_it(turn, flow):
        return None
    if asks_how_to_end(text):
        return await carry_out_record(turn, Record(RecordAction.STATUS, flow, words=text))
    if gives_up(text):
        return await carry_out_record(turn, Record(RecordAction.WITHDRAW, flow, words=text))
    if asks_status(text):
        return await carry_out_record(turn, Record(RecordAction.STATUS, flow, words=text))
    return _told(turn, flow)


async def _of_what_is_on_record(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The first answer that one of the readers of records gives; None where no reader answers."""
    if is_of_a_paper(turn.message.text):
        return None
    return (
        await ending_asked.answered(turn)
        or await record_status.where_seen(turn)
        or await record_status.given_up_by_number(turn)
        or await record_endings.given_up(turn)
        or await _asked_of_what_is_there(turn, reply)
        or await record_changes.changed(turn)
        or await record_status.given_away(turn)
        or await record_status.stands(turn)
        or await _of_a_matter(turn)
    )


async def _asked_of_what_is_there(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The answer to a question whether something stands on record, what there is, or what it holds; else None."""
    return (
        await asked_if_there.answer(turn)
        or await records_there.listed(turn, reply)
        or await asked_of_record.with_small_questions(turn, await record_answers.answer(turn))
        or await asked_of_record.beside(turn)
    )


async def _of_a_matter(turn: Turn) -> Reply | None:
    """「电梯的事谁管」: what is written to it, else how the matter stands; None where none on record is named."""
    text = turn.message.text
    if not _MATTER.search(text) or _DOES.search(text) or not form_messages.asks(text):
        return None
    own = [record for record in await turn.own_records() if record.kind in _MATTERS]
    shared = {overlap(record.title, text): record for record in own}
    most = max(shared, default=0)
    if not most or names_another(turn.parse, own):
        return None
    record = shared[most]
    record_reference.spoken_of(turn, record)
    status = Record(RecordAction.STATUS, record.kind, record.ref, words=text)
    return _told(turn, record.kind) or await carry_out_record(turn, status)


def _told(turn: Turn, flow: str) -> Reply | None:
    """What is written to the questions of the message; where nothing is, that, and the offer to ask the community."""
    text = turn.message.text
    keys = asked_afterwards(text)
    remark = notes.split(text)[1]  # 「跟老师说一声我会晚到」 asks nothing
    if not keys or remark or not (keys == _ONLY_TOLD or _may_be_a_question(text)):
        return None
    told = _answers(turn, flow, keys)
    if told == "" and _WHERE_WRITTEN.issuperset(keys):
        return None
    if told is None or told:
        return Reply(told) if told else None
    return Reply(not_written(turn), (ask_for_me(turn, text),))


def _may_be_a_question(text: str) -> bool:
    """Is there a sign of a question, or is the text so brief that it needs none: 「几天来修」?"""
    asks = form_messages.asks(text) or asks_plainly(text) or asks_how_long(text)
    return asks or len(text) <= BRIEF


def in_form(turn: Turn, flow: str, words: str) -> str:
    """The answer to a question about what the open form will lead to: 「每个礼拜都要去吗」; "" for any other question."""
    if flow == _OF_SKILLS and _COUNTS.search(words):
        return turn.words.say("fact.counts")
    told = asked_in_form.told(turn, flow, words) or _told_in_form(turn, flow, words)
    if told:
        turn.outcome.beside.answered.append(words)
    return told


def _told_in_form(turn: Turn, flow: str, words: str) -> str:
    """What is written to the questions that the words ask of the open form; "" where they ask none of it."""
    keys = asked_afterwards(words)
    if not keys or len(words) > LONGEST or not form_messages.asks(words):
        return ""
    part = with_text(turn, words)
    meant = any(key in _WHERE_WRITTEN for key in keys) or _is_about_it(part, flow) or _names_nothing(part)
    return (_answers(turn, flow, keys) or "") if meant else ""


def _names_nothing(turn: Turn) -> bool:
    """Is it so short and without a name that only the open form can be meant: 「收不收钱」?"""
    text = turn.message.text
    named = any(name in turn.parse.named for name in _NAMES)
    taken_for = turn.parse.intent
    of_its_own = (
        is_confident(turn.parse) and taken_for not in FLOW_OF_INTENT and taken_for not in _OF_SOMETHING_NAMED
    ) and not taken_for.startswith(_OF_KEPT)
    return len(text) <= SHORT_IN_FORM and not (named or of_its_own) and written.by_sure_words(turn) is None


def _answers(turn: Turn, flow: str, keys: Sequence[str]) -> str | None:
    """What is written to these questions, "" where nothing is; None where they are not answered here."""
    answers = turn.content.part(AFTERWARDS).of(flow)
    if answers is None or (flow == "enrol" and tuple(keys) != _ONLY_TOLD):  # the course tells the rest itself
        return None
    told = (answer_of(key, answers) for key in keys)
    return "\n".join(dict.fromkeys(filter(None, told)))


def _is_written(turn: Turn) -> bool:
    """Is there something written that surely answers the message, whatever was done before?"""
    sure = written.word_for_word(turn) or written.by_sure_words(turn)
    return sure is not None or written.tells_what_holds(turn)


def _of_that_day(turn: Turn) -> bool:
    """「那天几点开始，去哪里」: is it about the event or the place that was told before the ticket was written?"""
    return bool(turn.session.topic.thing) and _THAT_DAY.search(turn.message.text) is not None


def _names_a_thing(parse: Parse) -> bool:
    """Does the message name something of its own, in its own words, and not only a phone?"""
    things = (str(parse.named[name]) for name in _NAMES if name in parse.named)
    return any(thing in parse.normal and thing not in asked_in_form.OF_NUMBERS for thing in things)


def _is_about_it(turn: Turn, flow: str) -> bool:
    """Does the message speak of what was done: by words for it, or by naming nothing else?"""
    parse, text = turn.parse, turn.message.text
    if _names_a_thing(parse) or points_back(text):
        return points_back(text)
    if "hazard" in parse.named:
        return False
    if _is_written(turn) or (flow in _MATTERS and _of_that_day(turn)):
        return False
    family = parse.intent.split(".")[0]
    own = parse.intent == FLOWS[flow].intent or (family in _KIN and FLOWS[flow].intent.startswith(family))
    return (
        own or not is_confident(parse) or parse.intent == OUT_OF_SCOPE or parse.intent in _OF_SOMETHING_NAMED
    )
