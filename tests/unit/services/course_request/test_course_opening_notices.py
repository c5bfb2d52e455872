"""When a course opens, those who requested it are notified once, whichever name they used for it."""

from dataclasses import replace

import pytest

from bot.common.text import plain
from bot.content.dates import Starts
from bot.content.shared.courses import COURSES, Course, CourseClass, find_course
from bot.services.course_request import records as course_requests
from bot.services.course_request.content import CourseWish, subject_name
from tests.stage import Stage


def _with_course(stage: Stage, course: Course) -> None:
    content = stage.snapshot.content
    others = tuple(other for other in content.part(COURSES) if other.id != course.id)
    stage.snapshot = replace(stage.snapshot, content=content.with_part(COURSES, (*others, course)))
    stage.restart()


def _course(stage: Stage, **changed: object) -> Course:
    return stage.snapshot.content.part(COURSES)[0].model_copy(update={"aliases": ()} | changed)


async def _ask(stage: Stage, text: str, user: str) -> None:
    await stage.say(text, user)
    await stage.say("跳过", user)


async def _told(stage: Stage, user: str) -> str:
    return plain((await stage.say("你好", user)).replies)


async def test_all_names_of_a_subject_are_told_once(stage: Stage) -> None:
    await _ask(stage, "能不能开个吉他班", "one")
    await _ask(stage, "想学弹吉他 能开班吗", "two")
    await _ask(stage, "能不能开个二胡班", "three")
    await stage.periodic_jobs()
    assert await stage.notices() == 0
    _with_course(stage, _course(stage, id="guitar", name="吉他"))
    await stage.periodic_jobs()
    await stage.periodic_jobs()
    assert await stage.notices() == 2
    assert "您想学的弹吉他开班了：【吉他】" in await _told(stage, "two")
    assert "开班了" not in await _told(stage, "three")
    async with stage.database.work() as work:
        assert [request.subject for request in await course_requests.waiting(work)] == ["二胡"]


async def test_told_of_a_course_they_enrol_by_its_name(stage: Stage) -> None:
    await _ask(stage, "能不能开个吉他班", "one")
    _with_course(stage, _course(stage, id="guitar", name="吉他班", aliases=("吉他",)))
    await stage.periodic_jobs()
    await stage.notices()
    assert "回「报名吉他班」" in await _told(stage, "one")


async def test_another_time_of_a_course_is_told_and_the_same_times_are_not(stage: Stage) -> None:
    await stage.say("电工班能不能周末也开一个", "one")
    await stage.say("这些时间都不合适", "one")
    await stage.say("跳过", "one")
    await stage.periodic_jobs()
    assert await stage.notices() == 0
    electrician = find_course(stage.snapshot.content, "电工")
    assert electrician is not None
    sunday = CourseClass(
        id="sun-night", title="周日晚上班", weekdays=(7,), time="18:30-20:30", weeks=8,
        starts=Starts(anchor="2026-05-10", every_weeks=9), seats=20,
    )  # fmt: skip
    _with_course(stage, electrician.model_copy(update={"classes": (*electrician.classes, sunday)}))
    await stage.periodic_jobs()
    assert await stage.notices() == 1
    assert "周日晚上班" in await _told(stage, "one")


async def test_a_course_that_is_outdated_is_not_told(stage: Stage) -> None:
    await _ask(stage, "能不能开个吉他班", "one")
    gone = stage.now.date().replace(year=2025)
    _with_course(stage, _course(stage, id="guitar", name="吉他", valid_until=gone))
    await stage.periodic_jobs()
    assert await stage.notices() == 0


@pytest.mark.parametrize(
    ("said", "name"), [("抖音", "短视频"), ("孙女讲的那个拍抖音的", "短视频"), ("竹编", "竹编")]
)
def test_what_counts_as_one_subject(said: str, name: str) -> None:
    assert subject_name((CourseWish(name="短视频", aliases=("抖音",)),), said) == name
