"""The staff's accounts: passwords as argon2 hashes, a lock after wrong ones, sessions that a new password ends."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from bot.common.errors import OrderRefused
from bot.storage.repository import Repository
from bot.storage.tables.staff import StaffRecord
from bot.storage.unit_of_work import UnitOfWork

SHORTEST = 10
TRIES = 5
LOCKED = timedelta(minutes=15)
ACTIVE, GONE = "active", "gone"


class Role(StrEnum):
    """clerk: records and conversations; editor: content and review too; manager: sending to many and accounts too."""

    CLERK = "clerk"
    EDITOR = "editor"
    MANAGER = "manager"

    def may(self, least: "Role") -> bool:
        """Is it this role, or a greater one?"""
        order = list(Role)
        return order.index(self) >= order.index(least)


@dataclass(frozen=True, slots=True)
class Staff:
    """An account as it stands."""

    id: int
    name: str
    role: str
    status: str
    password: str
    stamp: str
    failed: int
    locked_until: datetime | None


_S = StaffRecord
_rows = Repository(StaffRecord, Staff)
_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """Somebody who does not exist costs as much time as a wrong password."""
    return _hasher.hash(secrets.token_hex())


async def put(work: UnitOfWork, name: str, role: Role, password: str, actor: str, now: datetime) -> Staff:
    """A new account, or a new password and role for it. OrderRefused: the password is too short."""
    if len(password) < SHORTEST:
        raise OrderRefused(f"a password has at least {SHORTEST} characters")
    if not name.strip() or len(name) > 40:
        raise OrderRefused("a name has 1 to 40 characters")
    hashed = await asyncio.to_thread(_hasher.hash, password)
    await work.write()
    values = {
        "role": role.value, "status": ACTIVE, "password": hashed, "stamp": secrets.token_hex(8),
        "failed": 0, "locked_until": None,
    }  # fmt: skip
    changed = await _rows.change(work, [_S.name == name], actor, "password", now, **values)
    return changed[0] if changed else await _rows.add(work, actor, now, name=name, **values)


async def remove(work: UnitOfWork, name: str, actor: str, now: datetime) -> bool:
    """The account is closed, and every session of it ends."""
    await work.write()
    values = {"status": GONE, "stamp": secrets.token_hex(8), "password": ""}
    return bool(await _rows.change(work, [_S.name == name, _S.status == ACTIVE], actor, GONE, now, **values))


async def signed_in(work: UnitOfWork, name: str, password: str, now: datetime) -> Staff | None:
    """The account, if the password is right and it is not locked; five wrong ones lock it for a while."""
    one = await _rows.one(work, _S.name == name, _S.status == ACTIVE)
    right = await asyncio.to_thread(_fits, one.password if one else None, password)
    if one is None or (one.locked_until is not None and one.locked_until > now):
        return None
    await work.write()
    if right:
        if one.failed:
            await _rows.change(work, [_S.id == one.id], name, "signed in", now, failed=0, locked_until=None)
        return one
    values: dict[str, object] = {"failed": _S.failed + 1}
    if one.failed + 1 >= TRIES:
        values = {"failed": 0, "locked_until": now + LOCKED}
    await _rows.change(work, [_S.id == one.id], name, "wrong password", now, **values)
    return None


async def find(work: UnitOfWork, name: str, stamp: str) -> Staff | None:
    """The account of a session that is still good."""
    return await _rows.one(work, _S.name == name, _S.stamp == stamp, _S.status == ACTIVE)


async def sign_out(work: UnitOfWork, name: str, now: datetime) -> None:
    """Every session of the account ends, so that a cookie that was copied is worth nothing any more."""
    await work.write()
    await _rows.change(work, [_S.name == name], name, "signed out", now, stamp=secrets.token_hex(8))


async def all_of(work: UnitOfWork) -> list[Staff]:
    """Every account that is in use."""
    return await _rows.all(work, _S.status == ACTIVE)


def _fits(hashed: str | None, password: str) -> bool:
    try:
        return _hasher.verify(hashed or _nobody(), password)
    except (Argon2Error, InvalidHashError):
        return False
