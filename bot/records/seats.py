"""The seats of one class: whoever changes them locks the class first, so changes come one by one."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.models import ClassRecord, EnrolmentRecord, Status
from bot.records.upsert import insert_into


async def lock(session: AsyncSession, class_id: str) -> int:
    """Lock the class until the transaction ends; its new version, which is a ticket for its queue.

    An upsert and not SELECT FOR UPDATE: it locks a class that has no row yet, and works on SQLite.
    """
    statement = insert_into(session, ClassRecord).values(id=class_id, version=1)
    raised = statement.on_conflict_do_update(
        index_elements=[ClassRecord.id], set_={"version": ClassRecord.version + 1}
    )
    return (await session.execute(raised.returning(ClassRecord.version))).scalar_one()


async def version(session: AsyncSession, class_id: str) -> int:
    """The version of a class that this transaction has locked."""
    return (await session.execute(select(ClassRecord.version).where(ClassRecord.id == class_id))).scalar_one()


async def status_for_next(session: AsyncSession, class_id: str, seats: int) -> Status:
    """What the next one gets. Those who wait go first, also when seats have been added since."""
    held = await _count(session, class_id, Status.CONFIRMED, Status.WAITLISTED)
    return Status.CONFIRMED if held < seats else Status.WAITLISTED


async def heads(session: AsyncSession, class_id: str, seats: int) -> list[int]:
    """The enrolments that wait for the seats that are free, in the order of the queue."""
    free = seats - await _count(session, class_id, Status.CONFIRMED)
    queue = (
        select(EnrolmentRecord.id)
        .where(EnrolmentRecord.session == class_id, EnrolmentRecord.status == Status.WAITLISTED)
        .order_by(EnrolmentRecord.ticket)
        .limit(max(free, 0))
    )
    return list(await session.scalars(queue))


async def _count(session: AsyncSession, class_id: str, *statuses: Status) -> int:
    return (
        await session.execute(
            select(func.count()).where(
                EnrolmentRecord.session == class_id, EnrolmentRecord.status.in_(statuses)
            )
        )
    ).scalar_one()
