"""What is said to a question about one course: each detail that was asked for, with yes or no where that was asked."""

import re

from bot.content.shared.courses import Course, CourseClass, age_fits
from bot.content.shared.details import DETAILS
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.conversation.carry_out.unwritten_facts import small_answers
from bot.conversation.turn import Turn
from bot.understanding.aspects import AskedAspect, Aspect
from bot.understanding.faq import closest_question
from bot.understanding.slots import day_time

_FREE = re.compile(r"^(?:免费|不收费|不用)")
_SMALL_TOO = frozenset(
    {Aspect.WHO, Aspect.TEACHER, Aspect.PLACE, Aspect.BRING}
)  # 「零基础」「女老师」 ask no more than that
_NO_CERTIFICATE = re.compile(r"^(?:不发|没有|无)")


def lines(turn: Turn, course: Course, asked: tuple[AskedAspect, ...]) -> list[str]:
    """The answer, a line for each detail; none when the question names none and no known question is near."""
    small = small_answers(turn, turn.message.text, course.details, turn.content.part(DETAILS).courses)
    if small and all(aspect.aspect in _SMALL_TOO for aspect in asked):
        asked = ()
    details = list(dict.fromkeys(detail(turn, course, aspect) for aspect in asked))
    if not details and not small:
        known = _known_answer(turn, course)
        details = [known] if known else []
    return [*small, *details]


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
        case Aspect.TIME if asked.yes_or_no and day_time.part(turn.parse.normal):
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


def is_held_at(group: CourseClass, part: str) -> bool:
    """Whether the class is held at this part of the week or day; "" fits any."""
    start = int(group.time[:2])
    fits = {
        "weekend": any(day >= 6 for day in group.weekdays), "weekday": any(day <= 5 for day in group.weekdays),
        "morning": start < 12, "afternoon": 12 <= start < 17, "evening": start >= 17,
    }  # fmt: skip
    return fits.get(part, True)


def _fee(turn: Turn, course: Course, asked: AskedAspect) -> str:
    """The fee; to 「是不是要2000块」 and 「要钱吗」 with yes or no before it."""
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
    text = turn.parse.normal
    for name in sorted((course.name, *course.aliases), key=len, reverse=True):
        text = text.replace(name, "")
    known = closest_question(text, turn.content.part(QUESTIONS).of("training.info"))
    if known is None:
        return ""
    turn.rely_on(known)
    return known.answer


def _held_then(turn: Turn, course: Course) -> bool:
    """Is a class held at the part of the week or day that the message names? True where it names none."""
    part = day_time.part(turn.parse.normal)
    classes = upcoming(course, turn.now)
    return not classes or any(is_held_at(offered.group, part) for offered in classes)


def _classes(turn: Turn, course: Course) -> str:
    classes = upcoming(course, turn.now)
    part = day_time.part(turn.parse.normal)
    if not classes:
        return turn.words.say("training.no_class", course=course.name)
    fitting = [upcoming_class for upcoming_class in classes if is_held_at(upcoming_class.group, part)]
    return "\n".join(_line(upcoming_class, turn) for upcoming_class in fitting or classes)


def _line(upcoming_class: Upcoming, turn: Turn) -> str:
    return f"· {upcoming_class.label(turn.now.date())}，{upcoming_class.hours}"


def _place(turn: Turn, course: Course) -> str:
    venue = turn.venue(course.venue)
    return f"{venue.name}（{venue.where}）" if venue else course.venue
