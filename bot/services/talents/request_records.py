"""Requests for help: made, withdrawn, done, rated. For the search for a helper see `helper_search_records`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import BotError
from bot.services.talents import talent_records as talents
from bot.services.talents.statuses import LIVE, REQUEST_TRANSITIONS, RequestStatus
from bot.services.talents.tables import TalentRecord, TalentRequestRecord
from bot.services.talents.talent_records import Talent
from bot.storage.audit import note
from bot.storage.transitions import NoSuchRecord, Party, TransitionRefused
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What somebody needs. user: who speaks; name, phone: who is to be called; for_whom: whom it is for.

    kind: the kind of skill that it takes, "" when the knowledge has none for it.
    """

    user: str
    need: str
    name: str
    phone: str
    address: str
    time: str
    for_whom: str
    bank: str
    kind: str


@dataclass(frozen=True, slots=True)
class Request(NewRequest):
    """A request as it stands. helper: the skill that was accepted for it, with the one who lends it.

    agreed: the requester has agreed that the helper gets their number and address.
    """

    id: int
    status: RequestStatus
    helper: Talent | None
    agreed: bool
    rating: int | None
    created_at: datetime


class AlreadyRequested(BotError):
    """The user has made the same request, and it is not done yet."""

    def __init__(self, existing: Request) -> None:
        super().__init__()
        self.existing = existing


async def place(work: UnitOfWork, new: NewRequest, now: datetime) -> Request:
    """Write the request down. AlreadyRequested writes nothing."""
    session = await work.write()
    same = work.cipher.index("need", "".join(new.need.split()))
    values = asdict(new) | {
        "same": same,
        "status": RequestStatus.OPEN.value,
        "created_at": now,
        "updated_at": now,
    }
    statement = insert_into(session, TalentRequestRecord).values(**values).on_conflict_do_nothing()
    row_id = await session.scalar(statement.returning(TalentRequestRecord.id))
    if row_id is None:
        same_request = (TalentRequestRecord.user == new.user, TalentRequestRecord.same == same)
        raise AlreadyRequested((await every(work, *same_request, _IS_LIVE))[0])
    await note(session, "talent_requests", [row_id], new.user, RequestStatus.OPEN.value, now)
    return (await every(work, TalentRequestRecord.id == row_id))[0]


async def of_user(work: UnitOfWork, user: str) -> list[Request]:
    """The user's requests that are not over, oldest first."""
    return await every(work, TalentRequestRecord.user == user, _IS_LIVE)


async def of_helper(work: UnitOfWork, user: str) -> list[Request]:
    """The requests that this user has taken and not done yet."""
    accepted = TalentRequestRecord.status == RequestStatus.ACCEPTED.value
    return await every(work, TalentRecord.user == user, accepted)


async def find(work: UnitOfWork, request_id: int) -> Request | None:
    """The request of this number."""
    return next(iter(await every(work, TalentRequestRecord.id == request_id)), None)


async def correct(
    work: UnitOfWork, request_id: int, user: str, column: str, value: str, now: datetime
) -> Request | None:
    """The requester corrects the request; None when it is not theirs, or is over."""
    session = await work.write()
    row = await locked(session, request_id)
    if row is None or row.user != user or row.status not in LIVE:
        return None
    values = {column: value}
    if column == "need":
        same = work.cipher.index("need", "".join(value.split()))
        if not await every(
            work, TalentRequestRecord.user == user, TalentRequestRecord.same == same, _IS_LIVE
        ):
            values["same"] = same
    await change(session, request_id, now, values)
    await note(session, "talent_requests", [request_id], user, "changed", now)
    return await find(work, request_id)


async def last_done(work: UnitOfWork, user: str) -> Request | None:
    """The request of this user that was done last; None when there is none."""
    done = TalentRequestRecord.status == RequestStatus.DONE.value
    return next(reversed(await every(work, TalentRequestRecord.user == user, done)), None)


async def finish(work: UnitOfWork, request_id: int, user: str, now: datetime) -> bool:
    """Requester or helper says that it is done; False when it is not accepted, or not any more."""
    try:
        await _move(work, request_id, RequestStatus.DONE, Party.RESIDENT, user, now)
    except (NoSuchRecord, TransitionRefused):
        return False
    return True


async def withdraw(work: UnitOfWork, request_id: int, user: str, now: datetime) -> Request | None:
    """The requester withdraws it: the request as it was before; None when it is over."""
    try:
        return await _move(work, request_id, RequestStatus.WITHDRAWN, Party.RESIDENT, user, now)
    except (NoSuchRecord, TransitionRefused):
        return None


