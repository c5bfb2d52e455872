"""A rush on a course in chat: all confirm at the same moment."""

import asyncio
import re
from dataclasses import replace

import pytest

from bot.conversation.session import dumps
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.services.enrolment.records import Enrolment
from bot.storage import turns
from bot.storage.turns import StaleSession, TurnRow
from bot.storage.unit_of_work import UnitOfWork
from tests.stage import Stage

BEFORE = ("给我妈报家政，她叫王秀英，电话138{number:08d}", "1")


async def rushed(stage: Stage, count: int) -> list[str]:
    for text in BEFORE:
        for number in range(count):
            await stage.say(text.format(number=number), user=f"u{number}")
    turned = await asyncio.gather(*(stage.say("对", user=f"u{number}") for number in range(count)))
    return [result.replies[0].text for result in turned]


async def rows(stage: Stage) -> list[Enrolment]:
    async with stage.database.work() as work:
        return await enrolments.every(work)


async def test_each_hears_their_own_number(stage: Stage) -> None:
    said = await rushed(stage, 30)
    numbers = [re.search(r"报名号\D*(\d+)", text) for text in said]
    assert [int(found[1]) for found in numbers if found] == [
        row.id for row in sorted(await rows(stage), key=lambda row: int(row.user.partition(":u")[2]))
    ]
    again = await stage.say("对", user="u7")
    assert "报名号" not in again.replies[0].text
    assert len(await rows(stage)) == 30


async def test_a_turn_that_reads_while_its_group_commits_costs_nobody_a_seat(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = seat_allocation.allocate
    that_read: list[str] = []

    async def read_too(work: UnitOfWork, new: enrolments.NewEnrolment, *rest: object) -> Enrolment:
        placed: Enrolment = await place(work, new, *rest)  # type: ignore[arg-type]
        if new.user.endswith(":u3") and not that_read:
            that_read.append(new.user)
            await enrolments.of_user(work, new.user)
        return placed

    monkeypatch.setattr(seat_allocation, "allocate", read_too)
    said = await rushed(stage, 10)
    assert that_read
    assert all("报名号" in text for text in said)
    assert len(await rows(stage)) == 10


async def test_what_could_not_be_written_is_not_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process writes for the same resident each time, as only without Redis it can."""

    async def overtaken(work: UnitOfWork, row: TurnRow, *_: object) -> None:
        await work.rollback()
        raise StaleSession(replace(row, session_after=before))

    for text in BEFORE:
        await stage.say(text.format(number=1))
    before = dumps(await stage.session())
    monkeypatch.setattr(turns, "record", overtaken)
    said = (await stage.say("对")).replies[0].text
    assert "报名号" not in said
    assert "再试" in said
    assert await rows(stage) == []
    monkeypatch.undo()
    assert "报名号" in (await stage.say("对")).replies[0].text
