"""Numbers that residents give each other: every hand-over is a row, and whoever is reported gets no more of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.repository import Repository
from bot.storage.shared_statuses import SHARE_TRANSITIONS, ShareStatus
from bot.storage.tables.contact_shares import ContactShareRecord
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Contact:
    """A resident with the name and the number that the other side gets."""

    user: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class ContactShare:
    """A hand-over as it stands. user, name, phone: whose number it is; receiver: who got it; what: the occasion."""

    id: int
    user: str
    receiver: str
    status: ShareStatus
    name: str
    phone: str
    receiver_name: str
    what: str
    ticket: int
    created_at: datetime


_S = ContactShareRecord
shares = Repository(ContactShareRecord, ContactShare, SHARE_TRANSITIONS)
_PAUSING = (ShareStatus.REPORTED, ShareStatus.BLOCKED)


async def exchange(work: UnitOfWork, first: Contact, second: Contact, what: str, now: datetime) -> None:
    """Note that each of the two gets the other's number, in the transaction that shows it to them."""
    for owner, receiver in ((first, second), (second, first)):
        await shares.add(
            work,
            "bot",
            now,
            user=owner.user,
            receiver=receiver.user,
            status=ShareStatus.GIVEN.value,
            name=owner.name,
            phone=owner.phone,
            receiver_name=receiver.name,
            what=what,
            ticket=0,
        )


async def is_paused(work: UnitOfWork, user: str) -> bool:
    """Whether this resident gets no more numbers: somebody has reported them, and the staff have not cleared it."""
    return await shares.first(work, _S.receiver == user, _S.status.in_(_PAUSING)) is not None


def paused_users() -> Select[str]:
    """The residents who get no more numbers, for the condition of a search."""
    return select(_S.receiver).where(_S.status.in_(_PAUSING))


async def forget_receiver(session: AsyncSession, user: str) -> None:
    """Take a resident who is erased out of the hand-overs of others; that there was one stays."""
    await session.execute(update(_S).where(_S.receiver == user).values(receiver="", receiver_name=""))
