"""Whether somebody of this age or schooling may learn a course that was told: its written limits, and no others."""

import re

from bot.common.message import Reply
from bot.content.shared.courses import Course, age_fits, find_course
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.training.service import next_choices, service

_AGE = re.compile(
    r"(?:我|今年|都|已经|快)(?:今年|都|已经|快)?(?P<age>\d{2})(?:岁|了|周岁|多|，|,|\s)|(?P<years>\d{2})岁"
)
_SCHOOLING = re.compile(
    r"(?:没|不|未)(?:有)?(?:毕业|文化|读(?:过|完)|念(?:过|完)|上过学|识字|认(?:得|识)?字)|文化(?:低|浅|不高)|学历|小学|初中|文盲|字认(?:不|得少)"
)
_MAY = re.compile(
    r"行不|行吗|行伐|可以[吗么伐不]|可不可以|能不能|能[学报来][吗么伐不]|收不收|收[吗么伐]|要不要我|学得(?:了|会|动)[吗么伐]|够不够|成不|能学|好学"
)
_SHUT_OUT = re.compile(
    r"(?:就是|那就是|意思是|是说|是不是)?(?:说)?我(?:就|是|还是|也)?(?:不能|不可以|没法|不好|学不了|报不了|不够格|不够条件|没资格|不配)(?:学|报|来|参加)?(?:呗|了|咯|喽|啰|的?意思|是吧|对吧|是不是|吗|么|伐|吧)"
)
LONGEST, LASTING = 32, 3


@service.goes_on
async def told_whether(turn: Turn) -> Reply | None:
    """「我41了 初中没毕业 行不」, 「就是我不能学呗」: what is written, and that no more is; None for anything else."""
    text, session = turn.message.text, turn.session
    if session.form is not None or len(text) > LONGEST or turn.parse.emergency:
        return None
    course = _told_lately(turn)
    if course is None or _names_another(turn, course):
        return None
    if _SHUT_OUT.search(text):
        return _answer(turn, course, "training.not_shut_out")
    return _answer(turn, course, "training.no_hard_limit") if _asks_with_schooling(text, course) else None


def _asks_with_schooling(text: str, course: Course) -> bool:
    """Is it asked whether little schooling will do, by somebody whose age, where it is told, is within the limits?"""
    if not (_MAY.search(text) and _SCHOOLING.search(text) and asks(text)):
        return False
    age = _age(text)
    return not age or age_fits(course, age)


def _age(text: str) -> int:
    found = _AGE.search(text)
    return int(found["age"] or found["years"]) if found is not None else 0


def _limited(course: Course) -> bool:
    """Are ages written for the course?"""
    return bool(course.min_age or course.max_age)


def _told_lately(turn: Turn) -> Course | None:
    topic = turn.session.topic
    if not topic.course or turn.session.turn - topic.thing_turn > LASTING:
        return None
    return find_course(turn.content, topic.course)


def _names_another(turn: Turn, course: Course) -> bool:
    named = str(turn.parse.named.get("course", ""))
    other = find_course(turn.content, named) if named else None
    return other is not None and other.name != course.name


def _answer(turn: Turn, course: Course, key: str) -> Reply:
    """The answer with the written line and the offer to ask; the ages too, where some are written."""
    turn.rely_on(course)
    session = turn.session
    session.topic.speak_of("training.info", "course", course.name, session.turn)
    if _limited(course):
        key = f"{key}_ages"
    ages = {"low": course.min_age or 0, "high": course.max_age or 0} if _limited(course) else {}
    told = turn.words.say(key, course=course.name, who=course.for_whom, **ages)
    turn.outcome.beside.unwritten.append(turn.message.text)
    return Reply(told, (ask_for_me(turn, course.name), *next_choices(turn, course)))
