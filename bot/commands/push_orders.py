"""`python -m bot push …`: notices, drills, warnings, and whom they have not reached."""

import sys
import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as Shown

from bot.broadcast import campaigns
from bot.broadcast import figures as push_figures
from bot.broadcast import orders as order
from bot.broadcast import warnings as warn
from bot.broadcast.campaigns import Campaign
from bot.broadcast.fallback_order import DRILL, NOTICE
from bot.broadcast.sms_offer import sms_offer
from bot.commands.push import Actor, Number, push
from bot.commands.shared import fail, settings_of, with_records
from bot.common.clock import ZONE, china_now
from bot.runtime import job_context as backstage
from bot.services.disaster import warning_records as warnings
from bot.storage import export_file
from bot.storage.database import Database
from bot.storage.export_table import Table
from bot.storage.shared_statuses import WarningStatus

_out = Console()
_TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
__all__ = ["push"]


@push.command()
def notice(
    text: Annotated[str, typer.Argument()],
    building: Annotated[list[str] | None, typer.Option(help="Only there; may be given several times")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send it; else it is only shown")] = False,
    actor: Actor = "staff",
) -> None:
    """A notice to the subscribers, shown before it goes."""
    _order(order.Wish(NOTICE, text, tuple(building or ())), yes, actor)


@push.command()
def drill(
    text: Annotated[str, typer.Argument(help="What people are to do and to answer")],
    building: Annotated[list[str] | None, typer.Option(help="Only there; may be given several times")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send it; else it is only shown")] = False,
    actor: Actor = "staff",
) -> None:
    """A drill, marked 【演练】: its answers are counted by building."""
    _order(order.Wish(DRILL, text, tuple(building or ())), yes, actor)


@push.command()
def answers(number: Number) -> None:
    """A drill's answers by building, and how long it took to hear from half and from nine in ten."""

    async def read(database: Database) -> tuple[Campaign | None, list[tuple[str, int, int]], list[datetime]]:
        async with database.work() as work:
            return (
                await campaigns.find(work, number),
                await push_figures.by_building(work, number),
                await push_figures.answer_times(work, number),
            )

    campaign, buildings, times = with_records(settings_of(), read)
    if campaign is None:
        raise fail(f"there is no such campaign: {number}", 1)
    table = Shown("楼", "通知", "回应")
    for building, asked, told in buildings:
        table.add_row(building or "（没登记）", str(asked), str(told))
    _out.print(table)
    asked = sum(one[1] for one in buildings)
    for share in (50, 90):
        needed = -(-asked * share // 100)
        reached = times[needed - 1] - campaign.not_before if asked and len(times) >= needed else None
        said = f"{reached.total_seconds() / 60:.1f} 分钟" if reached is not None else "还没到"
        typer.echo(f"{share}% 回应：{said}")


@push.command()
def doors(number: Number, output: Annotated[str, typer.Option("--format")] = "csv") -> None:
    """Whom no channel reached (and who did not answer a drill), by building: to be visited."""
    _people(number, output, push_figures.doors)


@push.command()
def unanswered(number: Number, output: Annotated[str, typer.Option("--format")] = "csv") -> None:
    """Who has not answered a drill."""
    _people(number, output, push_figures.unanswered)


@push.command()
def unclear(number: Number, output: Annotated[str, typer.Option("--format")] = "csv") -> None:
    """What was in the air when something died, and no provider could tell."""
    _people(number, output, push_figures.unclear)


@push.command()
def house(
    number: Annotated[int, typer.Argument(help="The subscription's id")],
    building: Annotated[str, typer.Argument()],
) -> None:
    """Enter which building a subscriber lives in, for door lists and drills."""

    async def write(database: Database) -> bool:
        async with database.work() as work:
            known = await push_figures.house(work, number, building)
            await work.commit()
            return known

    if not with_records(settings_of(), write):
        raise fail(f"there is no such subscription: {number}", 1)
    typer.echo(f"{number} {building}")


@push.command("warning")
def bring_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CAP 1.2 file")],
    actor: Actor = "staff",
) -> None:
    """Bring in an official warning; it waits for `push confirm`."""
    settings = settings_of()
    ours = backstage.content_of(settings).community.warning_areas

    async def write(database: Database) -> str:
        async with database.work() as work:
            one, fresh = await warn.bring_in(work, file.read_bytes(), ours, actor, china_now())
            await work.commit()
        return f"{one.id} {one.status}{'' if fresh else '（已经有了）'} {one.level} {warn.told(one)}"

    typer.echo(with_records(settings, write))


@push.command()
def relay(  # noqa: PLR0913 - each is an option of the command
    *,
    text: Annotated[str, typer.Argument(help="The warning word for word, as it was issued")],
    issuer: Annotated[str, typer.Option(help="Who issued it, such as 宁波市北仑区气象台")],
    hazard: Annotated[str, typer.Option(help="台风, 暴雨 …")],
    until: Annotated[datetime, typer.Option(help="When it ends, China's time", formats=_TIMES)],
    level: Annotated[str, typer.Option(help="蓝, 黄, 橙 or 红; empty where it has none")] = "",
    area: Annotated[list[str] | None, typer.Option(help="For where; empty: our own area")] = None,
    issued: Annotated[
        datetime | None, typer.Option(help="When it was issued; empty: now", formats=_TIMES)
    ] = None,
    updates: Annotated[int, typer.Option(help="The warning that it updates")] = 0,
    clears: Annotated[int, typer.Option(help="The warning that it lifts")] = 0,
    actor: Actor = "staff",
) -> None:
    """Enter an official warning that came by telephone or fax; it waits for `push confirm`."""
    settings = settings_of()
    ours = backstage.content_of(settings).community.warning_areas
    now = china_now()
    issued_at = issued.replace(tzinfo=ZONE) if issued else now

    async def write(database: Database) -> str:
        async with database.work() as work:
            before = await warnings.find(work, updates or clears) if updates or clears else None
            identifier = f"hand-{uuid.uuid4().hex}"
            new = warnings.NewWarning(
                before.event if before else identifier, actor, identifier, now,
                "Cancel" if clears else "Update" if updates else "Alert",
                hazard, level, "、".join(area or ours), text, issuer, issued_at, until.replace(tzinfo=ZONE),
            )  # fmt: skip
            one = await warn.by_hand(work, new, ours, actor, now)
            await work.commit()
        return f"{one.id} {one.status} {one.level} {warn.told(one)}"

    typer.echo(with_records(settings, write))


@push.command()
def confirm(
    number: Annotated[int, typer.Argument(help="The warning's number")], actor: Actor = "staff"
) -> None:
    """Answer for a warning: it goes out; an orange or red one needs two different people."""
    settings = settings_of()
    ours = backstage.content_of(settings).community.warning_areas

    async def write(database: Database) -> str:
        async with database.work() as work:
            one, campaign = await warn.confirm(work, number, ours, actor, china_now())
            await work.commit()
        if one.status == WarningStatus.CONFIRMED:
            return f"{number} 还要第二个人确认"
        return f"{number} {one.status} " + (f"发送批次 {campaign.id}" if campaign else "不再发一遍")

    typer.echo(with_records(settings, write))


def _order(wish: order.Wish, yes: bool, actor: str) -> None:
    settings = settings_of()
    sign = settings.sms_sign or backstage.content_of(settings).community.name

    async def run(database: Database) -> tuple[order.Preview, tuple[Campaign, int] | None]:
        now = china_now()
        async with database.work() as work:
            seen = await order.preview(work, wish, sign, settings.sms_price, sms_offer(settings), now)
            sent = None
            if yes and not seen.blockers:
                sent = await order.send(work, wish, f"{wish.kind}:{uuid.uuid4().hex}", actor, now)
                await work.commit()
            return seen, sent

    seen, sent = with_records(settings, run)
    people = (
        "、".join(f"{channel} {number} 人" for channel, number in sorted(seen.people.items())) or "没有人"
    )
    typer.echo(
        f"内容：【{sign}】{seen.text}\n发给：{people}\n每人 {seen.parts} 条，约 {seen.cost / 1000:.2f} 元"
    )
    for line in seen.warnings:
        typer.echo(f"注意：{line}")
    for line in seen.blockers:
        typer.echo(f"不能发：{line}", err=True)
    if seen.blockers:
        raise typer.Exit(1)
    typer.echo(f"已排好：批次 {sent[0].id}，{sent[1]} 人" if sent else "看好了就加 --yes 发出去")


def _people(number: int, output: str, read: Callable[[Any, int], Awaitable[Table]]) -> None:
    async def listed(database: Database) -> bytes:
        async with database.work() as work:
            return export_file.write(await read(work, number), output)

    sys.stdout.buffer.write(with_records(settings_of(), listed))
