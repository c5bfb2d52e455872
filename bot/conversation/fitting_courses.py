"""Which courses fit what somebody wishes: by what is done there, by taste, for whom, and when they have time. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.common.text import outermost
from bot.content.shared.course_tastes import CourseTastes
from bot.content.shared.courses import Course, age_fits
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.understanding.slots import amounts
from bot.understanding.slots.free_times import FreeTimes, free_times, without_busy

_CLAUSE = re.compile(r"[^，,。.！!？?；;、\s]+")
_DENIED = re.compile(
    r"(?:(?<![要想会是爱用])[不弗勿](?:太|怎么|大)?(?:喜欢|爱|想|会|要|用|是|学|为)|除了|除开|别(?![的人])|覅|没兴趣).*"
)
_ALL_ALIKE = re.compile(r"都是|全是|又是|净是|老是")  # 「都是上班的活」 is said of what is not wanted
_SCORNED = re.compile(r"能当饭吃|当不了饭|有啥用|有什么用|有啥好学")
_OF_ONESELF = re.compile(
    r"以前|从前|原来|过去|年轻时|本来|[干做教]过|退休前|(?:我|他|她)(?:就)?是(?:个)?(?:做|搞|干|开|教)"
)  # what somebody did is no wish
_YOUNG = re.compile(
    r"(?<![\d一二三四五六七八九十])(?:\d|1[0-3]|[一二三四五六七八九]|十[一二三]?)(?:周|虚)?岁(?!月)"
)
OLD = 60  # years
CHILD = 12  # years: no course names an age for children, but those that take them say so


@dataclass(frozen=True, slots=True)
class SoughtCourse:
    """What is wished of a course. words: what courses are called or are for; not_words: of those that are not wanted."""

    words: frozenset[str] = frozenset()
    not_words: frozenset[str] = frozenset()
    leisure: bool = False
    work: bool = False
    child: bool = False
    elder: bool = False
    age: int | None = None
    times: FreeTimes = field(default_factory=FreeTimes)

    @property
    def described(self) -> bool:
        """Is anything told by which courses can be chosen, beside their times?"""
        return bool(self.words) or self.leisure or self.work or self.child or self.elder

    @property
    def told(self) -> bool:
        """Is anything told of the course at all?"""
        return self.described or self.times.told

    def instead_of(self, missed: Sequence[Course]) -> "SoughtCourse":
        """The wish for something of the kind of these courses, which have no class then."""
        kinds = {course.kind for course in missed}
        rest = replace(self, words=frozenset(), not_words=self.not_words | self.words)
        return replace(
            rest, leisure=self.leisure or kinds == {"culture"}, work=self.work or kinds == {"skill"}
        )

    def then(self, newer: "SoughtCourse") -> "SoughtCourse":
        """The wish with what was said after it: other words count in place of the first ones, the rest is kept."""
        words = newer.words or (self.words if not newer.not_words else frozenset())
        return SoughtCourse(
            words,
            (self.not_words | newer.not_words) - newer.words,
            newer.leisure or (self.leisure and not newer.work),
            newer.work or (self.work and not newer.leisure),
            newer.child or (self.child and not newer.elder),
            newer.elder or (self.elder and not newer.child),
            newer.age or self.age,
            self.times.then(newer.times),
        )


@dataclass(frozen=True, slots=True)
class Fitting:
    """What fits a wish, best first. missed: what is meant by its words and has no class at these times."""

    found: tuple[tuple[Course, Upcoming], ...] = ()
    missed: tuple[Course, ...] = ()


def wish_told(text: str, courses: Sequence[Course], tastes: CourseTastes) -> SoughtCourse:
    """What the text tells of the course that somebody would like."""
    wanted, denied = _wanted_and_denied(text)
    not_work = _says(denied, tastes.work) or bool(_ALL_ALIKE.search(text) and _says(wanted, tastes.work))
    words, age = _named(wanted, courses, tastes), amounts.age(text, asked=False)
    return SoughtCourse(
        words,
        _named(denied, courses, tastes) - words,
        _says(wanted, tastes.leisure) or not_work,
        _says(wanted, tastes.work) and not not_work,
        _says(wanted, tastes.children) or _YOUNG.search(wanted) is not None,
        _says(wanted, tastes.elders) or (age or 0) >= OLD,
        age,
        free_times(text),
    )


def _wanted_and_denied(text: str) -> tuple[str, str]:
    """What the text says is wanted, and what is not; what is told of oneself is neither."""
    wanted = denied = ""
    for clause in _CLAUSE.findall(without_busy(text)):
        if _OF_ONESELF.search(clause):
            continue
        match = re.match(r".*", clause) if _SCORNED.search(clause) else _DENIED.search(clause)
        wanted += f" {clause[: match.start()] if match else clause}"
        denied += f" {match[0]}" if match else ""
    return wanted, denied


def fitting(wish: SoughtCourse, courses: Sequence[Course], now: datetime) -> Fitting:
    """The courses that fit the wish, each with its soonest class that does."""
    meant = _of_kind(wish, [course for course in _meant(wish, courses) if _may(wish, course)])
    best = sorted(meant, key=lambda course: -_score(wish, course))
    found = [(course, soonest) for course in best if (soonest := _soonest(course, wish.times, now))]
    with_classes = {course.id for course, _ in found}
    missed = [course for course in best if course.id not in with_classes] if wish.words else []
    return Fitting(tuple(found), tuple(missed))


def _of_kind(wish: SoughtCourse, courses: list[Course]) -> list[Course]:
    """Those for pleasure or for work, where that is wished; what is named is kept where none of it is such."""
    kind = "culture" if wish.leisure else "skill" if wish.work else ""
    of_kind = [course for course in courses if course.kind == (kind or course.kind)]
    return of_kind or (courses if wish.words else [])


def matched(wish: SoughtCourse, course: Course) -> tuple[str, ...]:
    """The words of the wish that the course is called by, or is for."""
    return tuple(word for word in _words(course) if word in wish.words)


def is_named(wish: SoughtCourse, course: Course) -> bool:
    """Is the course meant by a name of its own?"""
    return any(word in wish.words for word in (course.name, *course.aliases))


def _says(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _words(course: Course) -> Sequence[str]:
    return (course.name, *course.aliases, *course.interests)


def _named(text: str, courses: Sequence[Course], tastes: CourseTastes) -> frozenset[str]:
    """The words of courses in the text, the longest of those that lie in each other, without what suits any course."""
    if not text:
        return frozenset()
    said = {word for course in courses for word in _words(course) if word in text}.difference(tastes.general)
    return frozenset(outermost(said))


def _meant(wish: SoughtCourse, courses: Sequence[Course]) -> list[Course]:
    left_out = [course for course in courses if _is_left_out(wish, course)]
    rest = [course for course in courses if course not in left_out]
    if wish.words:
        return [course for course in rest if matched(wish, course)]
    if wish.child or wish.elder:
        return [course for course in rest if _is_for(wish, course)]
    return rest


def _is_left_out(wish: SoughtCourse, course: Course) -> bool:
    return any(word in (course.name, *course.aliases) for word in wish.not_words)


def _is_for(wish: SoughtCourse, course: Course) -> bool:
    """Does what is written of the course speak of the old, or of children who come themselves?"""
    whom = (*course.interests, course.for_whom)
    if wish.child:
        return course.kind == "culture" and any("孩子" in words and "带孩子" not in words for words in whom)
    return course.kind == "culture" and any("老人" in words or "退休" in words for words in whom)


def _may(wish: SoughtCourse, course: Course) -> bool:
    age = CHILD if wish.child and wish.age is None else wish.age
    return age is None or age_fits(course, age)


def _soonest(course: Course, times: FreeTimes, now: datetime) -> Upcoming | None:
    classes = (
        offered for offered in upcoming(course, now) if times.fit(offered.group.weekdays, offered.group.time)
    )
    return next(classes, None)


def _score(wish: SoughtCourse, course: Course) -> float:
    names = (course.name, *course.aliases)
    by_words = sum(2.0 if word in names else 1.0 for word in matched(wish, course))
    pleasure = 0.25 if not wish.work and course.kind == "culture" else 0.0
    return by_words + pleasure + (0.5 if _is_for(wish, course) and (wish.child or wish.elder) else 0.0)
