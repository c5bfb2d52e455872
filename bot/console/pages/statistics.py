"""The numbers on the first page and in the month's report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.broadcast import campaign_statistics
from bot.content.shared.courses import COURSES
from bot.content.snapshot import Content
from bot.services import RECORD_TYPES
from bot.services.handoff.statuses import UNFINISHED
from bot.services.subscription.statuses import SubscriptionStatus
from bot.storage import record_counts, reviews, usage
from bot.storage.database import Database
from bot.storage.seats import SeatStatus
from bot.storage.shared_statuses import TicketStatus
from bot.storage.unit_of_work import UnitOfWork

_NOT_UNDERSTOOD = frozenset({"asked", "missed", "denied"})
_NO_MESSAGES = frozenset({usage.MILLISECONDS, "withheld"})
_TICKETS = {"received": "已收到", "in_progress": "处理中", "resolved": "已办好", "withdrawn": "居民撤回"}
SHOWN_CAMPAIGNS = 6
SHOWN_GROUPS = 12


@dataclass(frozen=True, slots=True)
class UsageStatistics:
    """Messages, residents, shares in per cent, milliseconds of an average answer, hand-offs and enrolments in a time."""

    messages: int = 0
    residents: int = 0
    understood: int = 0
    asked: int = 0
    milliseconds: int = 0
    handoffs: int = 0
    enrolments: int = 0


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What waits for the staff at this moment."""

    waitlisted: int
    open_tickets: int
    people_waiting: int
    subscribers: int
    to_review: int


@dataclass(frozen=True, slots=True)
class DayStatistics:
    """A day's messages, those that were not understood at once, residents, milliseconds of an average answer."""

    day: date
    messages: int
    not_understood: int
    residents: int
    milliseconds: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """In the order of the table's columns."""
        return (self.messages, self.not_understood, self.residents, self.milliseconds)


@dataclass(frozen=True, slots=True)
class ChartData:
    """The rows of each chart: a name and its numbers."""

    days: list[tuple[str | int, ...]]
    courses: list[tuple[str, int]]
    tickets: list[tuple[str, int]]
    campaigns: list[tuple[str, int, int, int]]


async def open_work(database: Database) -> OpenWork:
    """What waits for the staff now."""
    async with database.work() as work:
        return OpenWork(
            waitlisted=await _count(work, "enrolments", SeatStatus.WAITLISTED),
            open_tickets=await _count(work, "tickets", TicketStatus.RECEIVED, TicketStatus.IN_PROGRESS),
            people_waiting=await _count(work, "handoffs", *UNFINISHED),
            subscribers=await _count(work, "subscriptions", SubscriptionStatus.ACTIVE),
            to_review=await reviews.count_open(work),
        )


async def usage_since(database: Database, since: datetime) -> UsageStatistics:
    """What was said and asked for since then."""
    async with database.work() as work:
        counts = _MessageCounts.of(await usage.days(work, since.date()))
        return UsageStatistics(
            messages=counts.total,
            residents=await usage.residents(work, since.date()),
            understood=_percent(counts.total - counts.not_understood, counts.total),
            asked=_percent(counts.asked, counts.total),
            milliseconds=counts.average_milliseconds,
            handoffs=await record_counts.count(work, RECORD_TYPES["handoffs"], since=since),
            enrolments=await record_counts.count(work, RECORD_TYPES["enrolments"], since=since),
        )


async def chart_data(database: Database, content: Content, month: datetime) -> ChartData:
    """The charts of the month that begins then."""
    names = {course.id: course.name for course in content.part(COURSES)}
    taken = [SeatStatus.CONFIRMED, SeatStatus.WAITLISTED]
    async with database.work() as work:
        courses = await record_counts.count_by(
            work, RECORD_TYPES["enrolments"], "course", SHOWN_GROUPS, statuses=taken, since=month
        )
        by_status = await record_counts.count_by(work, RECORD_TYPES["tickets"], "status", SHOWN_GROUPS)
        reach = await campaign_statistics.reach_of_latest(work, SHOWN_CAMPAIGNS)
        return ChartData(
            days=[(f"{row.day:%-m月%-d日}", *row.numbers) for row in await daily_statistics(work, month)],
            courses=[(names.get(course, course), number) for course, number in courses],
            tickets=[(_TICKETS.get(status, status), number) for status, number in by_status],
            campaigns=[
                (campaign.title, campaign.total, campaign.sent, campaign.answered) for campaign in reach
            ],
        )


async def daily_statistics(work: UnitOfWork, month: datetime) -> list[DayStatistics]:
    """Each day since the month began on which something was said."""
    statistics = []
    for day in await usage.days(work, month.date()):
        counts = _MessageCounts.of([day])
        average = counts.average_milliseconds
        statistics.append(DayStatistics(day.day, counts.total, counts.not_understood, day.residents, average))
    return statistics


@dataclass(frozen=True, slots=True)
class _MessageCounts:
    total: int
    not_understood: int
    asked: int
    milliseconds: int

    @classmethod
    def of(cls, days: Sequence[usage.DailyUsage]) -> "_MessageCounts":
        """Summed over the days; what was not understood at once counts among the messages too."""
        numbers = [(name, number) for day in days for name, number in day.numbers.items()]
        return cls(
            total=sum(number for name, number in numbers if name not in _NOT_UNDERSTOOD | _NO_MESSAGES),
            not_understood=sum(number for name, number in numbers if name in _NOT_UNDERSTOOD),
            asked=sum(number for name, number in numbers if name == "asked"),
            milliseconds=sum(number for name, number in numbers if name == usage.MILLISECONDS),
        )

    @property
    def average_milliseconds(self) -> int:
        return round(self.milliseconds / self.total) if self.total else 0


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


async def _count(work: UnitOfWork, key: str, *statuses: str) -> int:
    return await record_counts.count(work, RECORD_TYPES[key], statuses=statuses)
