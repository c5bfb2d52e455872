"""What the records tell in numbers, for a day or a month."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content.snapshot import Content
from bot.services.enrolment.tables import EnrolmentRecord
from bot.services.handoff.tables import HandoffRecord
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage import usage
from bot.storage.database import Database, UnitOfWork
from bot.storage.tables.deliveries import CampaignRecord, DeliveryRecord
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.tables.tickets import TicketRecord

_UNCLEAR = frozenset({"asked", "missed", "denied"})
_APART = _UNCLEAR | {usage.MILLISECONDS, "withheld"}
_TICKETS = {"received": "已收到", "in_progress": "处理中", "resolved": "已办好", "withdrawn": "居民撤回"}
SHOWN_PUSHES = 6
SHOWN_COURSES = 12


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said in a time: messages, residents, shares in per cent, milliseconds of an answer, hand-offs, enrolments."""

    messages: int = 0
    residents: int = 0
    understood: int = 0
    asked: int = 0
    milliseconds: int = 0
    handoffs: int = 0
    enrolments: int = 0


@dataclass(frozen=True, slots=True)
class Now:
    """What waits for somebody at this moment."""

    waitlisted: int
    open_tickets: int
    people_waiting: int
    subscribers: int
    to_review: int


@dataclass(frozen=True, slots=True)
class Charts:
    """days: (day, messages, not understood, residents, milliseconds); the others: name and numbers."""

    days: list[tuple[str | int, ...]]
    courses: list[tuple[str, int]]
    tickets: list[tuple[str, int]]
    pushes: list[tuple[str, int, int, int]]


async def now(database: Database) -> Now:
    """Five counts."""
    async with database.work() as work:
        session = await work.read()
        return Now(
            await _count(session, EnrolmentRecord, EnrolmentRecord.status == "waitlisted"),
            await _count(session, TicketRecord, TicketRecord.status.in_(["received", "in_progress"])),
            await _count(session, HandoffRecord, HandoffRecord.status.in_(["waiting", "open", "callback"])),
            await _count(session, SubscriptionRecord, SubscriptionRecord.status == "active"),
            await _count(session, ReviewRecord, ReviewRecord.status == "open"),
        )


async def talk(database: Database, since: datetime) -> Talk:
    """What was said and asked for since then."""
    async with database.work() as work:
        session = await work.read()
        total, unclear, asked, spent = _sums(await usage.days(work, since.date()))
        return Talk(
            total,
            await usage.residents(work, since.date()),
            round(100 * (1 - unclear / total)) if total else 0,
            round(100 * asked / total) if total else 0,
            round(spent / total) if total else 0,
            await _count(session, HandoffRecord, HandoffRecord.created_at >= since),
            await _count(session, EnrolmentRecord, EnrolmentRecord.created_at >= since),
        )


async def charts(database: Database, content: Content, month: datetime) -> Charts:
    """The month's charts."""
    names = {course.id: course.name for course in content.courses}
    e, t = EnrolmentRecord, TicketRecord
    async with database.work() as work:
        session = await work.read()
        courses = await _grouped(session, e.course, e.status != "cancelled", e.created_at >= month)
        said = await days(work, month)
        return Charts(
            [(f"{day:%-m月%-d日}", *numbers) for day, *numbers in said],
            [(names.get(key, key), number) for key, number in courses],
            [(_TICKETS.get(key, key), number) for key, number in await _grouped(session, t.status)],
            await _pushes(session),
        )


async def days(work: UnitOfWork, month: datetime) -> list[tuple[date, int, int, int, int]]:
    """Each day of the month on which something was said."""
    rows = []
    for one in await usage.days(work, month.date()):
        total, unclear, _, spent = _sums([one])
        average = round(spent / total) if total else 0
        rows.append((one.day, total, unclear, one.residents, average))
    return rows


async def _count(session: AsyncSession, table: Any, *where: Any) -> int:
    return int(await session.scalar(select(func.count()).select_from(table).where(*where)) or 0)


async def _grouped(session: AsyncSession, column: Any, *where: Any) -> list[tuple[str, int]]:
    number = func.count()
    query = select(column, number).where(*where).group_by(column).order_by(number.desc())
    return [(str(name), many) for name, many in await session.execute(query.limit(SHOWN_COURSES))]


async def _pushes(session: AsyncSession) -> list[tuple[str, int, int, int]]:
    """The latest campaigns first, then their rows: a month has a million of those."""
    c, d = CampaignRecord, DeliveryRecord
    latest = (await session.execute(select(c.id, c.title).order_by(c.id.desc()).limit(SHOWN_PUSHES))).all()
    query = select(d.campaign, func.count(), func.count(d.sent_at), func.count(d.answered_at))
    found = await session.execute(
        query.where(d.campaign.in_([row.id for row in latest])).group_by(d.campaign)
    )
    numbers = {row[0]: (row[1], row[2], row[3]) for row in found}
    return [(row.title, *numbers.get(row.id, (0, 0, 0))) for row in latest]


def _sums(said: list[usage.Day]) -> tuple[int, int, int, int]:
    """Messages, those that were not understood at once, of them asked back, milliseconds of answering."""

    def summed(names: frozenset[str]) -> int:
        return sum(number for day in said for name, number in day.numbers.items() if name in names)

    total = sum(number for day in said for name, number in day.numbers.items() if name not in _APART)
    return total, summed(_UNCLEAR), summed(frozenset({"asked"})), summed(frozenset({usage.MILLISECONDS}))
