"""Confirmation codes: whoever repeats the code that was sent to a phone has that phone at hand.

A code is six digits, kept as a keyed digest, good for ten minutes and five tries, in the account that asked for it
alone. With three codes a phone and day, guessing a day long hits once in 67,000.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.common.cipher import Cipher
from bot.common.clock import ZONE
from bot.storage.tables.phone_codes import PhoneCodeRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

LIFETIME = timedelta(minutes=10)
PAUSE = timedelta(seconds=60)  # between two codes to one phone
TRIES = 5
A_PHONE_A_DAY = 3
AN_ACCOUNT_A_DAY = 5
PROVEN = timedelta(minutes=30)  # how long a confirmed code allows what it was asked for
KEPT = timedelta(days=2)  # the limits of a day need no older rows


class Asked(StrEnum):
    """What became of asking for a code."""

    SENT = "sent"
    TOO_SOON = "too_soon"
    TOO_MANY = "too_many"


class Verdict(StrEnum):
    """What a code that was typed in is. none: the account waits for no code; spent: its last try was wrong."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a code; what it was asked for, and the phone that is confirmed, when it is right."""

    verdict: Verdict
    purpose: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DueCode:
    """A code that waits to be sent."""

    id: int
    phone: str
    code: str


@dataclass(frozen=True, slots=True)
class LastCode:
    """The phone and the purpose of the code that an account asked for last."""

    phone: str
    purpose: str


_C = PhoneCodeRecord


async def ask(
    work: UnitOfWork, user: str, last: LastCode, code: str, now: datetime, *, spoken: bool, a_day: int
) -> Asked:
    """Have a code sent to the phone, and void the account's earlier ones. spoken: it is said instead of sent."""
    session = await work.write()
    account, address = _account(work.cipher, user), _address(work.cipher, last.phone)
    since = now - timedelta(days=1)
    soon = await session.scalar(
        select(_C.id).where(_C.address == address, _C.created_at > now - PAUSE).limit(1)
    )
    if soon is not None:
        return Asked.TOO_SOON
    day = f"{now.astimezone(ZONE):%Y-%m-%d}"
    number = 1 + await _count(work, _C.address == address, _C.day == day)
    if (
        number > A_PHONE_A_DAY
        or await _count(work, _C.account == account, _C.created_at > since) >= AN_ACCOUNT_A_DAY
        or await _count(work, _C.created_at > since) >= a_day
    ):
        return Asked.TOO_MANY
    await session.execute(
        update(_C).where(_C.account == account, _C.expires_at > now).values(expires_at=now, outgoing="")
    )
    row = insert_into(session, PhoneCodeRecord).values(
        account=account,
        address=address,
        phone=last.phone,
        purpose=last.purpose,
        code=_digest(work.cipher, account, code),
        outgoing="" if spoken else code,
        state="spoken" if spoken else "due",
        tries=0,
        day=day,
        number=number,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    # Of two accounts that ask for the same phone at once, one gets the number.
    added = await session.scalar(row.on_conflict_do_nothing().returning(_C.id))
    return Asked.SENT if added is not None else Asked.TOO_SOON


async def check(work: UnitOfWork, user: str, code: str, now: datetime) -> Checked:
    """Use up a try of the account's code. A right code counts once."""
    account = _account(work.cipher, user)
    live = [_C.account == account, _C.expires_at > now, _C.confirmed_at.is_(None), _C.tries < TRIES]
    if not await _count(work, *live):
        return Checked(Verdict.NONE)
    session = await work.write()
    tried = await session.execute(
        update(_C)
        .where(*live)
        .values(tries=_C.tries + 1)
        .returning(_C.id, _C.code, _C.tries, _C.purpose, _C.phone)
    )
    row = tried.first()
    if row is None:
        return Checked(Verdict.NONE)
    if row.code != _digest(work.cipher, account, code):
        return Checked(Verdict.WRONG if row.tries < TRIES else Verdict.SPENT)
    await session.execute(update(_C).where(_C.id == row.id).values(confirmed_at=now))
    return Checked(Verdict.RIGHT, row.purpose, row.phone)


async def last_asked(work: UnitOfWork, user: str, now: datetime) -> LastCode | None:
    """The code that the account asked for last, within the hour and not confirmed yet: it may be sent again."""
    session = await work.read()
    account = _account(work.cipher, user)
    newest = (
        select(_C.phone, _C.purpose, _C.confirmed_at)
        .where(_C.account == account, _C.created_at > now - timedelta(hours=1))
        .order_by(_C.id.desc())
        .limit(1)
    )
    row = (await session.execute(newest)).first()
    return LastCode(row.phone, row.purpose) if row and row.confirmed_at is None and row.phone else None


async def proven(work: UnitOfWork, user: str, now: datetime) -> str:
    """The phone that the account confirmed last, within the last half hour; "" for none."""
    session = await work.read()
    newest = (
        select(_C.phone)
        .where(_C.account == _account(work.cipher, user), _C.confirmed_at > now - PROVEN)
        .order_by(_C.id.desc())
        .limit(1)
    )
    return str(await session.scalar(newest) or "")


async def due(work: UnitOfWork, limit: int, now: datetime) -> list[DueCode]:
    """The codes that wait to be sent, oldest first; those that have lapsed are left out."""
    session = await work.read()
    rows = await session.execute(
        select(_C.id, _C.phone, _C.outgoing)
        .where(_C.state == "due", _C.expires_at > now)
        .order_by(_C.id)
        .limit(limit)
    )
    return [DueCode(row.id, row.phone, row.outgoing) for row in rows]


async def claim(work: UnitOfWork, code_id: int) -> bool:
    """Mark a code as sent, before it is: it is never sent twice. False when another process has it."""
    session = await work.write()
    claimed = await session.scalar(
        update(_C)
        .where(_C.id == code_id, _C.state == "due")
        .values(state="sent", outgoing="")
        .returning(_C.id)
    )
    return claimed is not None


async def failed(work: UnitOfWork, code_id: int) -> None:
    """Mark a code as one that no provider took."""
    session = await work.write()
    await session.execute(update(_C).where(_C.id == code_id).values(state="failed"))


async def forget(work: UnitOfWork, user: str) -> None:
    """Drop the phones of an account that is erased; the indexes stay for the limits of the day."""
    session = await work.write()
    account = _account(work.cipher, user)
    await session.execute(
        update(_C)
        .where(_C.account == account)
        .values(phone="", outgoing="", expires_at=_C.created_at, confirmed_at=None)
    )


async def prune(work: UnitOfWork, now: datetime) -> None:
    """Delete what no limit of a day needs any more."""
    session = await work.write()
    await session.execute(delete(_C).where(_C.created_at < now - KEPT))


async def _count(work: UnitOfWork, *where: ColumnElement[bool]) -> int:
    session = await work.read()
    return int(await session.scalar(select(func.count()).select_from(_C).where(*where)) or 0)


def _account(cipher: Cipher, user: str) -> str:
    return cipher.index("phone code account", user)


def _address(cipher: Cipher, phone: str) -> str:
    return cipher.index("phone code address", phone)


def _digest(cipher: Cipher, account: str, code: str) -> str:
    return cipher.index("phone code", account, code)
