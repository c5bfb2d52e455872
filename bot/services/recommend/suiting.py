"""Which courses suit somebody, by interests, schooling and age. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.shared.courses import Course, age_fits

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
class Applicant:
    """What somebody told of themselves; None or "" where they did not."""

    age: int | None = None
    education: str = ""
    interest: str = ""


def suiting(courses: Iterable[Course], person: Applicant) -> tuple[Course, ...]:
    """The courses that suit, best first, without those that ask for another age or more schooling.

    Interests count most. Then the report's rule: 4050 and little schooling → hands-on courses
    (钳工、营业员、保洁、保绿、保育、家政), young with schooling → 文秘、财会、计算机、数控.
    """
    fitting = [course for course in courses if _may(course, person)]
    return tuple(sorted(fitting, key=lambda course: -_score(course, person)))


def schooling(word: str) -> int | None:
    """The level (0 to 4) of a word such as 初中; None when it is not known."""
    return next((level for name, level in _SPOKEN_SCHOOLING.items() if name in word), None)


def _may(course: Course, person: Applicant) -> bool:
    level = schooling(person.education)
    enough = level is None or level >= _SCHOOLING[course.education]
    return enough and (person.age is None or age_fits(course, person.age))


def _score(course: Course, person: Applicant) -> float:
    score = 3.0 * sum(word in person.interest for word in (*course.interests, course.name, *course.aliases))
    level = schooling(person.education)
    if level is not None:
        score -= 0.4 * abs(level - _SCHOOLING[course.education])
    if person.age is not None:
        hands_on = course.kind == "skill" and _SCHOOLING[course.education] <= 1
        score += 0.5 if hands_on == (person.age >= 40) else 0.0
        score += 0.6 if person.age >= 60 and course.kind == "culture" else 0.0
    return score
