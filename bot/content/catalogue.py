"""The courses as residents meet them: upcoming classes, and what suits whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.content.dates import next_monthly, next_start, spoken, weekdays
from bot.content.knowledge import Course, CourseClass, Event

_SCHOOLING = {"none": 0, "primary": 1, "junior": 2, "senior": 3, "college": 4}
_SPOKEN_SCHOOLING = {
    "文盲": 0,
    "小学": 1,
    "初中": 2,
    "高中": 3,
    "中专": 3,
    "职高": 3,
    "技校": 3,
    "大专": 4,
    "本科": 4,
    "大学": 4,
    "研究生": 4,
}


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A class with the day on which it starts; `key` names it for ever, also after it began."""

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
    return tuple(sorted(classes, key=lambda one: one.start))


def _first_day(group: CourseClass, now: datetime) -> date:
    begun = now.time() >= time.fromisoformat(group.time.partition("-")[0])
    return now.date() + timedelta(days=begun)


def event_when(event: Event, today: date) -> str:
    """When an event is next, as residents say it."""
    if event.monthly is not None:
        return f"{spoken(next_monthly(event.monthly, today), today)} {event.time}".strip()
    if event.date is not None and event.date >= today:
        return f"{spoken(event.date, today)} {event.time}".strip()
    return event.when


def find_class(courses: Iterable[Course], key: str) -> Upcoming | None:
    """The class that a key names, if the course still has it."""
    course_id, _, rest = key.partition(".")
    group_id, _, day = rest.rpartition(".")
    for course in courses:
        for group in course.classes:
            if (course.id, group.id) == (course_id, group_id):
                return Upcoming(course, group, date.fromisoformat(day))
    return None


def seats_of(courses: Iterable[Course], key: str) -> int:
    """How many seats the class that a key names has; 0 if the course has it no more."""
    found = find_class(courses, key)
    return found.group.seats if found else 0


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody told of themselves; age None and "" where they did not."""

    age: int | None = None
    education: str = ""
    interest: str = ""


def suiting(courses: Iterable[Course], person: Person) -> tuple[Course, ...]:
    """The courses that suit, best first; those whose age or schooling they do not have are left out.

    Interests count most. Then the report's rule: 4050 and little schooling → hands-on courses
    (钳工、营业员、保洁、保绿、保育、家政), young with schooling → 文秘、财会、计算机、数控.
    """
    fitting = [course for course in courses if _may(course, person)]
    return tuple(sorted(fitting, key=lambda course: -_score(course, person)))


def age_fits(course: Course, age: int) -> bool:
    """Is this age within the course's limits?"""
    return (course.min_age or 0) <= age <= (course.max_age or 200)


def schooling(word: str) -> int | None:
    """The level (0 to 4) of a word such as 初中; None when it is not known."""
    return next((level for name, level in _SPOKEN_SCHOOLING.items() if name in word), None)


def _may(course: Course, person: Person) -> bool:
    level = schooling(person.education)
    enough = level is None or level >= _SCHOOLING[course.education]
    return enough and (person.age is None or age_fits(course, person.age))


def _score(course: Course, person: Person) -> float:
    score = 3.0 * sum(word in person.interest for word in (*course.interests, course.name, *course.aliases))
    level = schooling(person.education)
    if level is not None:
        score -= 0.4 * abs(level - _SCHOOLING[course.education])
    if person.age is not None:
        hands_on = course.kind == "skill" and _SCHOOLING[course.education] <= 1
        score += 0.5 if hands_on == (person.age >= 40) else 0.0
        score += 0.6 if person.age >= 60 and course.kind == "culture" else 0.0
    return score
