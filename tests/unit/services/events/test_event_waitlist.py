"""The waitlist of an event: tied to the event's id, and moved by residents, staff and jobs under the same rules."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.common.errors import OrderRefused
from bot.common.text import plain
from bot.content.shared.events import EVENTS, Event
from bot.conversation.hooks import StaffDecision
from bot.services.events import records as signups
from bot.storage.seats import SeatStatus
from tests.stage import Stage

NEW_NAME = "邻里小剧场"


@pytest.fixture
def event(stage: Stage) -> Event:
    """An event with a single seat."""
    seated = next(event for event in stage.snapshot.content.part(EVENTS) if event.seats and event.monthly)
    edited = _edit(stage, seated, lambda event: event.model_copy(update={"seats": 1}))
    assert edited is not None
    return edited


async def test_a_renamed_event_keeps_its_seats(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 3)
    _rename(stage, event)
    await _cancel(stage, "u0")
    assert await _statuses(stage) == ["cancelled", "confirmed", "waitlisted"]
    assert await stage.notices() == 1
    assert NEW_NAME in plain((await stage.say("你好", "u1")).replies)


async def test_a_renamed_event_keeps_its_seats_for_the_periodic_job(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 3)
    _rename(stage, event)
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["confirmed", "waitlisted", "waitlisted"]
    _edit(stage, event, lambda event: event.model_copy(update={"seats": 2}))
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["confirmed", "confirmed", "waitlisted"]


async def test_sign_ups_follow_the_new_name(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 2)
    _rename(stage, event)
    assert NEW_NAME in plain((await stage.say("我的活动", "u0")).replies)
    await stage.periodic_jobs()
    async with stage.database.work() as work:
        exported = await signups.every(work)
    assert [signup.event for signup in exported] == [NEW_NAME] * 2


async def test_a_sign_up_can_be_corrected_after_a_rename(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 1)
    _rename(stage, event)
    await stage.say("我的活动", "u0")
    await stage.say("2", "u0")
    for text in ("电话改成13900000009", "对"):
        await stage.say(text, "u0")
    async with stage.database.work() as work:
        rows = await signups.every(work)
    assert [(signup.status, signup.phone) for signup in rows] == [("confirmed", "13900000009")]


async def test_an_event_that_is_gone_promotes_nobody_and_the_staff_are_told_so(
    stage: Stage, event: Event
) -> None:
    await _sign_up(stage, event, 3)
    _edit(stage, event, lambda event: None)
    await _cancel(stage, "u0")
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["cancelled", "waitlisted", "waitlisted"]
    with pytest.raises(OrderRefused, match="已经不在活动表里"):
        await _decide(stage, 2, SeatStatus.CONFIRMED)
    await _decide(stage, 2, SeatStatus.CANCELLED)
    assert await _statuses(stage) == ["cancelled", "cancelled", "waitlisted"]


async def test_the_staff_cannot_overbook(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 2)
    with pytest.raises(OrderRefused, match="空位"):
        await _decide(stage, 2, SeatStatus.CONFIRMED)
    assert await _statuses(stage) == ["confirmed", "waitlisted"]
    assert await stage.notices() == 0


async def test_the_staff_give_a_free_place_to_whom_they_choose(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 3)
    _edit(stage, event, lambda event: event.model_copy(update={"seats": 2}))
    await _decide(stage, 3, SeatStatus.CONFIRMED)
    assert await _statuses(stage) == ["confirmed", "waitlisted", "confirmed"]


@pytest.mark.parametrize("status", [SeatStatus.CONFIRMED, SeatStatus.CANCELLED])
async def test_what_was_cancelled_stays_so(stage: Stage, event: Event, status: SeatStatus) -> None:
    await _sign_up(stage, event, 1)
    await _cancel(stage, "u0")
    with pytest.raises(OrderRefused):
        await _decide(stage, 1, status)
    assert await _statuses(stage) == ["cancelled"]
    assert await stage.notices() == 0


async def test_the_next_moves_up_at_once_when_the_staff_cancel(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 3)
    await _decide(stage, 1, SeatStatus.CANCELLED)
    assert await _statuses(stage) == ["cancelled", "confirmed", "waitlisted"]
    assert await stage.notices() == 2


async def test_nobody_moves_up_for_an_event_that_is_over(stage: Stage, event: Event) -> None:
    await _sign_up(stage, event, 2)
    stage.wait(days=70)
    await _decide(stage, 1, SeatStatus.CANCELLED)
    await stage.periodic_jobs()
    assert await _statuses(stage) == ["cancelled", "waitlisted"]


async def _sign_up(stage: Stage, event: Event, residents: int) -> None:
    for number in range(residents):
        await stage.say(f"我要报名参加{event.name}", f"u{number}")
        for text in ("王秀英", f"1380000000{number}", "对"):
            await stage.say(text, f"u{number}")
    assert await _statuses(stage) == ["confirmed", "waitlisted", "waitlisted"][:residents]


async def _cancel(stage: Stage, user: str) -> None:
    await stage.say("我的活动", user)
    await stage.say("1", user)


async def _decide(stage: Stage, row: int, status: SeatStatus) -> None:
    await stage.order("events", StaffDecision(row, status.value))


async def _statuses(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        return [signup.status for signup in await signups.every(work)]


def _rename(stage: Stage, event: Event) -> None:
    _edit(stage, event, lambda event: event.model_copy(update={"name": NEW_NAME, "aliases": ()}))


def _edit(stage: Stage, event: Event, edit: Callable[[Event], Event | None]) -> Event | None:
    """The staff edit the event in knowledge/events.yaml; None takes it out."""
    content = stage.snapshot.content
    edited = next((edit(other) for other in content.part(EVENTS) if other.id == event.id), None)
    others = tuple(other for other in content.part(EVENTS) if other.id != event.id)
    events = others if edited is None else (*others, edited)
    stage.snapshot = replace(stage.snapshot, content=content.with_part(EVENTS, events))
    stage.restart()
    return edited
