"""The class that an enrolment is for, found by its key. Pure."""

from collections.abc import Iterable
from datetime import date

from bot.content.shared.courses import Course
from bot.content.shared.upcoming_classes import Upcoming


def find_class(courses: Iterable[Course], key: str) -> Upcoming | None:
    """The class that a key names; None when the content has it no more."""
    course_id, _, rest = key.partition(".")
    group_id, _, day = rest.rpartition(".")
    for course in courses:
        for group in course.classes:
            if (course.id, group.id) == (course_id, group_id):
                return Upcoming(course, group, date.fromisoformat(day))
    return None


def seats_of(courses: Iterable[Course], key: str) -> int:
    """How many seats the class that a key names has; 0 when the content has it no more."""
    upcoming = find_class(courses, key)
    return upcoming.group.seats if upcoming else 0
