"""At which part of the week or day a class is held. Pure."""

from datetime import date

from bot.content.shared.courses import CourseClass
from bot.content.shared.upcoming_classes import Upcoming
from bot.understanding.slots import day_time


def is_held_at(group: CourseClass, part: str) -> bool:
    """Whether the class is held at this part of the week or day; "" fits any."""
    return day_time.is_within(part, group.weekdays, group.time)


def line(offered: Upcoming, today: date) -> str:
    """The class in a list: when it starts and its hours."""
    return f"· {offered.label(today)}，{offered.hours}"
