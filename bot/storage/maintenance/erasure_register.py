"""Who was erased and when, in a file beside the database: a backup that is restored holds them again."""

import asyncio
import os
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from bot.common.cipher import Cipher
from bot.common.clock import Clock
from bot.storage.database import Database
from bot.storage.maintenance import erasure as privacy
from bot.storage.maintenance.erasure import Release

log = structlog.get_logger()

REGISTER = "erased.txt"  # in DATA_DIR: a line for each, the time and the keyed digest of who it was


class Register:
    """Writes the file of one machine."""

    def __init__(self, file: Path, cipher: Cipher, clock: Clock) -> None:
        self._file = file
        self._vault = cipher
        self._clock = clock

    async def forget(self, user: str) -> None:
        """The resident has been erased. What cannot be written down is told to the operator: the erasure stands."""
        line = f"{self._clock().isoformat()} {privacy.digest(self._vault, user)}\n"
        try:
            await asyncio.to_thread(self._add, line)
        except OSError as error:
            log.error("erasure_not_registered", reason=type(error).__name__, line=line.strip())  # noqa: TRY400

    def _add(self, line: str) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)


def since(files: Collection[Path], then: datetime) -> frozenset[str]:
    """The digests of those who were erased after that; a line that was torn off is left out. OSError."""
    found = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            at, _, who = line.partition(" ")
            try:
                if who and datetime.fromisoformat(at) >= then:
                    found.add(who)
            except ValueError:
                continue
    return frozenset(found)


async def again(
    database: Database, digests: frozenset[str], releases: Sequence[Release], now: datetime
) -> int:
    """Erase them once more; how many were there. Who waits for a place of theirs gets it with the next change of its class."""
    async with database.work() as work:
        there = [
            user for user in await privacy.users(work) if privacy.digest(database.cipher, user) in digests
        ]
    for user in there:
        async with database.work() as work:
            await privacy.erase(work, user, now, releases)
            await work.commit()
    return len(there)
