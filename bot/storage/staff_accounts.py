"""The staff's accounts: argon2 hashes of passwords, limits on wrong ones, sessions that a new password ends."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from bot.common.errors import OrderRefused
from bot.storage import sign_ins
from bot.storage.audit import note
from bot.storage.repository import Repository
from bot.storage.tables.staff import StaffRecord
from bot.storage.unit_of_work import UnitOfWork

MIN_PASSWORD_LENGTH = 10
ACTIVE, GONE = "active", "gone"


class Role(StrEnum):
    """clerk: records and conversations; editor: content and review too; manager: sending to many and accounts too."""

    CLERK = "clerk"
    EDITOR = "editor"
    MANAGER = "manager"

    def may(self, least: "Role") -> bool:
        """Whether the role includes the rights of `least`."""
        order = list(Role)
        return order.index(self) >= order.index(least)


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """An account. stamp: changes with the password, which ends every session."""

    id: int
    name: str
    role: str
    status: str
    password: str
    stamp: str


_S = StaffRecord
_rows = Repository(StaffRecord, StaffAccount)
HASHER = PasswordHasher()


@cache
def _dummy_hash() -> str:
    """Checked where the account does not exist, so that it takes as long as a wrong password."""
    return HASHER.hash(secrets.token_hex())


async def save(
    work: UnitOfWork, name: str, role: Role, password: str, actor: str, now: datetime
) -> StaffAccount:
    """Create the account, or give it a new password and role. OrderRefused: the name or the password is not acceptable."""
    if len(password) < MIN_PASSWORD_LENGTH:
        raise OrderRefused(f"a password has at least {MIN_PASSWORD_LENGTH} characters")
    if not name.strip() or len(name) > 40:
        raise OrderRefused("a name has 1 to 40 characters")
    hashed = await asyncio.to_thread(HASHER.hash, password)
    await work.write()
    values = {
        "role": role.value, "status": ACTIVE, "password": hashed, "stamp": secrets.token_hex(8),
        "failed": 0, "locked_until": None,
    }  # fmt: skip
    changed = await _rows.change(work, [_S.name == name], actor, "password", now, **values)
    if changed:
        await sign_ins.forget_failed(work, changed[0].id)
    return changed[0] if changed else await _rows.add(work, actor, now, name=name, **values)


async def remove(work: UnitOfWork, name: str, actor: str, now: datetime) -> bool:
    """Close the account and end its sessions; False when there is none."""
    await work.write()
    values = {"status": GONE, "stamp": secrets.token_hex(8), "password": ""}
    return bool(await _rows.change(work, [_S.name == name, _S.status == ACTIVE], actor, GONE, now, **values))


async def named(work: UnitOfWork, name: str) -> StaffAccount | None:
    """The account with this name."""
    return await _rows.first(work, _S.name == name, _S.status == ACTIVE)


def is_password(account: StaffAccount | None, password: str) -> bool:
    """Whether the password is the account's; it takes as long where there is no account. 0.1 s of every core, 64 MiB."""
    try:
        return HASHER.verify(account.password if account else _dummy_hash(), password) and account is not None
    except (Argon2Error, InvalidHashError):
        return False


async def signed_in(work: UnitOfWork, account: StaffAccount, address: str, now: datetime) -> bool:
    """Note that the account signed in from this address; False when it has been changed since it was read."""
    await work.write()
    same = [_S.id == account.id, _S.status == ACTIVE, _S.password == account.password]
    if not await _rows.change(work, same, account.name, "signed in", now, failed=0):
        return False
    await sign_ins.succeeded(work, account.id, address, now)
    return True


async def refused(work: UnitOfWork, account: StaffAccount, now: datetime) -> None:
    """Note that somebody gave a wrong password for the account."""
    await note(await work.write(), _S.__tablename__, [account.id], account.name, "wrong password", now)


async def find(work: UnitOfWork, name: str, stamp: str) -> StaffAccount | None:
    """The account of a session; None when the session has been ended."""
    return await _rows.first(work, _S.name == name, _S.stamp == stamp, _S.status == ACTIVE)


async def sign_out(work: UnitOfWork, name: str, now: datetime) -> None:
    """End every session of the account, so that a copied cookie is of no use."""
    await work.write()
    await _rows.change(work, [_S.name == name], name, "signed out", now, stamp=secrets.token_hex(8))


async def active_accounts(work: UnitOfWork) -> list[StaffAccount]:
    """Every account that is not closed."""
    return await _rows.all(work, _S.status == ACTIVE)
