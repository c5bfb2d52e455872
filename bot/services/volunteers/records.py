"""Volunteers: the members of the teams, with the hours that the staff logged."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from bot.common.errors import OrderRefused
from bot.services.volunteers.statuses import VOLUNTEER_TRANSITIONS, VolunteerStatus
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage.repository import Repository
from bot.storage.seats import person_index
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewVolunteer:
    """Who joins a team. skills, free (when they have time): in their own words."""

    user: str
    name: str
    phone: str
    team: str
    skills: str
    free: str


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A member of a team as they stand."""

    id: int
    user: str
    status: VolunteerStatus
    name: str
    phone: str
    team: str
    skills: str
    free: str
    hours: int
    paused: bool
    created_at: datetime


_V = VolunteerRecord
_rows = Repository(VolunteerRecord, Volunteer, VOLUNTEER_TRANSITIONS)


async def join(work: UnitOfWork, new: NewVolunteer, now: datetime) -> tuple[Volunteer, bool]:
    """Put a person in a team; False when the account has put them in it already."""
    await work.write()
    person = person_index(work.cipher, new.name, new.phone)
    member = await _rows.first(work, *_same(new, person))
    if member:
        return member, False
    volunteer = await _rows.add(
        work,
        new.user,
        now,
        user=new.user,
        status=VolunteerStatus.ACTIVE.value,
        name=new.name,
        phone=new.phone,
        person=person,
        team=new.team,
        skills=new.skills,
        free=new.free,
        hours=0,
        paused=False,
    )
    return volunteer, True


async def of_user(work: UnitOfWork, user: str) -> list[Volunteer]:
    """The memberships of this user and of those whom they put in a team."""
    return await _rows.all(work, _V.user == user, _V.status == VolunteerStatus.ACTIVE)


async def leave(work: UnitOfWork, user: str, row: int, now: datetime) -> Volunteer | None:
    """Leave the team; None when it is not theirs."""
    where = [_V.id == row, _V.user == user]
    changed = await _rows.move(work, where, VolunteerStatus.STOPPED, Party.RESIDENT, user, now)
    return changed[0] if changed else None


async def correct(work: UnitOfWork, row: int, new: NewVolunteer, now: datetime) -> Volunteer | None:
    """Change an entry, and keep its hours. None when it is not theirs, or the person is in that team already."""
    await work.write()
    person = person_index(work.cipher, new.name, new.phone)
    if await _rows.first(work, *_same(new, person), _V.id != row):
        return None
    values = asdict(new) | {"person": person}
    where = [_V.id == row, _V.user == new.user, _V.status == VolunteerStatus.ACTIVE]
    changed = await _rows.change(work, where, new.user, "changed", now, **values)
    return changed[0] if changed else None


async def set_paused(
    work: UnitOfWork, user: str, row: int, *, paused: bool, now: datetime
) -> Volunteer | None:
    """Rest for a while, or come back; None when it is not theirs, or is so already."""
    where = [_V.id == row, _V.user == user, _V.status == VolunteerStatus.ACTIVE, _V.paused.is_not(paused)]
    changed = await _rows.change(work, where, user, "paused" if paused else "resumed", now, paused=paused)
    return changed[0] if changed else None


async def log_hours(work: UnitOfWork, row: int, hours: int, actor: str, now: datetime) -> Volunteer | None:
    """Add hours served; a negative number corrects. None when there is no such entry, or it has fewer hours."""
    where = [_V.id == row, _V.hours + hours >= 0]
    changed = await _rows.change(work, where, actor, f"{hours:+d} hours", now, hours=_V.hours + hours)
    return changed[0] if changed else None


async def decide(work: UnitOfWork, row: int, status: VolunteerStatus, actor: str, now: datetime) -> Volunteer:
    """What the staff decide: active or stopped. OrderRefused: not as it stands, or the person has joined again."""
    await work.write()
    person = select(_V.person).where(_V.id == row).scalar_subquery()
    team = select(_V.team).where(_V.id == row).scalar_subquery()
    same = [_V.team == team, _V.person == person, _V.status == VolunteerStatus.ACTIVE, _V.id != row]
    member = await _rows.first(work, *same) if status is VolunteerStatus.ACTIVE else None
    if member is not None:
        raise OrderRefused(f"同一个人已经在队里了，是{member.id}号")
    return await _rows.decide(work, row, status, actor, now)


async def every(work: UnitOfWork) -> list[Volunteer]:
    """Every member, also those who have left."""
    return await _rows.all(work)


def _same(new: NewVolunteer, person: str) -> list[ColumnElement[bool]]:
    """What the account itself has entered already; what others have entered keeps nobody out, and is not told."""
    return [
        _V.user == new.user,
        _V.team == new.team,
        _V.person == person,
        _V.status == VolunteerStatus.ACTIVE,
    ]
