"""courses.yaml: the courses with their classes. Read by training, enrolment, course requests, jobs, privacy and the console."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field

from bot.content.dates import Starts
from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.lexicon import SlotName
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.details import Details
from bot.content.shared.venues import find_venue
from bot.content.snapshot import Content, ContentPart, DatedField, single_file
from bot.content.source import Document, Problem, Where

Education = Literal["none", "primary", "junior", "senior", "college"]

_AFFIXES = re.compile(r"^学(?=..)|(?<=..)(?:班|课程|课|培训|使用)$")


class CourseClass(ContentModel):
    """One class (班) of a course that residents can sign up for.

    weekdays: 1 is Monday, 7 is Sunday; time: "09:00-11:00"; weeks: how many weeks it lasts.
    """

    id: NonEmptyStr
    title: NonEmptyStr
    weekdays: tuple[int, ...] = Field(min_length=1)
    time: str = Field(pattern=r"^\d{2}:\d{2}-\d{2}:\d{2}$")
    weeks: int = Field(ge=1)
    starts: Starts
    seats: int = Field(ge=1)


class Course(Dated):
    """One course, with its classes.

    kind: skill (技能) or culture (文化); mode: 菜单式 menu, 订单式 order, 现场示范 demo, 休闲 leisure.
    interests: words of a resident's description that this course suits.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    kind: Literal["skill", "culture"]
    mode: Literal["menu", "order", "demo", "leisure"]
    summary: NonEmptyStr
    for_whom: NonEmptyStr
    min_age: int | None = None
    max_age: int | None = None
    education: Education = "none"
    interests: tuple[NonEmptyStr, ...] = ()
    fee: NonEmptyStr
    teacher: NonEmptyStr
    certificate: NonEmptyStr
    bring: NonEmptyStr
    venue: NonEmptyStr
    jobs: str = ""
    details: Details = Details()
    classes: tuple[CourseClass, ...] = Field(min_length=1)


class CourseFile(Governed):
    """The file."""

    courses: tuple[Course, ...]


def find_course(content: Content, key: str) -> Course | None:
    """The course with this id or name; else one that has it among its other names."""
    courses = content.part(COURSES)
    by_name = (course for course in courses if key in (course.id, course.name))
    by_alias = (course for course in courses if key in course.aliases)
    return next(by_name, None) or next(by_alias, None)


def is_same_course(content: Content, key: str, other: str) -> bool:
    """Are both names or ids of one course: 焊接 and 焊工?"""
    found = find_course(content, key)
    return key == other or (found is not None and found == find_course(content, other))


def age_fits(course: Course, age: int) -> bool:
    """Is this age within the course's limits?"""
    return (course.min_age or 0) <= age <= (course.max_age or 200)


def _names(courses: Iterable[Course]) -> Iterator[SlotName]:
    """The value is the name that was used, in its plain form: 「电工」 for 「电工班」, 「剪纸」 for 「学剪纸」."""
    for course in courses:
        names = (course.name, *course.aliases)
        yield from (SlotName("course", _AFFIXES.sub("", name), name) for name in names)


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        names: dict[str, str] = {}
        ids: set[str] = set()
        for number, course in enumerate(content.part(COURSES)):
            where: Where = ("courses", number)
            if course.id in ids:
                yield document.problem((*where, "id"), f"编号「{course.id}」用了两次")
            ids.add(course.id)
            for name in (course.name, *course.aliases):
                other = names.setdefault(name, course.name)
                if other != course.name:
                    text = f"「{name}」也是「{other}」的叫法，只能属于一门课"
                    yield document.problem((*where, "aliases"), text)
            if find_venue(content, course.venue) is None:
                yield document.problem((*where, "venue"), f"没有「{course.venue}」这个场馆")
            yield from _check_classes(document, where, course)


def _check_classes(document: Document, where: Where, course: Course) -> Iterator[Problem]:
    for index, group in enumerate(course.classes):
        start = group.starts.date or group.starts.anchor
        if start is not None and start.isoweekday() not in group.weekdays:
            text = f"「{course.name}」{group.title}的开课日期不在上课的星期里"
            yield document.problem((*where, "classes", index, "starts"), text)


COURSES = ContentPart(
    single_file("courses.yaml", CourseFile, lambda file: within_file_dates(file, file.courses)),
    names=_names,
    check=_check,
    dates=(DatedField(("courses", "*", "classes", "*", "starts", "date"), "开课日期 {day} 已经过了"),),
)
