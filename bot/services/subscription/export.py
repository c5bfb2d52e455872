"""`bot export subscriptions`: who gets the weekly tip where."""

from bot.content.snapshot import Content
from bot.services.subscription import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "channel", "phone", "weekday", "hazards", "consent", "consent_at")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All subscriptions."""
    return Table(
        _COLUMNS,
        tuple(
            (
                subscription.id,
                subscription.user,
                subscription.status,
                spoken_time(subscription.created_at),
                subscription.channel,
                subscription.phone,
                subscription.weekday,
                subscription.hazards,
                subscription.consent,
                spoken_time(subscription.consent_at),
            )
            for subscription in await records.every(work)
        ),
    )
