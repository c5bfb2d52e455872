"""`python -m bot push warning`, `relay` and `confirm`: official warnings, which go out when people answer for them."""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.broadcast import warning_relay
from bot.broadcast.warning_areas import served_area
from bot.commands.shared import Actor, settings_of, with_database
from bot.common.clock import ZONE, china_now
from bot.content.shared.community import COMMUNITY
from bot.runtime.snapshot_loading import content_of
from bot.services.disaster import warning_records
from bot.services.disaster.warning_records import NewWarning
from bot.storage.database import Database
from bot.storage.shared_statuses import WarningStatus

_TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


def bring_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CAP 1.2 file")],
    actor: Actor = "staff",
) -> None:
    """Bring in an official warning; it waits for `push confirm`."""
    settings = settings_of()
    ours = served_area(content_of(settings).part(COMMUNITY))

    async def write(database: Database) -> str:
        async with database.work() as work:
            warning, fresh = await warning_relay.import_cap(work, file.read_bytes(), ours, actor, china_now())
            await work.commit()
        known = "" if fresh else "（已经有了）"
        return f"{warning.id} {warning.status}{known} {warning.level} {warning_relay.message_text(warning)}"

    typer.echo(with_database(settings, write))


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
    areas = content_of(settings).part(COMMUNITY).warning_areas
    now = china_now()
    issued_at = issued.replace(tzinfo=ZONE) if issued else now

    async def write(database: Database) -> str:
        async with database.work() as work:
            earlier = updates or clears
            before = await warning_records.find(work, earlier) if earlier else None
            identifier = f"hand-{uuid.uuid4().hex}"
            new = NewWarning(
                before.event if before else identifier, actor, identifier, now,
                "Cancel" if clears else "Update" if updates else "Alert",
                hazard, level, "、".join(area or areas), text, issuer, issued_at, until.replace(tzinfo=ZONE),
            )  # fmt: skip
            warning = await warning_relay.enter_by_hand(work, new, areas, actor, now)
            await work.commit()
        return f"{warning.id} {warning.status} {warning.level} {warning_relay.message_text(warning)}"

    typer.echo(with_database(settings, write))


def confirm(
    number: Annotated[int, typer.Argument(help="The warning's number")], actor: Actor = "staff"
) -> None:
    """Answer for a warning: it goes out; an orange or red one needs two different people."""
    settings = settings_of()
    areas = content_of(settings).part(COMMUNITY).warning_areas

    async def write(database: Database) -> str:
        async with database.work() as work:
            warning, campaign = await warning_relay.confirm(work, number, areas, actor, china_now())
            await work.commit()
        if warning.status == WarningStatus.CONFIRMED:
            return f"{number} 还要第二个人确认"
        return f"{number} {warning.status} " + (f"发送批次 {campaign.id}" if campaign else "不再发一遍")

    typer.echo(with_database(settings, write))
