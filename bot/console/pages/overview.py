"""The first page: today at a glance, and charts of the month; a page for the month's report."""

from datetime import datetime, time

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.clock import ZONE
from bot.console.page import Page
from bot.console.pages import statistics
from bot.content.shared.community import COMMUNITY
from bot.storage import export_file
from bot.storage.export_table import Table

_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_DAY_COLUMNS = ("日期", "句", "没听懂的", "居民", "平均毫秒")


class OverviewView(Page):
    """The page that the staff see when they sign in."""

    menu_label = "今天"
    icon = "fa fa-house"
    path = "/"

    @route("", name="index")
    async def index(self, request: Request) -> Response:
        """Today, and since the month began."""
        return await self._page(request, "overview.html")

    @route("/report", name="report")
    async def report(self, request: Request) -> Response:
        """The month on one page, to be printed."""
        return await self._page(request, "report.html")

    @route("/figures.{output}", name="figures-file")
    async def download(self, request: Request) -> Response:
        """The month's days for a spreadsheet, csv or xlsx."""
        output = "xlsx" if request.path_params["output"] == "xlsx" else "csv"
        async with self.context.database.work() as work:
            days = await statistics.daily_statistics(work, self._month())
        table = Table(_DAY_COLUMNS, tuple((f"{row.day}", *row.numbers) for row in days))
        headers = {"Content-Disposition": f'attachment; filename="figures.{output}"'}
        return Response(export_file.write(table, output), media_type=_MEDIA_TYPES[output], headers=headers)

    async def _page(self, request: Request, template: str) -> Response:
        context, month = self.context, self._month()
        today = datetime.combine(context.clock().date(), time.min, ZONE)
        return self.render(
            request,
            template,
            now=today,
            month=await statistics.usage_since(context.database, month),
            today=await statistics.usage_since(context.database, today),
            open_work=await statistics.open_work(context.database),
            charts=await statistics.chart_data(context.database, context.content(), month),
            community=context.content().part(COMMUNITY).name,
        )

    def _month(self) -> datetime:
        return datetime.combine(self.context.clock().date().replace(day=1), time.min, ZONE)
