"""Requests for a helping hand: made, withdrawn, done, rated. Who is asked: see `talent_asks`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import BotError
from bot.services.talents import lending_records as talents
from bot.services.talents.lending_records import Talent
from bot.services.talents.tables import RequestStatus, TalentRecord, TalentRequestRecord
from bot.storage.audit import note
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

LIVE = (RequestStatus.OPEN, RequestStatus.OFFERED, RequestStatus.ACCEPTED)


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
    """A request as it stands. helper: the skill that was accepted for it, with the one who lends it."""

    id: int
    status: RequestStatus
    helper: Talent | None
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
        mine = (TalentRequestRecord.user == new.user, TalentRequestRecord.same == same)
        raise AlreadyRequested((await every(work, *mine, _IS_LIVE))[0])
    await note(session, "talent_requests", [row_id], new.user, RequestStatus.OPEN.value, now)
    return (await every(work, TalentRequestRecord.id == row_id))[0]


async def of_user(work: UnitOfWork, user: str) -> list[Request]:
    """The user's requests that are not over, oldest first."""
    return await every(work, TalentRequestRecord.user == user, _IS_LIVE)


async def of_helper(work: UnitOfWork, user: str) -> list[Request]:
    """What this user has promised to do and has not done yet."""
    accepted = TalentRequestRecord.status == RequestStatus.ACCEPTED.value
    return await every(work, TalentRecord.user == user, accepted)


async def find(work: UnitOfWork, request_id: int) -> Request | None:
    """The request of this number."""
    return next(iter(await every(work, TalentRequestRecord.id == request_id)), None)


async def move(
    work: UnitOfWork, request_id: int, to: RequestStatus, allowed: tuple[RequestStatus, ...], actor: str,
    now: datetime, *, keep_helper: bool = True,
) -> Request | None:  # fmt: skip
    """Give the request another status; None, and nothing written, unless it stands at an allowed one.

    Without `keep_helper` it belongs to nobody afterwards. The request as it was before the move comes back.
    """
    session = await work.write()
    row = await locked(session, request_id)
    if row is None or row.status not in allowed:
        return None
    before = (await every(work, TalentRequestRecord.id == request_id))[0]
    values: dict[str, object] = {"status": to.value}
    await change(session, request_id, now, values if keep_helper else values | {"talent": None})
    await note(session, "talent_requests", [request_id], actor, to.value, now)
    return before


async def rate(work: UnitOfWork, request_id: int, user: str, stars: int, now: datetime) -> bool:
    """The requester's thanks in stars, 1 to 5; False when it is not theirs, not done or was rated."""
    session = await work.write()
    row = await locked(session, request_id)
    if row is None or row.user != user or row.status != RequestStatus.DONE.value or row.rating is not None:
        return False
    await change(session, request_id, now, {"rating": stars})
    await note(session, "talent_requests", [request_id], user, "rated", now)
    return True


_IS_LIVE = TalentRequestRecord.status.in_([status.value for status in LIVE])


async def locked(session: AsyncSession, request_id: int) -> TalentRequestRecord | None:
    """The request as it stands now, for nobody else to change until this transaction ends.

    On SQLite the one write transaction is the lock.
    """
    mine = select(TalentRequestRecord).where(TalentRequestRecord.id == request_id).with_for_update()
    row: TalentRequestRecord | None = await session.scalar(
        mine, execution_options={"populate_existing": True}
    )
    return row


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
    found = await session.execute(
        joined.where(*where).order_by(TalentRequestRecord.id), execution_options={"populate_existing": True}
    )
    return [_request(row, helper) for row, helper in found]


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
        rating=row.rating,
        created_at=row.created_at,
    )
