"""On the day on which a class starts it can be joined until its first lesson begins."""

from datetime import date, datetime, timedelta

from bot.common.clock import ZONE
from bot.content.shared.courses import COURSES, Course
from bot.content.shared.upcoming_classes import upcoming
from bot.content.snapshot import Content

FIRST = date(2026, 11, 25)


def starting(content: Content) -> Course:
    course = next(course for course in content.part(COURSES) if len(course.classes) > 1)
    [group, *_] = course.classes
    starts = group.starts.model_copy(update={"anchor": FIRST, "date": None, "every_weeks": 9})
    changed = group.model_copy(update={"starts": starts, "time": "18:30-20:30"})
    return course.model_copy(update={"classes": (changed,)})


def test_until_the_first_lesson(content: Content) -> None:
    course = starting(content)
    before = datetime(2026, 11, 25, 18, 29, tzinfo=ZONE)
    assert [group.start for group in upcoming(course, before)] == [FIRST]
    assert [group.start for group in upcoming(course, before + timedelta(minutes=1))] == [
        FIRST + timedelta(weeks=9)
    ]
    late = datetime(2026, 11, 24, 23, 0, tzinfo=ZONE)
    assert [group.start for group in upcoming(course, late)] == [FIRST]
