"""`python -m bot push notice` and `drill`: shown before they go, and sent with `--yes`."""

import uuid
from typing import Annotated

import typer

from bot.broadcast import staff_messages
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import Campaign
from bot.broadcast.sms_offer import sms_offer
from bot.broadcast.staff_messages import SendPreview, StaffMessage
from bot.commands.shared import Actor, settings_of, with_database
from bot.common.clock import china_now
from bot.content.shared.community import COMMUNITY
from bot.runtime.snapshot_loading import content_of
from bot.storage.database import Database

Building = Annotated[list[str] | None, typer.Option(help="Only there; may be given several times")]
Yes = Annotated[bool, typer.Option("--yes", help="Send it; else it is only shown")]


def notice(
    text: Annotated[str, typer.Argument()],
    building: Building = None,
    yes: Yes = False,
    actor: Actor = "staff",
) -> None:
    """A notice to the subscribers, shown before it goes."""
    _send(StaffMessage(CampaignKind.NOTICE, text, tuple(building or ())), yes, actor)


def drill(
    text: Annotated[str, typer.Argument(help="What people are to do and to answer")],
    building: Building = None,
    yes: Yes = False,
    actor: Actor = "staff",
) -> None:
    """A drill, marked 【演练】: its answers are counted by building."""
    _send(StaffMessage(CampaignKind.DRILL, text, tuple(building or ())), yes, actor)


def _send(message: StaffMessage, yes: bool, actor: str) -> None:
    settings = settings_of()
    sign = settings.sms_sign or content_of(settings).part(COMMUNITY).name

    async def order(database: Database) -> tuple[SendPreview, tuple[Campaign, int] | None]:
        now = china_now()
        async with database.work() as work:
            preview = await staff_messages.preview(
                work, message, sign, settings.sms_price, sms_offer(settings), now
            )
            sent = None
            if yes and not preview.blockers:
                sent = await staff_messages.send(
                    work, message, f"{message.kind}:{uuid.uuid4().hex}", actor, now
                )
                await work.commit()
            return preview, sent

    preview, sent = with_database(settings, order)
    _show(preview, sign)
    if preview.blockers:
        raise typer.Exit(1)
    if sent:
        campaign, people = sent
        typer.echo(f"已排好：批次 {campaign.id}，{people} 人")
    else:
        typer.echo("看好了就加 --yes 发出去")


def _show(preview: SendPreview, sign: str) -> None:
    people = "、".join(f"{channel} {number} 人" for channel, number in sorted(preview.people.items()))
    typer.echo(f"内容：【{sign}】{preview.text}")
    typer.echo(f"发给：{people or '没有人'}")
    typer.echo(f"每人 {preview.parts} 条，约 {preview.cost / 1000:.2f} 元")
    for line in preview.warnings:
        typer.echo(f"注意：{line}")
    for line in preview.blockers:
        typer.echo(f"不能发：{line}", err=True)
