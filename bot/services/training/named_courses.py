"""Which courses a message compares with the one that is spoken of, or nearly names."""

import re

from bot.common.text import letter_pairs
from bot.content.shared.courses import COURSES, Course, find_course
from bot.conversation.turn import Turn

ALIKE = 2
_COMMON = frozenset({"培训", "课程", "上课", "学习", "老师", "工作", "时候", "报名", "怎么", "什么", "可以"})
_COMPARES = re.compile(r"哪(?:个|门|一个|一门)|都|分别|各")


def compared(turn: Turn, course: Course) -> list[Course]:
    """The other courses that 「茶艺和插花哪个便宜」 names."""
    text = turn.message.text
    if not _COMPARES.search(text):
        return []
    return [
        other
        for other in turn.in_force(turn.content.part(COURSES))
        if other.name != course.name
        and any(name in text for name in (other.name, *other.aliases))
        and not any(other.name in name for name in (course.name, *course.aliases))
    ][:ALIKE]


def alike(turn: Turn) -> list[Course]:
    """The courses, at most two, whose names share most with the message: 西式面点 for 「面点课」."""
    text = turn.parse.normal
    pairs = letter_pairs(text) - _COMMON
    shared = {
        course.name: sum(pair in name for name in (course.name, *course.aliases) for pair in pairs)
        for course in turn.in_force(turn.content.part(COURSES))
    }
    best = sorted((name for name in shared if shared[name]), key=lambda name: -shared[name])[:ALIKE]
    return [course for name in best if (course := find_course(turn.content, name)) is not None]
