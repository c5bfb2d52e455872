"""The classes of a course that can still be joined. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.content.dates import next_start, spoken, weekdays
from bot.content.shared.courses import Course, CourseClass


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A class with the day on which it starts; `key` names it for good, also after it began."""

    course: Course
    group: CourseClass
    start: date

    @property
    def key(self) -> str:
        return f"{self.course.id}.{self.group.id}.{self.start:%Y%m%d}"

    def label(self, today: date) -> str:
        """「周六上午班，12月5日（周六）开课」"""
        return f"{self.group.title}，{spoken(self.start, today)}开课"

    @property
    def hours(self) -> str:
        """「每周六 09:00-11:00，共8周」"""
        return f"{weekdays(self.group.weekdays)} {self.group.time}，共{self.group.weeks}周"


def upcoming(course: Course, now: datetime) -> tuple[Upcoming, ...]:
    """The classes that can still be joined, the soonest first; none of a course that is no longer in force.

    now: China's time. On the day on which a class starts it can be joined until its first lesson begins.
    """
    today = now.date()
    if not course.holds(today):
        return ()
    starts = [(group, next_start(group.starts, _first_day(group, now))) for group in course.classes]
    classes = [Upcoming(course, group, start) for group, start in starts if start is not None]
    return tuple(sorted(classes, key=lambda coming: coming.start))


def _first_day(group: CourseClass, now: datetime) -> date:
    begun = now.time() >= time.fromisoformat(group.time.partition("-")[0])
    return now.date() + timedelta(days=begun)
