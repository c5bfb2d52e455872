"""The first page: today at a glance, and charts of what the records tell; a page for the month's report."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.clock import ZONE
from bot.console.page import Page
from bot.records import export, usage
from bot.records.models import EnrolmentRecord
from bot.records.table import Table
from bot.records.tables.handoffs import HandoffRecord
from bot.records.tables.push import CampaignRecord, DeliveryRecord
from bot.records.tables.reviews import ReviewRecord
from bot.records.tables.subscriptions import SubscriptionRecord
from bot.records.tables.tickets import TicketRecord


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page shows; bars: (name, number)."""

    new_enrolments: int
    waiting: int
    open_tickets: int
    people_waiting: int
    subscribers: int
    to_review: int
    courses: list[tuple[str, int]]
    tickets: list[tuple[str, int]]
    pushes: list[tuple[str, int, int, int]]
    days: list[tuple[str, int]]
    messages: int
    residents: int
    understood: int
    milliseconds: int


class FiguresView(Page):
    """What the morning begins with."""

    menu_label = "今天"
    icon = "fa fa-house"
    path = "/"

    @route("", name="index")
    async def index(self, request: Request) -> Response:
        """Today, and since the month began."""
        today = datetime.combine(self.parts.clock().date(), time.min, ZONE)
        return self.shown(request, "figures.html", now=today, figures=await self._read(today))

    @route("/report", name="report")
    async def report(self, request: Request) -> Response:
        """The month on one page, to be printed."""
        month = datetime.combine(self.parts.clock().date().replace(day=1), time.min, ZONE)
        return self.shown(request, "report.html", now=month, figures=await self._read(month))

    @route("/figures.csv", name="figures-csv")
    async def download(self, request: Request) -> Response:
        """The month's days for a spreadsheet."""
        async with self.parts.database.work() as work:
            days = await usage.days(work, self.parts.clock().date().replace(day=1))
        rows = tuple((f"{one.day}", _sums([one])[0], one.residents, _sums([one])[1]) for one in days)
        table = Table(("日期", "句", "居民", "没听懂的"), rows)
        headers = {"Content-Disposition": 'attachment; filename="figures.csv"'}
        return Response(export.write(table, "csv"), media_type="text/csv; charset=utf-8", headers=headers)

    async def _read(self, since: datetime) -> Figures:
        names = {course.id: course.name for course in self.parts.content().courses}
        async with self.parts.database.work() as work:
            session = await work.read()

            async def count(table: Any, *where: Any) -> int:
                return int(await session.scalar(select(func.count()).select_from(table).where(*where)) or 0)

            async def grouped(column: Any, *where: Any) -> list[tuple[str, int]]:
                found = await session.execute(
                    select(column, func.count())
                    .where(*where)
                    .group_by(column)
                    .order_by(func.count().desc())
                    .limit(12)
                )
                return [(str(name), number) for name, number in found]

            e, c, d = EnrolmentRecord, CampaignRecord, DeliveryRecord
            courses = await grouped(e.course, e.status != "cancelled", e.created_at >= since.replace(day=1))
            pushed = await session.execute(
                select(c.title, func.count(d.id), func.count(d.sent_at), func.count(d.answered_at))
                .join(d, d.campaign == c.id).group_by(c.id, c.title).order_by(c.id.desc()).limit(6)
            )  # fmt: skip
            said = await usage.days(work, since.date().replace(day=1))
            period = [one for one in said if one.day >= since.date()]
            total, asked, spent = _sums(period)
            return Figures(
                await count(e, e.created_at >= since),
                await count(e, e.status == "waitlisted"),
                await count(TicketRecord, TicketRecord.status != "resolved"),
                await count(HandoffRecord, HandoffRecord.status.in_(["waiting", "open"])),
                await count(SubscriptionRecord, SubscriptionRecord.status == "active"),
                await count(ReviewRecord, ReviewRecord.status == "open"),
                [(names.get(key, key), number) for key, number in courses],
                await grouped(TicketRecord.status),
                [(row[0], row[1], row[2], row[3]) for row in pushed],
                [(f"{one.day:%-m月%-d日}", _sums([one])[0]) for one in said],
                total,
                await usage.residents(work, since.date()),
                round(100 * (1 - asked / total)) if total else 0,
                round(spent / total) if total else 0,
            )


def _sums(days: list[usage.Day]) -> tuple[int, int, int]:
    """Messages, those that were asked back or missed, milliseconds of answering."""
    unclear = {"asked", "missed", "denied"}
    apart = unclear | {usage.MILLISECONDS, "withheld"}
    total = sum(number for day in days for name, number in day.numbers.items() if name not in apart)
    asked = sum(number for day in days for name, number in day.numbers.items() if name in unclear)
    return total, asked, sum(day.numbers.get(usage.MILLISECONDS, 0) for day in days)
