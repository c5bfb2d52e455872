"""Skills that residents lend to the talent bank; a person lends the same skill once."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.services.talents.tables import TalentRecord, TalentStatus
from bot.storage.audit import note
from bot.storage.seats import person_index
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class NewTalent:
    """What is lent. user: who speaks; name, phone: of the one who can do it; spare: when they have time.

    kind: the kind of skill in the knowledge, "" when it knows none.
    """

    user: str
    name: str
    phone: str
    skill: str
    bank: str
    kind: str
    spare: str


@dataclass(frozen=True, slots=True)
class Talent(NewTalent):
    """A skill as it is on record."""

    id: int
    status: TalentStatus
    created_at: datetime


async def lend(work: UnitOfWork, new: NewTalent, now: datetime) -> tuple[Talent, bool]:
    """Put a skill in the bank; the second value is False when this person lends it already."""
    session = await work.write()
    person = person_index(work.cipher, new.name, new.phone)
    same = new.kind or work.cipher.index("skill", new.skill)
    values = asdict(new) | {"person": person, "same": same, "status": TalentStatus.ACTIVE.value}
    values |= {"created_at": now, "updated_at": now}
    statement = insert_into(session, TalentRecord).values(**values).on_conflict_do_nothing()
    row_id = await session.scalar(statement.returning(TalentRecord.id))
    if row_id is None:
        there = await _all(work, TalentRecord.person == person, TalentRecord.same == same, _ACTIVE)
        return there[0], False
    await note(session, "talents", [row_id], new.user, TalentStatus.ACTIVE.value, now)
    return (await _all(work, TalentRecord.id == row_id))[0], True


async def of_user(work: UnitOfWork, user: str) -> list[Talent]:
    """What this user lends, oldest first."""
    return await _all(work, TalentRecord.user == user, _ACTIVE)


async def stop(work: UnitOfWork, talent_id: int, actor: str, now: datetime, *, user: str = "") -> bool:
    """Take a skill out of the bank (a user's own, if `user` is given); False when it is not in it."""
    session = await work.write()
    statement = update(TalentRecord).where(TalentRecord.id == talent_id, _ACTIVE)
    statement = statement.where(TalentRecord.user == user) if user else statement
    values = {"status": TalentStatus.STOPPED.value, "updated_at": now}
    stopped = await session.scalar(statement.values(**values).returning(TalentRecord.id))
    if stopped is None:
        return False
    await note(session, "talents", [stopped], actor, TalentStatus.STOPPED.value, now)
    return True


async def find(work: UnitOfWork, talent_id: int) -> Talent | None:
    """The skill of this number, also one that is not lent any more."""
    return next(iter(await _all(work, TalentRecord.id == talent_id)), None)


async def every(work: UnitOfWork) -> list[Talent]:
    """Every skill, also those that are not lent any more."""
    return await _all(work)


_ACTIVE = TalentRecord.status == TalentStatus.ACTIVE.value


async def _all(work: UnitOfWork, *where: ColumnElement[bool]) -> list[Talent]:
    session = await work.read()
    found = await session.scalars(
        select(TalentRecord).where(*where).order_by(TalentRecord.id),
        execution_options={"populate_existing": True},
    )
    return [talent_of(row) for row in found]


def talent_of(row: TalentRecord) -> Talent:
    """The row as a value."""
    return Talent(
        user=row.user,
        name=row.name,
        phone=row.phone,
        skill=row.skill,
        bank=row.bank,
        kind=row.kind,
        spare=row.spare,
        id=row.id,
        status=TalentStatus(row.status),
        created_at=row.created_at,
    )
