"""Skills that residents lend to the talent bank. Nobody lends the same skill twice."""

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.services.talents.statuses import TALENT_TRANSITIONS, TalentStatus
from bot.services.talents.tables import TalentRecord
from bot.storage.repository import Repository
from bot.storage.seats import person_index
from bot.storage.transitions import Party
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
    created_at: datetime


_T = TalentRecord
_rows = Repository(TalentRecord, Talent, TALENT_TRANSITIONS)
_ACTIVE = _T.status == TalentStatus.ACTIVE


async def lend(work: UnitOfWork, new: NewTalent, now: datetime) -> tuple[Talent, bool]:
    """Add a skill; False when this person lends it already."""
    person = person_index(work.cipher, new.name, new.phone)
    same = new.kind or work.cipher.index("skill", new.skill)
    values = asdict(new) | {"person": person, "same": same, "status": TalentStatus.ACTIVE}
    lent = await _rows.add_once(work, new.user, now, **values)
    if lent is not None:
        return lent, True
    [talent] = await _rows.all(work, _T.person == person, _T.same == same, _ACTIVE)
    return talent, False


async def of_user(work: UnitOfWork, user: str) -> list[Talent]:
    """What this user lends, oldest first."""
    return await _rows.all(work, _T.user == user, _ACTIVE)


async def stop(work: UnitOfWork, user: str, talent_id: int, now: datetime) -> bool:
    """Take a skill of this user out of the bank; False when they do not lend it."""
    own_row = [_T.id == talent_id, _T.user == user]
    return bool(await _rows.move(work, own_row, TalentStatus.STOPPED, Party.RESIDENT, user, now))


async def decide(work: UnitOfWork, talent_id: int, status: TalentStatus, actor: str, now: datetime) -> Talent:
    """What the staff decide: stopped. OrderRefused: there is none with this number, or it is stopped."""
    return await _rows.decide(work, talent_id, status, actor, now)


async def every(work: UnitOfWork) -> list[Talent]:
    """Every skill, also those that are not lent any more."""
    return await _rows.all(work)


def talent_of(row: TalentRecord) -> Talent:
    """The row as a value."""
    return _rows.value_of(row)
