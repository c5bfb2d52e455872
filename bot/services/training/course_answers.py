"""What is said to a question about one course: each detail that was asked for, with yes or no where that was asked."""

import re
from collections.abc import Iterable, Sequence

from bot.content.shared.courses import Course, age_fits
from bot.content.shared.details import DETAILS
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation.carry_out.answers.half_answered import left_out
from bot.conversation.carry_out.answers.unwritten_facts import (
    known_among,
    not_written,
    particular_unwritten,
    small_answers,
)
from bot.conversation.turn import Turn
from bot.services.training.class_times import is_held_at, line
from bot.services.training.other_times import held_then, other_times
from bot.understanding.questions.aspects import AskedAspect, Aspect, asks_wage
from bot.understanding.slots import day_time
from bot.understanding.slots.free_times import without_busy

_FREE = re.compile(r"^(?:免费|不收费|不用)")
_SMALL_TOO = frozenset({Aspect.WHO, Aspect.TEACHER, Aspect.PLACE, Aspect.BRING})
_MATERIAL = re.compile(r"材料(?:费|钱)|料钱")
_HOW_MUCH = re.compile(
    r"(?:材料|料)[^，,。]{0,8}(?:多少|几|大概|大约|贵|左右)|(?:多少|几块|几钿|几钱)[^，,。]{0,4}(?:材料|料钱)"
)
_SUM = re.compile(r"\d|[一二两三四五六七八九十百]元")
_THINGS = re.compile(r"[、，,和（）()]+")
_HEAD = 2  # characters of the head of a name, which stands last in Chinese: 小剪刀
_NO_CERTIFICATE = re.compile(r"^(?:不发|没有|无)")


def lines(turn: Turn, course: Course, asked: tuple[AskedAspect, ...]) -> list[str]:
    """The answer, a line for each detail; none when the question names none and no known question is near."""
    others = held_then(turn, course) or other_times(turn, course)
    if others:
        return [
            others,
            *_details(turn, course, [wanted for wanted in asked if wanted.aspect is not Aspect.TIME]),
        ]
    small = small_answers(turn, turn.message.text, course.details, turn.content.part(DETAILS).courses)
    if small and _ask_no_more(asked):
        asked = ()
    details = _details(turn, course, asked)
    if not details and not small:
        details = _of_no_detail(turn, course)
    told = [told for told in (*small, *details) if told]
    return [*told, *_left_out(turn, course, told)]


def _left_out(turn: Turn, course: Course, told: Sequence[str]) -> list[str]:
    """That the other half of the question is not written: 「面粉要自己带吗」 above what is to be brought and the fee."""
    if not told or turn.session.form is not None or turn.outcome.beside.unwritten:
        return []
    missing = left_out(turn, "\n".join([*told, course.name, *course.aliases]))
    return [not_written(turn, "、".join(missing), missing[0])] if missing else []


def _ask_no_more(asked: Iterable[AskedAspect]) -> bool:
    """Do the details only repeat what a small question asks: 「零基础」, 「女老师」?"""
    return all(detail.aspect in _SMALL_TOO and not detail.age for detail in asked)


def _of_no_detail(turn: Turn, course: Course) -> list[str]:
    """The known answer to a question that names no detail; else that it is not written, below what is to be brought."""
    unwritten = particular_unwritten(turn, course.name, *course.aliases)
    known = _known_answer(turn, course)
    return [known] if known or not unwritten else [_to_bring(turn, course), unwritten]


def is_free(course: Course) -> bool:
    """Does the course cost nothing, beside its material?"""
    return _FREE.match(course.fee) is not None


def _to_bring(turn: Turn, course: Course) -> str:
    """What is to be brought, where the question names one of these things: 「大剪刀带来行不行」; "" where it does not."""
    things = (thing[-_HEAD:] for thing in _THINGS.split(course.bring) if len(thing) >= _HEAD)
    named = any(thing in turn.message.text for thing in things)
    return turn.words.say("training.bring", course=course.name, bring=course.bring) if named else ""


def _details(turn: Turn, course: Course, asked: Sequence[AskedAspect]) -> list[str]:
    """A line for each detail; what it costs as well, where 「要自己买花吗」 asks what is to be bought."""
    told = [detail(turn, course, aspect) for aspect in asked]
    if any(wanted.aspect is Aspect.JOBS and asks_wage(wanted.words) for wanted in asked):
        told.append(not_written(turn, turn.words.say("fact.wage")))
    if any(wanted.aspect is Aspect.BRING and "买" in wanted.words for wanted in asked):
        told.append(turn.words.say("training.fee", course=course.name, fee=course.fee))
    return list(dict.fromkeys(told))


