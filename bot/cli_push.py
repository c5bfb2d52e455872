"""`python -m bot push …`: weekly campaigns, notices, drills and warnings, from the command line."""

import asyncio
import json
import sys
import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table as Shown

from bot import backstage
from bot.clock import china_now
from bot.errors import OrderRefused
from bot.logs import configure
from bot.push import order, plan, warn
from bot.push.deliver import Deliverer
from bot.push.ladder import DRILL, NOTICE
from bot.records import campaigns, deliveries, export, push_figures
from bot.records.campaigns import Campaign, State
from bot.records.database import Database
from bot.records.deliveries import Fate
from bot.records.push_figures import Figures
from bot.records.table import Table
from bot.settings import Settings

push = typer.Typer(no_args_is_help=True, help="Weekly tips, notices, drills and warnings to many")
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

    settings = Settings()
    rows = _with(settings, read)
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

    async def work_off(deliverer: Deliverer) -> int:
        done = number = 0
        while not rounds or number < rounds:
            moved = await deliverer.round()
            done += moved
            number += 1
            if not moved:
                break
        return done

    async def run() -> int:
        async with backstage.delivering(Settings()) as deliverer:
            return await work_off(deliverer)

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
    _move(number, (State.RUNNING,), State.PAUSED, actor, "paused by staff")


@push.command()
def resume(number: Number, actor: Actor = "staff") -> None:
    """Let a paused campaign go on."""
    _move(number, (State.PAUSED,), State.RUNNING, actor, "")


@push.command()
def stop(number: Number, actor: Actor = "staff") -> None:
    """Cut a campaign off: what is left never goes."""
    _move(number, (State.RUNNING, State.PAUSED), State.STOPPED, actor, "stopped by staff", drop=True)


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

    campaign, buildings, times = _with(Settings(), read)
    if campaign is None:
        raise _fail(f"there is no such campaign: {number}", 1)
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

    if not _with(Settings(), write):
        raise _fail(f"there is no such subscription: {number}", 1)
    typer.echo(f"{number} {building}")


@push.command("warning")
def bring_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CAP 1.2 file")],
    actor: Actor = "staff",
) -> None:
    """Bring in an official warning; it waits for `push confirm`."""
    settings = Settings()
    ours = backstage.content_of(settings).community.warning_areas

    async def write(database: Database) -> str:
        async with database.work() as work:
            one, fresh = await warn.bring_in(work, file.read_bytes(), ours, actor, china_now())
            await work.commit()
        return f"{one.id} {one.status}{'' if fresh else '（已经有了）'} {one.level} {warn.told(one)}"

    typer.echo(_with(settings, write))


@push.command()
def confirm(
    number: Annotated[int, typer.Argument(help="The warning's number")], actor: Actor = "staff"
) -> None:
    """Answer for a warning: it goes out; an orange or red one needs two different people."""
    settings = Settings()
    ours = backstage.content_of(settings).community.warning_areas

    async def write(database: Database) -> str:
        async with database.work() as work:
            one, campaign = await warn.confirm(work, number, ours, actor, china_now())
            await work.commit()
        if one.status == "confirmed":
            return f"{number} 还要第二个人确认"
        return f"{number} {one.status} " + (f"发送批次 {campaign.id}" if campaign else "不再发一遍")

    typer.echo(_with(settings, write))


def _order(wish: order.Wish, yes: bool, actor: str) -> None:
    settings = Settings()
    sign = settings.sms_sign or backstage.content_of(settings).community.name
    names = [name.strip() for name in settings.sms_provider.split(",") if name.strip()]
    providers = names or ([] if backstage.is_public(settings.host) else ["console"])

    async def run(database: Database) -> tuple[order.Preview, tuple[Campaign, int] | None]:
        now = china_now()
        async with database.work() as work:
            seen = await order.preview(work, wish, sign, settings.sms_price, providers, now)
            sent = None
            if yes and not seen.blockers:
                sent = await order.send(work, wish, f"{wish.kind}:{uuid.uuid4().hex}", actor, now)
                await work.commit()
            return seen, sent

    seen, sent = _with(settings, run)
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


def _status(as_json: bool, limit: int) -> None:
    async def read(database: Database) -> list[tuple[Campaign, Figures]]:
        async with database.work() as work:
            return [
                (one, await push_figures.figures(work, one.id)) for one in await campaigns.latest(work, limit)
            ]

    rows = _with(Settings(), read)
    if as_json:
        typer.echo(json.dumps([_as_json(one, told) for one, told in rows], ensure_ascii=False))
        return
    table = Shown("批次", "内容", "状态", "共", "已发", "送达", "失败", "退订", "待查", "上门", "剩下", "元")
    for one, told in rows:
        state = f"{one.status}（{one.reason}）" if one.reason else one.status
        numbers = (
            told.total, told.of(Fate.SENT, Fate.DELIVERED), told.of(Fate.DELIVERED), told.of(Fate.FAILED),
            told.of(Fate.CANCELLED), told.of(Fate.UNCLEAR), told.of(Fate.UNREACHED), told.left,
        )  # fmt: skip
        table.add_row(str(one.id), one.title, state, *map(str, numbers), f"{told.cost / 1000:.2f}")
    _out.print(table if rows else "还没有发过")


def _as_json(one: Campaign, told: Figures) -> dict[str, Any]:
    return {
        "id": one.id, "slot": one.slot, "kind": one.kind, "title": one.title, "status": one.status,
        "reason": one.reason, "total": told.total, **{fate.value: told.of(fate) for fate in Fate},
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
                    running = [one for one in await campaigns.latest(work) if one.status == State.RUNNING]
                    told = [(one, await push_figures.figures(work, one.id)) for one in running]
                for one, figures in told:
                    task = tasks.setdefault(one.id, bar.add_task(one.title, total=figures.total))
                    bar.update(task, completed=figures.total - figures.left)
                if not told:
                    return
                await asyncio.sleep(1)

    _with(Settings(), follow)


def _move(
    number: int, before: tuple[State, ...], state: State, actor: str, reason: str, *, drop: bool = False
) -> None:
    async def write(database: Database) -> bool:
        async with database.work() as work:
            moved = await campaigns.move(work, number, before, state, actor, china_now(), reason)
            if moved and drop:
                await deliveries.drop(work, number, reason, china_now())
            await work.commit()
            return moved is not None

    if not _with(Settings(), write):
        raise _fail(f"campaign {number} is not {' or '.join(before)}", 1)
    typer.echo(f"{number} {state}")


def _people(number: int, output: str, read: Callable[[Any, int], Awaitable[Table]]) -> None:
    async def listed(database: Database) -> bytes:
        async with database.work() as work:
            return export.write(await read(work, number), output)

    sys.stdout.buffer.write(_with(Settings(), listed))


def _with(settings: Settings, work: Callable[[Database], Awaitable[Any]]) -> Any:
    configure("error", as_json=False)

    async def run() -> Any:
        async with backstage.records(settings) as database:
            return await work(database)

    try:
        return asyncio.run(run())
    except OrderRefused as refused:
        raise _fail(str(refused), 1) from None


def _fail(message: str, status: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(status)
