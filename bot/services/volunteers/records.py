"""Volunteers: who is in which team, with the hours that the staff logged."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from bot.common.errors import OrderRefused
from bot.services.volunteers.statuses import VOLUNTEER_TRANSITIONS, VolunteerStatus
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage.repository import Repository
from bot.storage.seats import person_index
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewVolunteer:
    """Who wants to join; skills and free (when) in their own words."""

    user: str
    name: str
    phone: str
    team: str
    skills: str
    free: str


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer as they stand."""

    id: int
    user: str
    status: VolunteerStatus
    name: str
    phone: str
    team: str
    skills: str
    free: str
    hours: int
    created_at: datetime


_V = VolunteerRecord
_rows = Repository(VolunteerRecord, Volunteer, VOLUNTEER_TRANSITIONS)


async def join(work: UnitOfWork, new: NewVolunteer, now: datetime) -> tuple[Volunteer, bool]:
    """Into the team; and whether that is new: nobody is twice in one team."""
    await work.write()
    person = person_index(work.cipher, new.name, new.phone)
    there = await _rows.one(
        work, _V.team == new.team, _V.person == person, _V.status == VolunteerStatus.ACTIVE
    )
    if there:
        return there, False
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
    )
    return volunteer, True


async def of_user(work: UnitOfWork, user: str) -> list[Volunteer]:
    """The teams that this user is in, or put somebody in."""
    return await _rows.all(work, _V.user == user, _V.status == VolunteerStatus.ACTIVE)


async def leave(work: UnitOfWork, user: str, row: int, now: datetime) -> Volunteer | None:
    """Out of the team; None when it is not theirs."""
    where = [_V.id == row, _V.user == user]
    changed = await _rows.move(work, where, VolunteerStatus.STOPPED, Party.RESIDENT, user, now)
    return changed[0] if changed else None


async def correct(work: UnitOfWork, row: int, new: NewVolunteer, now: datetime) -> Volunteer | None:
    """Who put them in says it anew, the hours stay; None when it is not theirs, or they are in that team already."""
    await work.write()
    person = person_index(work.cipher, new.name, new.phone)
    same = [_V.team == new.team, _V.person == person, _V.status == VolunteerStatus.ACTIVE, _V.id != row]
    if await _rows.one(work, *same):
        return None
    values = asdict(new) | {"person": person}
    where = [_V.id == row, _V.user == new.user, _V.status == VolunteerStatus.ACTIVE]
    changed = await _rows.change(work, where, new.user, "changed", now, **values)
    return changed[0] if changed else None


async def log_hours(work: UnitOfWork, row: int, hours: int, actor: str, now: datetime) -> Volunteer | None:
    """Add hours served; negative ones correct."""
    where = [_V.id == row, _V.hours + hours >= 0]
    changed = await _rows.change(work, where, actor, f"{hours:+d} hours", now, hours=_V.hours + hours)
    return changed[0] if changed else None


async def decide(work: UnitOfWork, row: int, status: VolunteerStatus, actor: str, now: datetime) -> Volunteer:
    """What the staff decide: active or stopped. OrderRefused: not as it stands, or they have joined anew."""
    await work.write()
    person = select(_V.person).where(_V.id == row).scalar_subquery()
    team = select(_V.team).where(_V.id == row).scalar_subquery()
    same = [_V.team == team, _V.person == person, _V.status == VolunteerStatus.ACTIVE, _V.id != row]
    anew = await _rows.one(work, *same) if status is VolunteerStatus.ACTIVE else None
    if anew is not None:
        raise OrderRefused(f"同一个人已经在队里了，是{anew.id}号")
    return await _rows.decide(work, row, status, actor, now)


async def every(work: UnitOfWork) -> list[Volunteer]:
    """Every place in a team, also of those who have left."""
    return await _rows.all(work)
