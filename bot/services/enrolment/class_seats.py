"""How the seats of a class are occupied, and who on its waitlist gets the free ones."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage.seats import SeatStatus

_E = EnrolmentRecord.__table__.c
_COUNTS = (
    select(_E.session, _E.status, func.count())
    .where(
        _E.session.in_(bindparam("classes", expanding=True)),
        or_(_E.status == SeatStatus.CONFIRMED, _E.status == SeatStatus.WAITLISTED),
    )
    .group_by(_E.session, _E.status)
)


@dataclass(slots=True)
class Occupancy:
    """How many people have a seat in a class, and how many are on its waitlist."""

    confirmed: int = 0
    waiting: int = 0

    def allocate(self, seats: int) -> tuple[SeatStatus, int]:
        """Allocate a seat or a waitlist position (0: a seat) to one more person.

        Whoever waits goes first, also when seats have been added since.
        """
        if self.confirmed + self.waiting < seats:
            self.confirmed += 1
            return SeatStatus.CONFIRMED, 0
        self.waiting += 1
        return SeatStatus.WAITLISTED, self.waiting


async def occupancy(session: AsyncSession, class_ids: Collection[str]) -> dict[str, Occupancy]:
    """How each of these classes is occupied."""
    counted = {class_id: Occupancy() for class_id in class_ids}
    for class_id, status, count in await session.execute(_COUNTS, {"classes": list(class_ids)}):
        if status == SeatStatus.CONFIRMED:
            counted[class_id].confirmed = count
        else:
            counted[class_id].waiting = count
    return counted


async def next_in_line(session: AsyncSession, class_id: str, seats: int) -> list[int]:
    """The ids of the waitlisted enrolments that fit into the free seats, in the order of the waitlist."""
    free = seats - (await occupancy(session, [class_id]))[class_id].confirmed
    waitlist = (
        select(EnrolmentRecord.id)
        .where(EnrolmentRecord.session == class_id, EnrolmentRecord.status == SeatStatus.WAITLISTED)
        .order_by(EnrolmentRecord.ticket)
        .limit(max(free, 0))
    )
    return list(await session.scalars(waitlist))
