"""`python -m bot push …`: weekly campaigns, notices, drills and warnings, from the command line."""

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table as Shown

from bot.broadcast import campaigns, deliveries
from bot.broadcast import figures as push_figures
from bot.broadcast import planner as plan
from bot.broadcast.campaigns import Campaign
from bot.broadcast.figures import Figures
from bot.broadcast.sender import CampaignSender
from bot.commands.shared import fail, settings_of, with_records
from bot.common.clock import china_now
from bot.common.logs import configure
from bot.runtime import job_context as backstage
from bot.storage.database import Database
from bot.storage.shared_statuses import CAMPAIGN_TRANSITIONS, CampaignStatus, DeliveryStatus
from bot.storage.transitions import Party

push = typer.Typer(no_args_is_help=True, help="Weekly tips, notices, drills and warnings to many")
_COUNTED = (
    DeliveryStatus.DELIVERED,
    DeliveryStatus.FAILED,
    DeliveryStatus.CANCELLED,
    DeliveryStatus.UNCLEAR,
    DeliveryStatus.UNREACHED,
)
_out = Console()

Json = Annotated[bool, typer.Option("--json", help="Machine-readable")]
Actor = Annotated[str, typer.Option(help="Who decides, for the record of changes")]
Number = Annotated[int, typer.Argument(help="The campaign's number, as `push status` shows it")]


@push.command("plan")
def show_plan(weeks: Annotated[int, typer.Option(min=1, max=53)] = 8, as_json: Json = False) -> None:
    """The coming weeks: what will be sent and why, to how many, in how many SMS parts, for how much."""

    async def read(database: Database) -> list[plan.Ahead]:
        content = backstage.content_of(settings)
        sign = settings.sms_sign or content.community.name
        async with database.work() as work:
            return await plan.ahead(work, content.calendar, china_now(), weeks, sign, settings.sms_price)

    settings = settings_of()
    rows = with_records(settings, read)
    if as_json:
        listed = [
            {"day": row.day.isoformat(), "tip": row.tip, "hazard": row.hazard, "why": row.why, "text": row.text,
             "people": row.people, "parts": row.parts, "cost": row.cost / 1000}
            for row in rows
        ]  # fmt: skip
        typer.echo(json.dumps(listed, ensure_ascii=False))
        return
    table = Shown("日期", "为什么", "发什么", "人数", "条数", "费用（元）")
    for row in rows:
        people = "、".join(f"{channel} {number}" for channel, number in sorted(row.people.items()))
        table.add_row(f"{row.day:%m-%d}", row.why, row.text, people, str(row.parts), f"{row.cost / 1000:.2f}")
    _out.print(table if rows else "还没有人订阅每周提示")


@push.command()
def send(
    rounds: Annotated[int, typer.Option(help="Stop after so many rounds; 0: when all is sent")] = 0,
) -> None:
    """Send what is due now, until nothing is left to send."""

    async def work_off(campaign_sender: CampaignSender) -> int:
        done = number = 0
        while not rounds or number < rounds:
            moved = await campaign_sender.round()
            done += moved
            number += 1
            if not moved:
                break
        return done

    async def run() -> int:
        async with backstage.open_campaign_sender(settings_of()) as campaign_sender:
            return await work_off(campaign_sender)

    configure("warning", as_json=False)
    typer.echo(f"这一次处理了 {asyncio.run(run())} 条")
    _status(False, 5)


@push.command()
def status(
    as_json: Json = False,
    watch: Annotated[bool, typer.Option(help="Go on showing the progress until all is sent")] = False,
    limit: Annotated[int, typer.Option(help="How many campaigns")] = 10,
) -> None:
    """How the latest campaigns fare."""
    if watch and not as_json:
        _watch()
    _status(as_json, limit)


@push.command()
def pause(number: Number, actor: Actor = "staff") -> None:
    """Hold a campaign: what is left waits."""
    _move(number, CampaignStatus.PAUSED, actor, "paused by staff")


@push.command()
def resume(number: Number, actor: Actor = "staff") -> None:
    """Let a paused campaign go on."""
    _move(number, CampaignStatus.RUNNING, actor, "")


@push.command()
def stop(number: Number, actor: Actor = "staff") -> None:
    """Cut a campaign off: what is left never goes."""
    _move(number, CampaignStatus.STOPPED, actor, "stopped by staff", drop=True)


def _status(as_json: bool, limit: int) -> None:
    async def read(database: Database) -> list[tuple[Campaign, Figures]]:
        async with database.work() as work:
            return [
                (one, await push_figures.figures(work, one.id)) for one in await campaigns.latest(work, limit)
            ]

    rows = with_records(settings_of(), read)
    if as_json:
        typer.echo(json.dumps([_as_json(one, told) for one, told in rows], ensure_ascii=False))
        return
    table = Shown("批次", "内容", "状态", "共", "已发", "送达", "失败", "退订", "待查", "上门", "剩下", "元")
    for one, told in rows:
        state = f"{one.status}（{one.reason}）" if one.reason else one.status
        by_status = [told.of(status) for status in _COUNTED]
        numbers = (told.total, told.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED), *by_status, told.left)
        table.add_row(str(one.id), one.title, state, *map(str, numbers), f"{told.cost / 1000:.2f}")
    _out.print(table if rows else "还没有发过")


def _as_json(one: Campaign, told: Figures) -> dict[str, Any]:
    return {
        "id": one.id, "slot": one.slot, "kind": one.kind, "title": one.title, "status": one.status,
        "reason": one.reason, "total": told.total, **{fate.value: told.of(fate) for fate in DeliveryStatus},
        "errors": told.by_error, "answered": told.answered, "parts": told.parts, "cost": told.cost / 1000,
    }  # fmt: skip


def _watch() -> None:
    """A bar for each campaign that runs."""

    async def follow(database: Database) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=_out) as bar:
            tasks: dict[int, Any] = {}
            while True:
                async with database.work() as work:
                    running = [
                        one for one in await campaigns.latest(work) if one.status == CampaignStatus.RUNNING
                    ]
                    told = [(one, await push_figures.figures(work, one.id)) for one in running]
                for one, figures in told:
                    task = tasks.setdefault(one.id, bar.add_task(one.title, total=figures.total))
                    bar.update(task, completed=figures.total - figures.left)
                if not told:
                    return
                await asyncio.sleep(1)

    with_records(settings_of(), follow)


def _move(number: int, status: CampaignStatus, actor: str, reason: str, *, drop: bool = False) -> None:
    async def write(database: Database) -> bool:
        async with database.work() as work:
            moved = await campaigns.move(work, number, status, Party.STAFF, actor, china_now(), reason)
            if moved and drop:
                await deliveries.drop(work, number, reason, china_now())
            await work.commit()
            return moved is not None

    if not with_records(settings_of(), write):
        before = CAMPAIGN_TRANSITIONS.sources(status, Party.STAFF)
        raise fail(f"campaign {number} is not {' or '.join(before)}", 1)
    typer.echo(f"{number} {status}")
