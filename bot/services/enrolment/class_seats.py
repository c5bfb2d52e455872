"""The seats of one class: how many are held, who waits, and who is next."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage.seats import SeatStatus

_E = EnrolmentRecord.__table__.c
_HELD = (
    select(_E.session, _E.status, func.count())
    .where(
        _E.session.in_(bindparam("classes", expanding=True)),
        or_(_E.status == SeatStatus.CONFIRMED, _E.status == SeatStatus.WAITLISTED),
    )
    .group_by(_E.session, _E.status)
)


@dataclass(slots=True)
class Held:
    """The places of a class that are held."""

    confirmed: int = 0
    waiting: int = 0

    def take(self, seats: int) -> tuple[SeatStatus, int]:
        """What the next one gets, and which place in the queue (0: a seat).

        Those who wait go first, also when seats have been added since.
        """
        if self.confirmed + self.waiting < seats:
            self.confirmed += 1
            return SeatStatus.CONFIRMED, 0
        self.waiting += 1
        return SeatStatus.WAITLISTED, self.waiting


async def held(session: AsyncSession, class_ids: Collection[str]) -> dict[str, Held]:
    """The places that are held in each of these classes."""
    counted = {class_id: Held() for class_id in class_ids}
    for class_id, status, count in await session.execute(_HELD, {"classes": list(class_ids)}):
        if status == SeatStatus.CONFIRMED:
            counted[class_id].confirmed = count
        else:
            counted[class_id].waiting = count
    return counted


async def heads(session: AsyncSession, class_id: str, seats: int) -> list[int]:
    """The enrolments that wait for the seats that are free, in the order of the queue."""
    free = seats - (await held(session, [class_id]))[class_id].confirmed
    queue = (
        select(EnrolmentRecord.id)
        .where(EnrolmentRecord.session == class_id, EnrolmentRecord.status == SeatStatus.WAITLISTED)
        .order_by(EnrolmentRecord.ticket)
        .limit(max(free, 0))
    )
    return list(await session.scalars(queue))
