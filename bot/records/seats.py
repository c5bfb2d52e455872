"""The seats of one class: whoever changes them locks the class first, so changes come one by one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.models import ClassRecord, EnrolmentRecord, Status
from bot.records.upsert import prepared

_C, _E = ClassRecord.__table__.c, EnrolmentRecord.__table__.c
_LOCK = prepared(
    ClassRecord,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[_C.id], set_={"version": _C.version + insert.excluded.version}
    ).returning(_C.id, _C.version),
)
_HELD = (
    select(_E.session, _E.status, func.count())
    .where(
        _E.session.in_(bindparam("classes", expanding=True)),
        or_(_E.status == Status.CONFIRMED, _E.status == Status.WAITLISTED),
    )
    .group_by(_E.session, _E.status)
)


@dataclass(slots=True)
class Held:
    """The places of a class that are held."""

    confirmed: int = 0
    waiting: int = 0

    def take(self, seats: int) -> tuple[Status, int]:
        """What the next one gets, and which place in the queue (0: a seat).

        Those who wait go first, also when seats have been added since.
        """
        if self.confirmed + self.waiting < seats:
            self.confirmed += 1
            return Status.CONFIRMED, 0
        self.waiting += 1
        return Status.WAITLISTED, self.waiting


async def lock(session: AsyncSession, class_id: str) -> int:
    """Lock the class until the transaction ends; its new version, which is a ticket for its queue."""
    return (await lock_all(session, {class_id: 1}))[class_id]


async def lock_all(session: AsyncSession, changes: Mapping[str, int]) -> dict[str, int]:
    """Lock these classes, of each so many tickets are wanted: the last of them, which is its new version.

    An upsert and not SELECT FOR UPDATE: it locks a class that has no row yet, and works on SQLite.
    """
    # In one order for all, so that none wait in a ring.
    wanted = [{"id": class_id, "version": changes[class_id]} for class_id in sorted(changes)]
    return {row.id: row.version for row in await session.execute(_LOCK.on(session), wanted)}


async def version(session: AsyncSession, class_id: str) -> int:
    """The version of a class that this transaction has locked."""
    return (await session.execute(select(ClassRecord.version).where(ClassRecord.id == class_id))).scalar_one()


async def held(session: AsyncSession, class_ids: Collection[str]) -> dict[str, Held]:
    """The places that are held in each of these classes."""
    counted = {class_id: Held() for class_id in class_ids}
    for class_id, status, count in await session.execute(_HELD, {"classes": list(class_ids)}):
        if status == Status.CONFIRMED:
            counted[class_id].confirmed = count
        else:
            counted[class_id].waiting = count
    return counted


async def heads(session: AsyncSession, class_id: str, seats: int) -> list[int]:
    """The enrolments that wait for the seats that are free, in the order of the queue."""
    free = seats - (await held(session, [class_id]))[class_id].confirmed
    queue = (
        select(EnrolmentRecord.id)
        .where(EnrolmentRecord.session == class_id, EnrolmentRecord.status == Status.WAITLISTED)
        .order_by(EnrolmentRecord.ticket)
        .limit(max(free, 0))
    )
    return list(await session.scalars(queue))