def detail(turn: Turn, course: Course, asked: AskedAspect) -> str:
    """One detail of the course."""
    match asked.aspect:
        case Aspect.FEE:
            return _fee(turn, course, asked)
        case Aspect.WHO:
            return _who(turn, course, asked)
        case Aspect.CERTIFICATE if asked.yes_or_no:
            no = _NO_CERTIFICATE.match(course.certificate)
            key = "training.certificate_no" if no else "training.certificate_yes"
        case Aspect.TIME if not _held_then(turn, course):
            key = "training.part_none"
        case Aspect.TIME if asked.yes_or_no and _part_meant(turn):
            key = "training.part_yes"
        case Aspect.JOBS:
            key = "training.jobs_of" if course.jobs else "training.no_jobs"
        case _:
            key = f"training.{asked.aspect}"
    return turn.words.say(
        key,
        course=course.name,
        place=lambda: _place(turn, course),
        teacher=course.teacher,
        certificate=course.certificate,
        bring=course.bring,
        jobs=course.jobs,
        classes=lambda: _classes(turn, course),
    )


def card(turn: Turn, course: Course) -> str:
    """All that matters of the course."""
    return turn.words.say(
        "training.card",
        course=course.name,
        summary=course.summary,
        classes=_classes(turn, course),
        place=_place(turn, course),
        fee=course.fee,
        who=course.for_whom,
    )


def _fee(turn: Turn, course: Course, asked: AskedAspect) -> str:
    """The fee; to 「是不是要2000块」 and 「要钱吗」 with yes or no before it."""
    if _MATERIAL.search(asked.words) and not _SUM.search(course.fee):
        told = turn.words.say("training.fee", course=course.name, fee=course.fee)
        unwritten = not_written(turn, turn.words.say("fact.material"), asked.words)
        return f"{told}\n{unwritten}" if _HOW_MUCH.search(turn.message.text) else told
    free = bool(_FREE.match(course.fee))
    if not asked.yes_or_no:
        key = "training.fee"
    elif asked.price is not None and str(asked.price) in course.fee:
        key = "training.fee_so"
    elif free:
        key = "training.fee_free" if asked.whether_free else "training.fee_none"
    else:
        key = "training.fee_other" if asked.price is not None or asked.whether_free else "training.fee_some"
    return turn.words.say(key, course=course.name, fee=course.fee)


def _who(turn: Turn, course: Course, asked: AskedAspect) -> str:
    """Whom the course is for; to an age with yes or no; to another condition the known answer, when there is one."""
    age = asked.age or int(turn.slot("age") or 0)
    if age:
        key = "training.age_fits" if age_fits(course, age) else "training.age_out"
        return turn.words.say(key, course=course.name, age=age, who=course.for_whom)
    key = "training.who_open" if asked.yes_or_no else "training.who"
    return _known_answer(turn, course) or turn.words.say(key, course=course.name, who=course.for_whom)


def _known_answer(turn: Turn, course: Course) -> str:
    """The answer to a known question that is asked of this course: its name says nothing about which one it is."""
    questions = turn.content.part(QUESTIONS).of("training.info")
    return known_among(turn, (course.name, *course.aliases), questions)


def _held_then(turn: Turn, course: Course) -> bool:
    """Is a class held at the part of the week or day that the message names? True where it names none."""
    part = _part_meant(turn)
    classes = upcoming(course, turn.now)
    return not classes or any(is_held_at(offered.group, part) for offered in classes)


def _part_meant(turn: Turn) -> str:
    """The part of the week or day that the message names, but for one at which somebody is said to be busy."""
    return day_time.part(without_busy(turn.parse.normal))


def _classes(turn: Turn, course: Course) -> str:
    classes = upcoming(course, turn.now)
    part = _part_meant(turn)
    if not classes:
        return turn.words.say("training.no_class", course=course.name)
    fitting = [upcoming_class for upcoming_class in classes if is_held_at(upcoming_class.group, part)]
    return "\n".join(line(offered, turn.now.date()) for offered in fitting or classes)


def _place(turn: Turn, course: Course) -> str:
    venue = turn.venue(course.venue)
    return f"{venue.name}（{venue.where}）" if venue else course.venue
