"""Which courses suit somebody, by what they told of themselves, and why. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.common.text import outermost
from bot.content.dates import spoken
from bot.content.shared.courses import Course, age_fits
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.understanding.slots import day_time
from bot.understanding.slots.free_times import FreeTimes

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
WORK, LEISURE, OTHERS = "找份工作", "消遣", "别的"
_PURPOSES = (
    (
        WORK,
        re.compile(
            r"(?<!不)(?<!不想)找.{0,3}(?:活|工作|事做)|挣钱|赚钱|就业|养家|糊口|补贴家用|失业|下岗|倒闭|关厂|裁员|没(?:有)?工作|吃饭的本事|吃香|转行|工资"
        ),
    ),
    (LEISURE, re.compile(r"消遣|打发|解闷|玩玩|散心|退休|闲着|闲得|无聊|没事[干做]?|热闹|爱好|充实")),
)
_UNTOLD = re.compile(
    r"不(?:太|怎么|大)?(?:喜欢|爱|想|会|要|用)[^，,。\s想]*|除了[^，,。\s]*|别(?!的)[^，,。\s]*"
)


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody told of themselves and of their time; None or "" where they did not."""

    age: int | None = None
    education: str = ""
    interest: str = ""
    times: FreeTimes = field(default_factory=FreeTimes)


@dataclass(frozen=True, slots=True)
class Suiting:
    """A course that suits, its next class that does, and the words that it suits.

    earns: is it for the work that they look for? age: does it suit their age above others?
    """

    course: Course
    next_class: Upcoming | None = None
    words: tuple[str, ...] = ()
    earns: bool = False
    age: bool = False


def told(text: str, courses: Iterable[Course]) -> str:
    """What the text tells of somebody's interests, purpose and time; "" for nothing."""
    meant = _UNTOLD.sub(" ", text)
    courses = tuple(courses)
    named = dict.fromkeys(word for course in courses for word in course.interests if word in meant)
    named.update(dict.fromkeys(word for course in courses for word in _of_trade(course, meant)))
    longest = outermost(named)
    purposes = [purpose for purpose, said in _PURPOSES if purpose not in longest and said.search(meant)]
    time = day_time.part(meant)
    return "、".join([*longest, *purposes, *([_TIMES[time]] if time else [])])


_OF_MANY = frozenset({"年轻", "老人", "退休", "孩子", WORK})
_TRADE = re.compile(r"(?:以前|从前|原来|过去|一直|年轻时|本来|干过|做过)[^，,。！!？?\s]*")


def _of_trade(course: Course, text: str) -> Sequence[str]:
    """「以前开叉车的」: what the course of the old trade is for, which others may suit as well."""
    trade = "，".join(_TRADE.findall(text))
    if not any(name in trade for name in (course.name, *course.aliases)):
        return ()
    return (course.name, *(word for word in course.interests if word not in _OF_MANY))


_TIMES = {
    "weekend": "周末", "weekday": "平时", "morning": "上午", "afternoon": "下午", "evening": "晚上", "day": "白天",
}  # fmt: skip


def suiting(courses: Iterable[Course], person: Applicant, now: datetime) -> tuple[Suiting, ...]:
    """The courses that suit, best first, without those that ask for another age or more schooling.

    Interests count most. Then the report's rule: 4050 and little schooling → hands-on courses
    (钳工、营业员、保洁、保绿、保育、家政), young with schooling → 文秘、财会、计算机、数控. Of equals the soonest.
    """
    part = "" if person.times.told else day_time.part(person.interest)
    all_fitting = [_suiting(course, person, part, now) for course in courses if _may(course, person)]
    at_the_time = [fitting for fitting in all_fitting if fitting.next_class is not None]
    fitting = _meeting(at_the_time if (part or person.times.told) and at_the_time else all_fitting)
    best = sorted(fitting, key=lambda suits: (-_score(suits, person), _start(suits)))
    return tuple(best if _says_anything(person) else _varied(best))


def _meeting(fitting: Sequence[Suiting]) -> Sequence[Suiting]:
    """Those that meet what was told, where any does: their words, else their purpose."""
    worded = [suits for suits in fitting if suits.words]
    return worded or [suits for suits in fitting if suits.earns] or fitting


def schooling(word: str) -> int | None:
    """The level (0 to 4) of a word such as 初中; None when it is not known."""
    return next((level for name, level in _SPOKEN_SCHOOLING.items() if name in word), None)


def start_of(suits: Suiting, now: datetime) -> str:
    """The day on which its next class starts, in words; "" without one."""
    return spoken(suits.next_class.start, now.date()) if suits.next_class else ""


def _suiting(course: Course, person: Applicant, part: str, now: datetime) -> Suiting:
    classes = (
        coming
        for coming in upcoming(course, now)
        if day_time.is_within(part, coming.group.weekdays, coming.group.time)
        and person.times.fit(coming.group.weekdays, coming.group.time)
    )
    words = tuple(word for word in _words(course) if word in person.interest and word != WORK)
    earns = WORK in person.interest and (WORK in course.interests or bool(course.jobs))
    for_age = person.age is not None and _for_age(course, person.age)
    return Suiting(course, next(classes, None), words, earns, for_age)


def _words(course: Course) -> Sequence[str]:
    return (*course.interests, course.name, *course.aliases)


def _start(suits: Suiting) -> str:
    return suits.next_class.start.isoformat() if suits.next_class else "9"


def _says_anything(person: Applicant) -> bool:
    return person.age is not None or bool(person.education or person.interest)


def _varied(fitting: Sequence[Suiting]) -> list[Suiting]:
    """Something to earn with, something for pleasure, then the others."""
    firsts = [
        next((suits for suits in fitting if suits.course.kind == kind), None) for kind in ("skill", "culture")
    ]
    chosen = [suits for suits in firsts if suits is not None]
    return [*chosen, *(suits for suits in fitting if suits not in chosen)]


def _may(course: Course, person: Applicant) -> bool:
    level = schooling(person.education)
    enough = level is None or level >= _SCHOOLING[course.education]
    return enough and (person.age is None or age_fits(course, person.age))


def _for_age(course: Course, age: int) -> bool:
    """Is the course one for people of this age above all?"""
    if age >= 60:
        return course.kind == "culture"
    return _hands_on(course) if age >= 40 else "年轻" in course.interests


def _hands_on(course: Course) -> bool:
    return course.kind == "skill" and _SCHOOLING[course.education] <= 1


def _for_the_old(course: Course) -> bool:
    return "老人" in course.interests or "退休" in course.interests


def _score(suits: Suiting, person: Applicant) -> float:
    course, score = suits.course, 3.0 * len(suits.words)
    if suits.earns:
        score += 1.5 if WORK in course.interests else 1.0
    score += 1.0 if LEISURE in person.interest and course.kind == "culture" else 0.0
    level = schooling(person.education)
    if level is not None:
        score -= 0.4 * abs(level - _SCHOOLING[course.education])
    if person.age is not None:
        score += 0.5 if _hands_on(course) == (person.age >= 40) else 0.0
        score += 0.6 if suits.age else 0.0
        score -= 0.8 if person.age < 45 and _for_the_old(course) else 0.0
    return score