async def decide(
    work: UnitOfWork, request_id: int, status: RequestStatus, actor: str, now: datetime
) -> Request:
    """What the staff decide: the request as it was before. OrderRefused: there is none, or not as it stands."""
    return await _move(work, request_id, status, Party.STAFF, actor, now)


async def _move(
    work: UnitOfWork, request_id: int, to: RequestStatus, by: Party, actor: str, now: datetime
) -> Request:
    """Change the status; unless the request is done now, it has no helper afterwards."""
    session = await work.write()
    row = await locked(session, request_id)
    if row is None:
        raise NoSuchRecord(request_id)
    [before] = await every(work, TalentRequestRecord.id == request_id)
    values: dict[str, Any] = {} if to is RequestStatus.DONE else {"talent": None, "agreed_at": None}
    await set_status(session, row, to, by, actor, now, **values)
    return before


async def rate(work: UnitOfWork, request_id: int, user: str, stars: int, now: datetime) -> bool:
    """The requester rates the help, 1 to 5; False when it is not theirs, not done, or rated already."""
    session = await work.write()
    row = await locked(session, request_id)
    if row is None or row.user != user or row.status != RequestStatus.DONE.value or row.rating is not None:
        return False
    await change(session, request_id, now, {"rating": stars})
    await note(session, "talent_requests", [request_id], user, "rated", now)
    return True


_IS_LIVE = TalentRequestRecord.status.in_(LIVE)


async def locked(session: AsyncSession, request_id: int) -> TalentRequestRecord | None:
    """Lock the request until the transaction ends; the row as it is under the lock.

    On SQLite the one write transaction is the lock.
    """
    query = select(TalentRequestRecord).where(TalentRequestRecord.id == request_id).with_for_update()
    row: TalentRequestRecord | None = await session.scalar(
        query, execution_options={"populate_existing": True}
    )
    return row


async def set_status(
    session: AsyncSession, row: TalentRequestRecord, to: RequestStatus, by: Party, actor: str, now: datetime,
    /, *, what: str = "", **values: object,
) -> None:  # fmt: skip
    """Give a request that is locked another status, and set these columns. TransitionRefused: not as it stands."""
    REQUEST_TRANSITIONS.check(row.id, RequestStatus(row.status), to, by)
    await change(session, row.id, now, values | {"status": to.value})
    await note(session, "talent_requests", [row.id], actor, what or to.value, now)


async def change(session: AsyncSession, row_id: int, now: datetime, values: Mapping[str, object]) -> None:
    """Set these columns of a request that is locked."""
    statement = update(TalentRequestRecord).where(TalentRequestRecord.id == row_id)
    await session.execute(
        statement.values(updated_at=now, **values), execution_options={"synchronize_session": False}
    )


async def every(work: UnitOfWork, *where: ColumnElement[bool]) -> list[Request]:
    """The requests that these conditions choose, with their helpers, oldest first."""
    session = await work.read()
    joined = select(TalentRequestRecord, TalentRecord).outerjoin(
        TalentRecord, TalentRecord.id == TalentRequestRecord.talent
    )
    rows = await session.execute(
        joined.where(*where).order_by(TalentRequestRecord.id), execution_options={"populate_existing": True}
    )
    return [_request(row, helper) for row, helper in rows]


def _request(row: TalentRequestRecord, helper: TalentRecord | None) -> Request:
    return Request(
        user=row.user,
        need=row.need,
        name=row.name,
        phone=row.phone,
        address=row.address,
        time=row.time,
        for_whom=row.for_whom,
        bank=row.bank,
        kind=row.kind,
        id=row.id,
        status=RequestStatus(row.status),
        helper=talents.talent_of(helper) if helper else None,
        agreed=row.agreed_at is not None,
        rating=row.rating,
        created_at=row.created_at,
    )


async def forget_helper(session: AsyncSession, user: str) -> None:
    """Take the skills of a resident who is erased out of the requests of others, after the skills are deleted.

    A database may give a deleted row's number to the next one, who must not become the helper of these requests.
    """
    row = TalentRequestRecord
    gone = update(row).where(row.talent.is_not(None), row.talent.not_in(select(TalentRecord.id)))
    accepted = gone.where(row.status == RequestStatus.ACCEPTED.value)
    await session.execute(accepted.values(status=RequestStatus.OPEN.value, asked_at=None))
    await session.execute(gone.values(talent=None, agreed_at=None))
