"""`bot export alarms`: who said that somebody is in danger, and what was done."""

from bot.content.snapshot import Content
from bot.services.disaster import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "danger", "said", "place", "owner", "done", "sms")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All alarms."""
    return Table(
        _COLUMNS,
        tuple(
            (
                alarm.id,
                alarm.user,
                alarm.status,
                spoken_time(alarm.created_at),
                alarm.danger,
                alarm.said,
                alarm.place,
                alarm.owner,
                alarm.done,
                alarm.sms,
            )
            for alarm in await records.every(work)
        ),
    )
