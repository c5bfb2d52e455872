"""Rows are deleted at their age and not before; rows that still wait for somebody stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.common.settings import Settings
from bot.runtime.composition import retention_periods
from bot.services import RECORD_TYPES
from bot.services.feedback import records as tickets
from bot.services.feedback.records import NewTicket
from bot.services.handoff import records as handoffs
from bot.storage import notices, reviews
from bot.storage.database import Database
from bot.storage.maintenance import retention
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.models import Base
from bot.storage.record_type import expired
from bot.storage.reviews import NewReview
from bot.storage.shared_statuses import TicketStatus
from bot.storage.transitions import Party
from tests.unit.services.enrolment.sample_enrolments import NOW

DAY = timedelta(days=1)
KEPT = RetentionPeriods(conversations=DAY * 10, tickets=DAY * 20, unclear=DAY * 30)


async def filled(database: Database) -> None:
    async with database.work() as work:
        closed, _ = await handoffs.ask(work, "web:a", NOW)
        await handoffs.say(work, closed, "resident", "你好", NOW)
        await handoffs.close(work, closed.id, Party.STAFF, "王芳", NOW)
        await handoffs.call_back(work, "web:b", "13800000000", "上午", NOW)
        over = await tickets.submit(work, NewTicket("web:a", "report", "路灯"), NOW)
        await tickets.decide(work, over.id, TicketStatus.RESOLVED, "修好了", "王芳", NOW)
        withdrawn = await tickets.submit(work, NewTicket("web:a", "report", "井盖"), NOW)
        await tickets.withdraw(work, "web:a", withdrawn.id, NOW)
        await tickets.submit(work, NewTicket("web:a", "report", "还开着"), NOW)
        await reviews.add(work, [NewReview("啥", "missed", "")], NOW)
        await notices.add(work, "web:a", "没说到的", NOW)
        await work.commit()


async def counts(database: Database) -> tuple[int, ...]:
    names = ("handoff_messages", "handoffs", "tickets", "reviews", "notices")
    async with database.work() as work:
        session = await work.read()
        found = [
            await session.scalar(select(func.count()).select_from(Base.metadata.tables[name]))
            for name in names
        ]
        return tuple(int(count or 0) for count in found)


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (9, (1, 2, 3, 1, 1)),
        (11, (0, 1, 3, 1, 1)),
        (21, (0, 1, 1, 1, 1)),
        (31, (0, 1, 1, 0, 1)),
        (41, (0, 1, 1, 0, 0)),
    ],
)
async def test_everything_goes_at_its_age(database: Database, days: int, left: tuple[int, ...]) -> None:
    await filled(database)
    async with database.work() as work:
        await retention.prune(
            work, KEPT, NOW + DAY * days, expired(RECORD_TYPES.values(), KEPT, NOW + DAY * days)
        )
        await work.commit()
    assert await counts(database) == left


def test_the_ages_are_settings() -> None:
    settings = Settings(keep_conversations_days=1, keep_tickets_days=2, keep_unclear_days=3, _env_file=None)
    assert retention_periods(settings) == RetentionPeriods(DAY, DAY * 2, DAY * 3)
