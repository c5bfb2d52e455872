"""The seats of one class: whoever changes them locks the class first, so changes come one by one."""

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.models import ClassRecord, EnrolmentRecord, Status
from bot.records.upsert import prepared

_C, _E = ClassRecord.__table__.c, EnrolmentRecord.__table__.c
_LOCK = prepared(
    ClassRecord,
    lambda insert: (
        insert.values(id=bindparam("class_id"), version=1)
        .on_conflict_do_update(index_elements=[_C.id], set_={"version": _C.version + 1})
        .returning(_C.version)
    ),
)
_HELD = (
    select(_E.status, func.count())
    .where(
        _E.session == bindparam("class_id"),
        or_(_E.status == Status.CONFIRMED, _E.status == Status.WAITLISTED),
    )
    .group_by(_E.status)
)


async def lock(session: AsyncSession, class_id: str) -> int:
    """Lock the class until the transaction ends; its new version, which is a ticket for its queue.

    An upsert and not SELECT FOR UPDATE: it locks a class that has no row yet, and works on SQLite.
    """
    return int((await session.execute(_LOCK.on(session), {"class_id": class_id})).scalar_one())


async def version(session: AsyncSession, class_id: str) -> int:
    """The version of a class that this transaction has locked."""
    return (await session.execute(select(ClassRecord.version).where(ClassRecord.id == class_id))).scalar_one()


async def next_place(session: AsyncSession, class_id: str, seats: int) -> tuple[Status, int]:
    """What the next one gets, and which place in the queue (0: a seat).

    Those who wait go first, also when seats have been added since.
    """
    held = await _held(session, class_id)
    waiting = held.get(Status.WAITLISTED, 0)
    if held.get(Status.CONFIRMED, 0) + waiting < seats:
        return Status.CONFIRMED, 0
    return Status.WAITLISTED, waiting + 1


async def heads(session: AsyncSession, class_id: str, seats: int) -> list[int]:
    """The enrolments that wait for the seats that are free, in the order of the queue."""
    held = await _held(session, class_id)
    free = seats - held.get(Status.CONFIRMED, 0)
    queue = (
        select(EnrolmentRecord.id)
        .where(EnrolmentRecord.session == class_id, EnrolmentRecord.status == Status.WAITLISTED)
        .order_by(EnrolmentRecord.ticket)
        .limit(max(free, 0))
    )
    return list(await session.scalars(queue))


async def _held(session: AsyncSession, class_id: str) -> dict[str, int]:
    found = await session.execute(_HELD, {"class_id": class_id})
    return {row[0]: row[1] for row in found}
