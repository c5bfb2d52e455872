"""`python -m bot push plan`, `send`, `status`, `pause`, `resume` and `stop`: campaigns and how they fare."""

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from bot.broadcast import campaign_statistics, campaigns, delivery_ledger, planner
from bot.broadcast.campaign_statistics import CampaignStatistics
from bot.broadcast.campaigns import Campaign
from bot.broadcast.planner import PlannedTip
from bot.commands.shared import Actor, Json, fail, run, settings_of, with_database
from bot.common.clock import china_now
from bot.content.shared.calendar import CALENDAR
from bot.content.shared.community import COMMUNITY
from bot.runtime.openers import open_campaign_sender
from bot.runtime.snapshot_loading import content_of
from bot.storage.database import Database
from bot.storage.shared_statuses import CAMPAIGN_TRANSITIONS, CampaignStatus, DeliveryStatus
from bot.storage.transitions import Party

_COUNTED = (
    DeliveryStatus.DELIVERED,
    DeliveryStatus.FAILED,
    DeliveryStatus.CANCELLED,
    DeliveryStatus.UNCLEAR,
    DeliveryStatus.UNREACHED,
)
_out = Console()

Number = Annotated[int, typer.Argument(help="The campaign's number, as `push status` shows it")]


def show_plan(weeks: Annotated[int, typer.Option(min=1, max=53)] = 8, as_json: Json = False) -> None:
    """The coming weeks: what will be sent and why, to how many, in how many SMS parts, for how much."""
    settings = settings_of()

    async def read(database: Database) -> list[PlannedTip]:
        content = content_of(settings)
        sign = settings.sms_sign or content.part(COMMUNITY).name
        async with database.work() as work:
            return await planner.forecast(
                work, content.part(CALENDAR), china_now(), weeks, sign, settings.sms_price
            )

    rows = with_database(settings, read)
    if as_json:
        listed = [
            {"day": row.day.isoformat(), "tip": row.tip, "hazard": row.hazard, "why": row.reason, "text": row.text,
             "people": row.people, "parts": row.parts, "cost": row.cost / 1000}
            for row in rows
        ]  # fmt: skip
        typer.echo(json.dumps(listed, ensure_ascii=False))
        return
    table = Table("日期", "为什么", "发什么", "人数", "条数", "费用（元）")
    for row in rows:
        people = "、".join(f"{channel} {number}" for channel, number in sorted(row.people.items()))
        table.add_row(
            f"{row.day:%m-%d}", row.reason, row.text, people, str(row.parts), f"{row.cost / 1000:.2f}"
        )
    _out.print(table if rows else "还没有人订阅每周提示")


def send(
    rounds: Annotated[int, typer.Option(help="Stop after so many rounds; 0: when all is sent")] = 0,
) -> None:
    """Send what is due now, until nothing is left to send."""

    async def work_off() -> int:
        sent = number = 0
        async with open_campaign_sender(settings_of()) as sender:
            while not rounds or number < rounds:
                moved = await sender.round()
                if not moved:
                    break
                sent += moved
                number += 1
        return sent

    typer.echo(f"这一次处理了 {run(work_off(), log_level='warning')} 条")
    _show_status(as_json=False, limit=5)


def status(
    as_json: Json = False,
    watch: Annotated[bool, typer.Option(help="Go on showing the progress until all is sent")] = False,
    limit: Annotated[int, typer.Option(help="How many campaigns")] = 10,
) -> None:
    """How the latest campaigns fare."""
    if watch and not as_json:
        with_database(settings_of(), _show_progress)
    _show_status(as_json=as_json, limit=limit)


def pause(number: Number, actor: Actor = "staff") -> None:
    """Hold a campaign: what is left waits."""
    _change_status(number, CampaignStatus.PAUSED, actor, "paused by staff")


def resume(number: Number, actor: Actor = "staff") -> None:
    """Let a paused campaign go on."""
    _change_status(number, CampaignStatus.RUNNING, actor, "")


def stop(number: Number, actor: Actor = "staff") -> None:
    """Cut a campaign off: what is left never goes."""
    _change_status(number, CampaignStatus.STOPPED, actor, "stopped by staff")


def _show_status(*, as_json: bool, limit: int) -> None:
    async def read(database: Database) -> list[tuple[Campaign, CampaignStatistics]]:
        async with database.work() as work:
            latest = await campaigns.latest(work, limit)
            return [
                (campaign, await campaign_statistics.statistics_of(work, campaign.id)) for campaign in latest
            ]

    rows = with_database(settings_of(), read)
    if as_json:
        listed = [_as_json(campaign, statistics) for campaign, statistics in rows]
        typer.echo(json.dumps(listed, ensure_ascii=False))
        return
    table = Table("批次", "内容", "状态", "共", "已发", "送达", "失败", "退订", "待查", "上门", "剩下", "元")
    for campaign, statistics in rows:
        state = f"{campaign.status}（{campaign.reason}）" if campaign.reason else campaign.status
        by_status = [statistics.count(status) for status in _COUNTED]
        sent = statistics.count(DeliveryStatus.SENT, DeliveryStatus.DELIVERED)
        numbers = (statistics.total, sent, *by_status, statistics.unfinished)
        cost = f"{statistics.cost / 1000:.2f}"
        table.add_row(str(campaign.id), campaign.title, state, *map(str, numbers), cost)
    _out.print(table if rows else "还没有发过")


def _as_json(campaign: Campaign, statistics: CampaignStatistics) -> dict[str, Any]:
    return {
        "id": campaign.id, "slot": campaign.slot, "kind": campaign.kind, "title": campaign.title,
        "status": campaign.status, "reason": campaign.reason, "total": statistics.total,
        **{status.value: statistics.count(status) for status in DeliveryStatus}, "errors": statistics.by_error,
        "answered": statistics.answered, "parts": statistics.parts, "cost": statistics.cost / 1000,
    }  # fmt: skip


async def _show_progress(database: Database) -> None:
    """A bar for each campaign that runs, until none does."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_out) as bar:
        tasks: dict[int, TaskID] = {}
        while running := await _running(database):
            for campaign, statistics in running:
                if campaign.id not in tasks:
                    tasks[campaign.id] = bar.add_task(campaign.title, total=statistics.total)
                bar.update(tasks[campaign.id], completed=statistics.total - statistics.unfinished)
            await asyncio.sleep(1)


async def _running(database: Database) -> list[tuple[Campaign, CampaignStatistics]]:
    async with database.work() as work:
        return [
            (campaign, await campaign_statistics.statistics_of(work, campaign.id))
            for campaign in await campaigns.latest(work)
            if campaign.status == CampaignStatus.RUNNING
        ]


def _change_status(number: int, after: CampaignStatus, actor: str, reason: str) -> None:
    async def write(database: Database) -> bool:
        now = china_now()
        async with database.work() as work:
            changed = await campaigns.change_status(work, number, after, Party.STAFF, actor, now, reason)
            if changed and after is CampaignStatus.STOPPED:
                await delivery_ledger.cancel_planned(work, number, reason, now)
            await work.commit()
            return changed is not None

    if not with_database(settings_of(), write):
        before = CAMPAIGN_TRANSITIONS.sources(after, Party.STAFF)
        raise fail(f"campaign {number} is not {' or '.join(before)}", 1)
    typer.echo(f"{number} {after}")
