"""What the staff decide is held to the transition table of the kind of record, whatever the kind."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.common.errors import OrderRefused
from bot.content.shared.courses import COURSES
from bot.content.shared.events import EVENTS
from bot.conversation.hooks import StaffDecision
from bot.services import RECORD_TYPES, SERVICES
from bot.services.handoff.statuses import HANDOFF_TRANSITIONS
from bot.storage.tables.changes import ChangeRecord
from bot.storage.tables.notices import NoticeRecord
from bot.storage.transitions import Party
from tests.stage import Stage
from tests.unit.storage.filled_rows import add_filled_row

DECIDED_BY_NAME = sorted(kind for service in SERVICES for kind in service.staff_actions if kind != "handoffs")
"""Kinds of record on which the staff decide by naming the new status. A hand-off is answered, assigned or closed."""

NOTE = "记得带身份证"
TOLD_TO_NOBODY = frozenset({"alarms"})
"""Kinds on which the staff note what they did among themselves."""


@pytest.mark.parametrize("kind", DECIDED_BY_NAME)
async def test_a_decision_is_held_to_the_table(stage: Stage, kind: str) -> None:
    table: Any = RECORD_TYPES[kind].table
    transitions = RECORD_TYPES[kind].transitions
    assert transitions is not None
    event = next(event for event in stage.snapshot.content.part(EVENTS) if not event.seats)
    course = next(course for course in stage.snapshot.content.part(COURSES) if course.classes)
    filled: dict[str, dict[str, str]] = {
        "events": {"occasion": f"event:{event.id}:", "event": event.name},
        "enrolments": {"course": course.id, "session": f"{course.id}.{course.classes[0].id}.20260901"},
        "orders": {"kind": "hire"},
    }
    words = RECORD_TYPES[kind].status_words
    async with stage.database.work() as work:
        row = await add_filled_row(work, table, user="terminal:u", **filled.get(kind, {}))
        await work.commit()
    for before in transitions.statuses:
        for after in transitions.statuses:
            async with stage.database.work() as work:
                session = await work.write()
                await session.execute(update(table).where(table.id == row).values(status=before.value))
                await work.commit()
            written = await _written(stage)
            if transitions.allows(before, after, Party.STAFF):
                await stage.order(kind, StaffDecision(row, after.value, NOTE))
                assert kind in TOLD_TO_NOBODY or NOTE in await _last_notice(stage), (before, after)
                assert await _status(stage, table, row) == after
            else:
                with pytest.raises(OrderRefused) as refused:
                    await stage.order(kind, StaffDecision(row, after.value))
                if after in transitions.targets(Party.STAFF):
                    told = f"{row}号现在是「{words[before]}」，不能改成「{words[after]}」"
                    assert str(refused.value) == told
                assert await _status(stage, table, row) == before, (before, after)
                assert await _written(stage) == written, (before, after)


@pytest.mark.parametrize("kind", [*DECIDED_BY_NAME, "handoffs"])
async def test_what_is_not_there_or_not_a_decision_is_refused(stage: Stage, kind: str) -> None:
    for word in ("nonsense", "", *HANDOFF_TRANSITIONS.statuses):
        with pytest.raises(OrderRefused):
            await stage.order(kind, StaffDecision(77, word))
    assert await _written(stage) == (0, 0)


async def _status(stage: Stage, table: Any, row: int) -> str:
    async with stage.database.work() as work:
        session = await work.read()
        return str(await session.scalar(select(table.status).where(table.id == row)))


async def _last_notice(stage: Stage) -> str:
    """The text of the notice that was written last."""
    async with stage.database.work() as work:
        session = await work.read()
        newest = await session.scalar(select(func.max(NoticeRecord.id)))
        return str(await session.scalar(select(NoticeRecord.text).where(NoticeRecord.id == newest)))


async def _written(stage: Stage) -> tuple[int, int]:
    """How many changes are on record, and how many notices."""
    async with stage.database.work() as work:
        session = await work.read()
        changes = await session.scalar(select(func.count()).select_from(ChangeRecord))
        notices = await session.scalar(select(func.count()).select_from(NoticeRecord))
        return int(changes or 0), int(notices or 0)
