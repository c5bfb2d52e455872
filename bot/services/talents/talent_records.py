"""Skills that residents lend to the talent bank. Nobody lends the same skill twice; the staff approve who lends."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from bot.common.errors import OrderRefused
from bot.services.talents.content import BETWEEN
from bot.services.talents.statuses import TALENT_TRANSITIONS, TalentStatus
from bot.services.talents.tables import TalentRecord
from bot.storage.repository import Repository
from bot.storage.seats import person_index
from bot.storage.transitions import NoSuchRecord, Party
from bot.storage.unit_of_work import UnitOfWork


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
    """A skill as it stands."""

    id: int
    status: TalentStatus
    approved: bool
    paused: bool
    created_at: datetime


_T = TalentRecord
_rows = Repository(TalentRecord, Talent, TALENT_TRANSITIONS)
_ACTIVE = _T.status == TalentStatus.ACTIVE
WAITING = (_ACTIVE, _T.approved.is_(False))
"""Skills of helpers whom the staff have not approved yet."""


async def lend(work: UnitOfWork, new: NewTalent, now: datetime, *, waits: bool) -> tuple[Talent, bool]:
    """Add a skill, or what is new of it to the entry of its kind; False when this account lends it all for this person already.

    What others entered is not looked at.

    waits: until the staff approve the helper, unless they have approved another skill of this user and person.
    """
    person = person_index(work.cipher, new.name, new.phone)
    known = (
        not waits or await _rows.first(work, *_helper(new.user, person), _T.approved.is_(True)) is not None
    )
    same = new.kind or work.cipher.index("skill", new.skill)
    values = asdict(new) | {"person": person, "same": same, "status": TalentStatus.ACTIVE, "approved": known}
    values["paused"] = False
    lent = await _rows.add_once(work, new.user, now, **values)
    if lent is not None:
        return lent, True
    [talent] = await _rows.all(work, *_helper(new.user, person), _T.same == same)
    more = [skill for skill in new.skill.split(BETWEEN) if skill not in talent.skill]
    if not more:
        return talent, False
    told = BETWEEN.join([talent.skill, *more])
    [wider] = await _rows.change(
        work, [_T.id == talent.id, _ACTIVE], new.user, "told more", now, skill=told, spare=new.spare
    )
    return wider, True


async def of_user(work: UnitOfWork, user: str) -> list[Talent]:
    """What this user lends, oldest first."""
    return await _rows.all(work, _T.user == user, _ACTIVE)


async def stop(work: UnitOfWork, user: str, talent_id: int, now: datetime) -> bool:
    """Take a skill of this user out of the bank; False when they do not lend it."""
    own_row = [_T.id == talent_id, _T.user == user]
    return bool(await _rows.move(work, own_row, TalentStatus.STOPPED, Party.RESIDENT, user, now))


async def set_paused(
    work: UnitOfWork, user: str, talent_id: int, *, paused: bool, now: datetime
) -> Talent | None:
    """Nobody is matched with the skill for a while, or again; None when it is not theirs, or is so already."""
    where = [_T.id == talent_id, _T.user == user, _ACTIVE, _T.paused.is_not(paused)]
    changed = await _rows.change(work, where, user, "paused" if paused else "resumed", now, paused=paused)
    return changed[0] if changed else None


async def correct(work: UnitOfWork, talent: Talent, now: datetime, *, waits: bool) -> Talent | None:
    """Write who can do it and when; None when the account has entered this person with the skill already.

    Another person waits for the staff, as in `lend`.
    """
    session = await work.write()
    person = person_index(work.cipher, talent.name, talent.phone)
    same = select(_T.same).where(_T.id == talent.id).scalar_subquery()
    own = (*_helper(talent.user, person), _T.same == same)
    if await _rows.first(work, *own, _T.id != talent.id):
        return None
    before = await session.scalar(select(_T.person).where(_T.id == talent.id))
    values: dict[str, Any] = {
        "name": talent.name,
        "phone": talent.phone,
        "spare": talent.spare,
        "person": person,
    }
    if before != person:
        approved = [*_helper(talent.user, person), _T.approved.is_(True)]
        values["approved"] = not waits or await _rows.first(work, *approved) is not None
    where = [_T.id == talent.id, _T.user == talent.user, _ACTIVE]
    changed = await _rows.change(work, where, talent.user, "changed", now, **values)
    return changed[0] if changed else None


async def approve(work: UnitOfWork, talent_id: int, actor: str, now: datetime) -> list[Talent]:
    """The staff approve a helper, with every skill that waits. OrderRefused: nothing of this number waits."""
    session = await work.write()
    row = await session.get(TalentRecord, talent_id)
    if row is None:
        raise NoSuchRecord(talent_id)
    waiting = [*_helper(row.user, row.person), _T.approved.is_(False)]
    approved = await _rows.change(work, waiting, actor, "approved", now, approved=True)
    if talent_id not in {talent.id for talent in approved}:
        raise OrderRefused(f"{talent_id}号不在等审核")
    return approved


async def decide(work: UnitOfWork, talent_id: int, status: TalentStatus, actor: str, now: datetime) -> Talent:
    """What the staff decide: stopped. OrderRefused: there is none with this number, or it is stopped."""
    return await _rows.decide(work, talent_id, status, actor, now)


def _helper(user: str, person: str) -> tuple[ColumnElement[bool], ...]:
    """The skills that this user lends for this person: a user may enter several people."""
    return (_T.user == user, _T.person == person, _ACTIVE)


async def every(work: UnitOfWork) -> list[Talent]:
    """Every skill, also those that are not lent any more."""
    return await _rows.all(work)


def talent_of(row: TalentRecord) -> Talent:
    """The row as a value."""
    return _rows.value_of(row)
