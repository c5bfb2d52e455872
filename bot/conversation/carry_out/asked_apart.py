"""Answers, whatever else a message says and whichever form is open, what is asked of the office, its people and one's records."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.common.message import Reply
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out import asked_for, number_asked, staff_wanted
from bot.conversation.carry_out.answers import nobodys_matter, written
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.open_form.people_waiting import names_who_waits
from bot.conversation.carry_out.readings.parts import joined, said_as, with_text
from bot.conversation.carry_out.records import asked_if_there, record_status, records_there
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values.labelled_values import gives_at_once
from bot.conversation.turn import Turn
from bot.understanding.questions.afterwards_questions import status_of_own
from bot.understanding.questions.office_questions import asks_for_office, goes_on, names_only_a_time
from bot.understanding.questions.own_list_questions import asks_for_own_list, asks_of_the_past, only_shows
from bot.understanding.questions.record_questions import fields_asked, points_at_record
from bot.understanding.questions.written_questions import column_named, place_told_apart, value_checked
from bot.understanding.text.clauses import without_stops
from bot.understanding.text.own_words import is_talk

OFFICE, SAID = "community.info", "meta.said"
LATELY = 2  # turns in which a question that names no place is about the place that was told
_CLAUSES = re.compile(r"[^，,。；;！!？?\s]+[？?]?")
_LEAD = r"还有|另外|顺便|对了|再就是|那么?|然后|再|哎|喂|请问|问一?下"
_LEADS = re.compile(rf"^(?:{_LEAD}|我问的?是?|想问){{1,3}}[，, ]{{0,2}}(?=.{{4}})")
_ONLY_LEADS = re.compile(rf"(?:{_LEAD}|那个|[，, ]){{1,4}}")
_ELSEWHERE = ("course", "event", "club", "team")
_HALL = "社区服务大厅"
_BRIEF = 8
_ASKS_TO_BE_SPARED = re.compile(
    r"(?:别的|其他的?|其它的?)?(?:你|侬)?(?:就|都|也|先)?(?:不要|别|勿要|弗要|覅|不用)(?:再|来)?(?:问|讲|说|提)(?:我|了|别的){0,3}"
)
_REACH_YOU = re.compile(
    r"(?:那|我|要|想|该){0,3}(?:怎么|咋|哪里|在哪)(?:能)?(?:找|联系|寻)(?:到|得到)?[你侬您]们"
)
_DENIES = re.compile(r"(?:我)?(?:不是|勿是|弗是|不要|勿要|覅|别|没有?(?:叫|要|说|讲))")
_SHORTEST = 3  # characters of a rest that may say something

Answers = Callable[[Turn], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Apart:
    """The clauses that ask for the office, for all of one's own, for one record; rest: all other words."""

    of_office: str
    of_own: str
    of_record: str
    rest: str


async def answered(turn: Turn, forms: FormRunner, answer: Answers, hear: Answers) -> Reply:
    """The reply to a message, with such questions answered by themselves. hear: replies to the message without them."""
    passes = asked_for.passes_question(turn)
    told = await number_asked.answered(turn, forms, hear)
    told = told or (None if passes else await staff_wanted.answered(turn, forms, answer, hear))
    return told or await _with_questions(turn, forms, answer, hear)


async def _with_questions(turn: Turn, forms: FormRunner, answer: Answers, hear: Answers) -> Reply:
    apart = None if nobodys_matter.meant(turn) else await _parted(turn)
    if apart is None:
        return await hear(turn)
    asked = [words for words in (apart.of_office, apart.of_own, apart.of_record) if words]
    turn.outcome.beside.answered.extend([*asked, turn.message.text] if not apart.rest else asked)
    heard = await hear(with_text(turn, apart.rest)) if apart.rest else None
    told = await _told(turn, apart, answer)
    if told is None:
        return heard or await hear(turn)
    return _in_one(turn, heard, told) if heard is not None else await forms.asked_again(turn, told)


def _in_one(turn: Turn, heard: Reply, told: Reply) -> Reply:
    """The reply to the other words and the answers: above the question of an open form, else below the reply."""
    if told.text in heard.text:
        return heard
    if turn.session.form is None:
        return joined([heard, told]) or told
    return replace(heard, text=f"{told.text}\n\n{heard.text}")


async def _told(turn: Turn, apart: Apart, answer: Answers) -> Reply | None:
    """The answers to these questions in one."""
    told: list[Reply] = []
    if apart.of_office:
        told.append(await answer(said_as(with_text(turn, apart.of_office), OFFICE)))
    if apart.of_record:
        part = with_text(turn, apart.of_record)
        there = None if turn.session.form else await asked_if_there.answer(part)
        if there is None and status_of_own(apart.of_record):
            there = await record_status.of_own_matter(part)
        told.append(there or asked_if_there.tell_of(part, await asked_if_there.of_another_kind(part)))
    if _only_of_the_past(apart.of_own):
        told.append(await records_there.of_the_past(with_text(turn, apart.of_own)))
    elif apart.of_own:
        part = with_text(turn, apart.of_own)
        waits = turn.session.form or turn.session.draft
        told.append(await answer(said_as(part, SAID)) if waits else await records_there.all_of_ones_own(part))
    return joined(told)


