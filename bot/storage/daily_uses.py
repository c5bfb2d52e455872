"""Counts what is scarce by day: how often an account, or a network address, asked for it.

What the count is kept under is a keyed digest that holds the day, so nobody reads from it who asked, nor that two days
have the same asker. A use that was refused counts too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.common.cipher import Cipher
from bot.common.clock import ZONE
from bot.storage.tables.daily_uses import DailyUseRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import prepare_insert

_U = DailyUseRecord.__table__.c
_COUNT = prepare_insert(
    DailyUseRecord,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["key"], set_={"uses": _U.uses + insert.excluded.uses}
    ).returning(_U.key, _U.uses),
)


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """thing: what is counted. asker: an account, or the digest of an address; "" is not counted. most: uses a day."""

    thing: str
    asker: str
    most: int


async def count(work: UnitOfWork, limit: DailyLimit, now: datetime) -> bool:
    """Count a use; whether it is within the limit."""
    [allowed] = await count_all(work, [limit], now)
    return allowed


async def count_all(work: UnitOfWork, limits: Sequence[DailyLimit], now: datetime) -> list[bool]:
    """Count a use of each, in one statement; which of them are within their limit, the earlier ones first."""
    keys = [_key(work.cipher, limit, now) if limit.asker else "" for limit in limits]
    asked = Counter(key for key in keys if key)
    if not asked:
        return [True] * len(limits)
    # In the order of their keys, so that two transactions do not wait for each other.
    rows = [{"key": key, "uses": asked[key], "created_at": now} for key in sorted(asked)]
    session = await work.write()
    used = {row.key: row.uses - asked[row.key] for row in await session.execute(_COUNT.on(session), rows)}
    allowed = []
    for key, limit in zip(keys, limits, strict=True):
        used[key] = used.get(key, 0) + 1
        allowed.append(not key or used[key] <= limit.most)
    return allowed


def _key(cipher: Cipher, limit: DailyLimit, now: datetime) -> str:
    return cipher.index("daily use", limit.thing, limit.asker, f"{now.astimezone(ZONE):%Y-%m-%d}")
