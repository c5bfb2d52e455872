"""Alarms: who said that somebody is in danger, what they said since, and what the staff did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.services.disaster.statuses import ALARM_TRANSITIONS, AlarmStatus
from bot.services.disaster.tables import AlarmRecord
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.slots.place import more_exact

SAME = timedelta(hours=1)  # what a resident says within this belongs to one alarm
MOST = 2000  # characters that are kept of it
ASSUMED = "（登记里的地址）"
"""Behind a place that was told for a request, and not for the danger."""
DUE, SENT, FAILED = "due", "sent", "failed"
_DAYS_SHOWN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm as it stands."""

    id: int
    user: str
    status: AlarmStatus
    danger: str
    said: str
    place: str
    owner: str
    done: str
    sms: str
    created_at: datetime


_A = AlarmRecord
_rows = Repository(AlarmRecord, Alarm, ALARM_TRANSITIONS)
NOT_LOOKED_AT = _A.status == AlarmStatus.RAISED
"""Alarms that nobody has looked at."""


async def raise_alarm(
    work: UnitOfWork, user: str, danger: str, said: str, place: str, now: datetime, *, sms: bool
) -> None:
    """Note that somebody is in danger. sms: the office is closed. Of one resident within an hour it is one alarm."""
    await work.write()
    alarm = await _going_on(work, user, now)
    if alarm is None:
        values = {
            "danger": danger,
            "said": said,
            "place": place,
            "owner": "",
            "done": "",
            "sms": DUE if sms else "",
        }
        await _rows.add(work, user, now, user=user, status=AlarmStatus.RAISED.value, **values)
        return
    await _rows.change(
        work, [_A.id == alarm.id], user, "more", now, danger=danger, **_more(alarm, said, place)
    )
    await _rows.move(work, [_A.id == alarm.id], AlarmStatus.RAISED, Party.RESIDENT, user, now)


async def add_words(work: UnitOfWork, user: str, said: str, place: str, now: datetime) -> bool:
    """Note what a resident in danger goes on to say; False without an alarm that it could be added to."""
    alarm = await _going_on(work, user, now)
    if alarm is not None:
        await _rows.change(work, [_A.id == alarm.id], user, "more", now, **_more(alarm, said, place))
    return alarm is not None


async def told_to_be(work: UnitOfWork, user: str, status: AlarmStatus, now: datetime) -> None:
    """Note that the resident says it is over, or that there was no danger; of none the staff's phone need not be told."""
    alarm = await _going_on(work, user, now)
    if alarm is None:
        return
    unsent = {"sms": ""} if status is AlarmStatus.DENIED and alarm.sms == DUE else {}
    await _rows.move(work, [_A.id == alarm.id], status, Party.RESIDENT, user, now, **unsent)


async def waiting(work: UnitOfWork, now: datetime) -> list[Alarm]:
    """Alarms of the last two days that are not handled, oldest first."""
    return await _rows.all(work, _A.status != AlarmStatus.HANDLED, _A.created_at > now - _DAYS_SHOWN)


async def decide(
    work: UnitOfWork, alarm_id: int, status: AlarmStatus, done: str, actor: str, now: datetime
) -> Alarm:
    """Somebody of the staff looks at it, or notes what was done. OrderRefused: there is none with this number."""
    noted = {"done": done} if done else {}
    return await _rows.decide(work, alarm_id, status, actor, now, owner=actor, **noted)


async def of_user(work: UnitOfWork, user: str) -> list[Alarm]:
    """The resident's alarms, newest first."""
    return await _rows.all(work, _A.user == user, newest=True, limit=20)


async def every(work: UnitOfWork) -> list[Alarm]:
    """Every alarm."""
    return await _rows.all(work)


async def due(work: UnitOfWork, limit: int) -> list[Alarm]:
    """Alarms of which the staff's phone is still to be told."""
    return await _rows.readable(work, _A.sms == DUE, limit=limit)


async def settle_sms(work: UnitOfWork, alarm_id: int, before: str, after: str, now: datetime) -> bool:
    """Note what became of the SMS; False when somebody else noted it already."""
    return bool(
        await _rows.change(work, [_A.id == alarm_id, _A.sms == before], "bot", f"sms {after}", now, sms=after)
    )


def long_handled(kept: RetentionPeriods, now: datetime) -> Where:
    """Alarms that were handled for as long as tickets are kept."""
    return (_A.status == AlarmStatus.HANDLED) & (_A.updated_at < now - kept.tickets)


async def _going_on(work: UnitOfWork, user: str, now: datetime) -> Alarm | None:
    session = await work.read()
    newest = await session.scalar(
        select(_A.id).where(_A.user == user, _A.updated_at > now - SAME).order_by(_A.id.desc()).limit(1)
    )
    return await _rows.first(work, _A.id == newest) if newest else None


def _more(alarm: Alarm, said: str, place: str) -> dict[str, str]:
    again = alarm.said == said or alarm.said.endswith(("\n" + said, " " + said))  # a message delivered twice
    told = alarm.said if again else f"{alarm.said}\n{said}"[:MOST]
    return {"said": told, "place": _more_certain(alarm.place, place)}


def _more_certain(known: str, told: str) -> str:
    """The place that was told for the danger, rather than the one of a request."""
    if told.endswith(ASSUMED):
        return known or told
    return told or known if known.endswith(ASSUMED) else more_exact(known, told)