async def _parted(turn: Turn) -> Apart | None:
    """The message in such questions and its other words; None where it asks none of them."""
    if turn.postback is not None or turn.exact or not turn.message.text or written.word_for_word(turn):
        return None
    if _only_of_the_past(turn.message.text):
        return Apart("", turn.message.text, "", _denied(turn))
    if (status := await _status_beside(turn)) is not None:
        return status
    asked: dict[str, list[str]] = {"office": [], "own": [], "record": []}
    rest, last, clauses = turn.message.text, "rest", _CLAUSES.findall(turn.message.text)
    for clause, after in zip_longest(clauses, clauses[1:], fillvalue=""):
        last = await _sort_before(turn, clause, after, last)
        if last != "rest":
            asked[last].append(clause)
            rest = rest.replace(clause, "", 1)
    told = {name: "，".join(clauses) for name, clauses in asked.items()}
    if not any(told.values()):
        return None
    return Apart(told["office"], told["own"], told["record"], _worth(turn, without_stops(rest)))


async def _sort_before(turn: Turn, clause: str, after: str, last: str) -> str:
    """What the clause asks for; a mere time belongs to the question for the office behind it: 「明天上午呢，大厅有人伐」."""
    sort = await _sort_of(turn, clause, last)
    when = names_only_a_time(clause) and await _sort_of(turn, after, "rest") == "office"
    return "office" if when else sort


async def _status_beside(turn: Turn) -> Apart | None:
    """「我那个门球 社区回了没有 要自己去伐」: the question how one's own matter stands, beside other words; None for none."""
    text = turn.message.text
    asked = status_of_own(text) if turn.session.form is None else ""
    rest = text
    for clause in asked.split():
        rest = without_stops(rest.replace(clause, "", 1))
    if not asked or not rest or await record_status.of_own_matter(with_text(turn, asked)) is None:
        return None
    return Apart("", "", asked, _worth(turn, rest))


def _only_of_the_past(text: str) -> bool:
    """Is it asked whether anything was ever put down, and not what is there now?"""
    return asks_of_the_past(text) and not asks_for_own_list(text)


def _denied(turn: Turn) -> str:
    """「不是再叫，我问从前有没有叫过」: the clauses that deny the open form; "" without one."""
    form = turn.session.form
    if form is None:
        return ""
    clauses = (clause for clause in _CLAUSES.findall(turn.message.text) if not asks_of_the_past(clause))
    return "，".join(clause for clause in clauses if _DENIES.match(clause))


async def _sort_of(turn: Turn, clause: str, last: str) -> str:
    """What the clause asks for: office, own, record; rest for anything else. last: the same of the clause before it."""
    clause = without_stops(_LEADS.sub("", clause))
    if names_who_waits(turn, clause):
        return "rest"
    if _goes_on(clause, last):
        return last
    office = turn.content.part(COMMUNITY).office
    if asks_for_office(clause, office.called, office.elsewhere) and not _of_another_place(turn, clause):
        return "office"
    if asks_for_own_list(clause):
        return "own"
    return "record" if await _is_of_a_record(turn, clause) else "rest"


def _goes_on(clause: str, last: str) -> bool:
    """Does the clause ask on: 「几号开学」 of what is listed, 「星期五去有人不」 of the office?"""
    if last == "own":
        return only_shows(clause) or (bool(fields_asked(clause)) and len(clause) <= _BRIEF)
    return last == "office" and (goes_on(clause) or _REACH_YOU.match(clause) is not None)


async def _is_of_a_record(turn: Turn, clause: str) -> bool:
    """Does the clause ask what one of the records holds; in a form, one that is named?"""
    part, checked = with_text(turn, clause), bool(value_checked(clause))
    if gives_at_once(clause):
        return False
    if turn.session.form is None:
        return bool(checked or column_named(clause)) and await asked_if_there.answer(part) is not None
    of_record = (points_at_record(clause) or "我" in clause) and bool(fields_asked(clause))
    of_record = of_record or place_told_apart(clause)
    return (checked or of_record) and bool(await asked_if_there.of_another_kind(part))


def _of_another_place(turn: Turn, clause: str) -> bool:
    """Is it about a course or a place that the clause names, or that was told last, where the clause names none?"""
    topic, named = turn.session.topic, turn.hear(clause).named
    if any(slot in named for slot in _ELSEWHERE) or str(named.get("venue", _HALL)) != _HALL:
        return True
    office = turn.content.part(COMMUNITY).office
    unnamed = all(word not in clause for word in office.called)
    told_lately = max(topic.thing_turn, topic.matter_turn) >= turn.session.turn - LATELY
    return unnamed and told_lately and bool(topic.thing or topic.matter or topic.course)


def _worth(turn: Turn, rest: str) -> str:
    """The other words of the message; "" where they say nothing that could be answered."""
    if _ASKS_TO_BE_SPARED.fullmatch(without_stops(rest)) or _ONLY_LEADS.fullmatch(rest):
        return ""  # 「对了，你们办公室几点开门」
    if turn.session.form is not None or confirmation(turn.session.choices) is not None:
        return rest  # 「对。我还有什么记在你们这儿」
    return rest if len(rest) >= _SHORTEST and not is_talk(rest) else ""
