"""`python -m bot push answers`, `doors`, `unanswered`, `unclear` and `house`: whom a campaign has reached."""

import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.broadcast import campaigns, drill_results, recipients
from bot.broadcast.campaigns import Campaign
from bot.commands.push_campaigns import Number
from bot.commands.shared import fail, settings_of, with_database
from bot.storage import export_file
from bot.storage.database import Database
from bot.storage.export_table import Table as ExportTable
from bot.storage.unit_of_work import UnitOfWork

Format = Annotated[str, typer.Option("--format")]

_out = Console()


def answers(number: Number) -> None:
    """A drill's answers by building, and how long it took to hear from half and from nine in ten."""

    async def read(database: Database) -> tuple[Campaign | None, list[tuple[str, int, int]], list[datetime]]:
        async with database.work() as work:
            return (
                await campaigns.find(work, number),
                await drill_results.answers_by_building(work, number),
                await drill_results.answer_times(work, number),
            )

    campaign, buildings, times = with_database(settings_of(), read)
    if campaign is None:
        raise fail(f"there is no such campaign: {number}", 1)
    table = Table("楼", "通知", "回应")
    for building, notified, answered in buildings:
        table.add_row(building or "（没登记）", str(notified), str(answered))
    _out.print(table)
    total = sum(notified for _, notified, _ in buildings)
    for share in (50, 90):
        needed = -(-total * share // 100)
        reached = times[needed - 1] - campaign.not_before if total and len(times) >= needed else None
        duration = f"{reached.total_seconds() / 60:.1f} 分钟" if reached is not None else "还没到"
        typer.echo(f"{share}% 回应：{duration}")


def doors(number: Number, output: Format = "csv") -> None:
    """Whom no channel reached (and who did not answer a drill), by building: to be visited."""
    _write_people(number, output, recipients.to_visit)


def unanswered(number: Number, output: Format = "csv") -> None:
    """Who has not answered a drill."""
    _write_people(number, output, recipients.unanswered)


def unclear(number: Number, output: Format = "csv") -> None:
    """Messages in flight at a crash whose outcome no provider could tell."""
    _write_people(number, output, recipients.unclear)


def house(
    number: Annotated[int, typer.Argument(help="The subscription's id")],
    building: Annotated[str, typer.Argument()],
) -> None:
    """Enter which building a subscriber lives in, for door lists and drills."""

    async def write(database: Database) -> bool:
        async with database.work() as work:
            known = await recipients.set_building(work, number, building)
            await work.commit()
            return known

    if not with_database(settings_of(), write):
        raise fail(f"there is no such subscription: {number}", 1)
    typer.echo(f"{number} {building}")


def _write_people(
    number: int, output: str, read: Callable[[UnitOfWork, int], Awaitable[ExportTable]]
) -> None:
    async def listed(database: Database) -> bytes:
        async with database.work() as work:
            return export_file.write(await read(work, number), output)

    sys.stdout.buffer.write(with_database(settings_of(), listed))
