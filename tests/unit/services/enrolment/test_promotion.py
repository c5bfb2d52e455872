"""The waitlist moves up also when seats were added, or when the staff cancelled an enrolment."""

import re
from dataclasses import replace

from bot.common.text import plain
from bot.content.shared.courses import COURSES, Course, find_course
from bot.content.shared.events import EVENTS, Event
from bot.conversation.hooks import StaffDecision
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.services.enrolment.records import NewEnrolment
from bot.services.events import records as signups
from bot.storage.seats import SeatStatus
from tests.stage import Stage


def _with_seats(stage: Stage, course: Course, seats: int) -> None:
    classes = tuple(group.model_copy(update={"seats": seats}) for group in course.classes)
    changed = course.model_copy(update={"classes": classes})
    content = stage.snapshot.content
    courses = tuple(changed if other.id == course.id else other for other in content.part(COURSES))
    stage.snapshot = replace(stage.snapshot, content=content.with_part(COURSES, courses))
    stage.restart()


async def _enrol(stage: Stage, user: str) -> str:
    for text in ("我想报电工", "1", "李大力", f"1380000000{user[-1]}", "40"):
        await stage.say(text, user)
    return plain((await stage.say("对", user)).replies)


async def _statuses(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        return [enrolment.status.value for enrolment in await enrolments.every(work)]


async def test_seats_that_the_staff_add(stage: Stage) -> None:
    course = find_course(stage.snapshot.content, "电工")
    assert course is not None
    _with_seats(stage, course, 1)
    said = [await _enrol(stage, f"u{number}") for number in range(4)]
    assert ["候补" in answer or "排" in answer for answer in said] == [False, True, True, True]
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["confirmed"] + ["waitlisted"] * 3
    _with_seats(stage, course, 3)
    await stage.periodic_jobs()
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["confirmed"] * 3 + ["waitlisted"]
    assert await stage.notices() == 2
    assert "李大力" in plain((await stage.say("你好", "u1")).replies)


async def test_a_class_that_has_begun_is_left_alone(stage: Stage) -> None:
    async with stage.database.work() as work:
        for number in range(2):
            old = NewEnrolment(
                f"terminal:u{number}", "electrician", "electrician.gone.2020-01-01", "第一期", "张三",
                f"1380000000{number}", "本人", 40,
            )  # fmt: skip
            await seat_allocation.allocate(work, old, 1, stage.now)
        await work.commit()
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["confirmed", "waitlisted"]


async def test_an_event_of_which_the_staff_take_somebody_off(stage: Stage) -> None:
    event = next(event for event in stage.snapshot.content.part(EVENTS) if event.seats)
    await _small(stage, event)
    for number in range(3):
        await stage.say(f"我要报名参加{event.name}", f"u{number}")
        for text in ("王秀英", f"1380000000{number}", "对"):
            await stage.say(text, f"u{number}")
    async with stage.database.work() as work:
        rows = await signups.every(work)
    assert [signup.status for signup in rows] == ["confirmed", "waitlisted", "waitlisted"]
    await stage.order("events", StaffDecision(rows[0].id, SeatStatus.CANCELLED.value, ""))
    await stage.periodic_jobs()
    async with stage.database.work() as work:
        rows = await signups.every(work)
    assert [signup.status for signup in rows] == ["cancelled", "confirmed", "waitlisted"]
    assert await stage.notices() == 2
    assert re.search(event.name, plain((await stage.say("你好", "u1")).replies))


async def test_who_is_erased_leaves_the_place_at_an_event_and_the_next_hears_the_day(stage: Stage) -> None:
    event = next(event for event in stage.snapshot.content.part(EVENTS) if event.seats and event.monthly)
    await _small(stage, event)
    for number in range(2):
        await stage.say(f"我要报名参加{event.name}", f"u{number}")
        for text in ("王秀英", f"1380000000{number}", "对"):
            await stage.say(text, f"u{number}")
    await stage.say("删除我的信息", "u0")
    assert "删好了" in plain((await stage.say("1", "u0")).replies)
    assert await stage.notices() == 1
    told = plain((await stage.say("你好", "u1")).replies)
    assert event.name in told
    assert re.search(r"\d+月\d+日", told)
    assert not re.search(r"\d{4}-\d\d-\d\d", told)


async def test_who_is_erased_leaves_the_thing_that_was_kept_for_them(stage: Stage) -> None:
    for text in ("家里多出来一辆婴儿车送人", "张秀英", "13800000000", "对"):
        await stage.say(text, "owner")
    for text in ("谁家有婴儿车", "1", "李明", "13900000001"):
        await stage.say(text, "holder")
    await stage.notices()
    await stage.say("你好", "owner")
    await stage.say("删除我的信息", "holder")
    await stage.say("1", "holder")
    assert await stage.notices() == 1
    assert "婴儿车" in plain((await stage.say("你好", "owner")).replies)
    assert "有人在出" in plain((await stage.say("谁家有婴儿车", "another")).replies)


async def _small(stage: Stage, event: Event) -> None:
    content = stage.snapshot.content
    events = tuple(
        other.model_copy(update={"seats": 1}) if other.id == event.id else other
        for other in content.part(EVENTS)
    )
    stage.snapshot = replace(stage.snapshot, content=content.with_part(EVENTS, events))
    stage.restart()
