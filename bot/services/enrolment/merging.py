"""Merging enrolments that different accounts made with the same phone in the same class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.common.errors import OrderRefused
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import Enrolment
from bot.services.enrolment.statuses import ENROLMENT_TRANSITIONS
from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage import seats as class_locks
from bot.storage.audit import note
from bot.storage.seats import SeatStatus
from bot.storage.transitions import NoSuchRecord, Party
from bot.storage.unit_of_work import UnitOfWork

_E = EnrolmentRecord
_PLACED = _E.status != SeatStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class Merged:
    """The enrolment that is kept, those that were cancelled, and those of the waitlist who got a seat by it."""

    kept: Enrolment
    cancelled: list[Enrolment]
    promoted: list[Enrolment]


async def merge(work: UnitOfWork, enrolment_id: int, seats: int, actor: str, now: datetime) -> Merged:
    """Cancel the twins of an enrolment, which takes over the earliest place of them all.

    NoSuchRecord; OrderRefused: no other account has this phone in this class, or it is cancelled.
    """
    session = await work.write()
    enrolment = await enrolments.find(work, enrolment_id)
    if enrolment is None:
        raise NoSuchRecord(enrolment_id)
    await class_locks.lock(session, enrolment.session)
    this_row = select(_E).where(_E.id == enrolment_id, _E.session == enrolment.session, _PLACED)
    row = await session.scalar(this_row.execution_options(populate_existing=True))
    if row is None:
        raise OrderRefused(f"{enrolment_id}号刚刚取消或者换班了")
    twins = select(_E).where(
        _E.session == row.session, _E.phone_index == row.phone_index, _E.user != row.user, _PLACED
    )
    others = (await session.scalars(twins.order_by(_E.id))).all()
    if not others:
        raise OrderRefused(f"没有和{enrolment_id}号重复的报名（同一个班、同一个电话、别的账号）")
    ids = [other.id for other in others]
    for other in others:
        ENROLMENT_TRANSITIONS.check(other.id, SeatStatus(other.status), SeatStatus.CANCELLED, Party.STAFF)
    status, ticket = _earliest_place((row, *others))
    unsynchronised = {"synchronize_session": False}
    await session.execute(
        update(_E).where(_E.id.in_(ids)).values(status=SeatStatus.CANCELLED, updated_at=now),
        execution_options=unsynchronised,
    )
    await session.execute(
        update(_E)
        .where(_E.id == enrolment_id)
        .values(status=status, ticket=ticket, twin=None, updated_at=now),
        execution_options=unsynchronised,
    )
    await note(session, "enrolments", ids, actor, f"cancelled: merged into {enrolment_id}", now)
    await note(session, "enrolments", [enrolment_id], actor, f"merged with {', '.join(map(str, ids))}", now)
    promoted = await enrolments.promote(work, actor, enrolment.session, seats, now)
    kept = await enrolments.find(work, enrolment_id)
    assert kept is not None
    cancelled = [await enrolments.find(work, other) for other in ids]
    return Merged(kept, [other for other in cancelled if other is not None], promoted)


def _earliest_place(placed: Sequence[EnrolmentRecord]) -> tuple[SeatStatus, int]:
    """A seat where any of them has one, and the first of their places in the queue."""
    confirmed = any(enrolment.status == SeatStatus.CONFIRMED for enrolment in placed)
    ticket = min(enrolment.ticket for enrolment in placed)
    return SeatStatus.CONFIRMED if confirmed else SeatStatus.WAITLISTED, ticket
