"""Who was erased and when, in a file beside the database, so that a restored backup can be erased again."""

import asyncio
import os
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from bot.common.cipher import Cipher
from bot.common.clock import Clock
from bot.storage import deleted_text
from bot.storage.database import Database
from bot.storage.maintenance import erasure
from bot.storage.maintenance.erasure import Release

log = structlog.get_logger()

FILE_NAME = (
    "erased.txt"  # in DATA_DIR; a line for each erasure: the time, and the keyed digest of the resident
)


class ErasureRegister:
    """Appends to the file of one machine."""

    def __init__(self, file: Path, cipher: Cipher, clock: Clock) -> None:
        self._file = file
        self._cipher = cipher
        self._clock = clock

    async def add(self, user: str) -> None:
        """Add the resident, who has been erased. A line that cannot be written is logged: the erasure stands."""
        line = f"{self._clock().isoformat()} {erasure.digest(self._cipher, user)}\n"
        try:
            await asyncio.to_thread(self._append, line)
        except OSError as error:
            log.error("erasure_not_registered", reason=type(error).__name__, line=line.strip())  # noqa: TRY400

    def _append(self, line: str) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)


def digests_since(files: Collection[Path], time: datetime) -> frozenset[str]:
    """The digests of those who were erased at this time or later; an incomplete line is skipped. OSError."""
    digests = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            erased_at, _, digest = line.partition(" ")
            try:
                if digest and datetime.fromisoformat(erased_at) >= time:
                    digests.add(digest)
            except ValueError:
                continue
    return frozenset(digests)


async def erase_again(
    database: Database, digests: frozenset[str], releases: Sequence[Release], now: datetime
) -> int:
    """Erase the residents with these digests; how many had records.

    Whoever waits for a seat of theirs gets it with the next change of the class.
    """
    async with database.work() as work:
        users = [
            user for user in await erasure.all_users(work) if erasure.digest(database.cipher, user) in digests
        ]
    for user in users:
        async with database.work() as work:
            await erasure.erase(work, user, now, releases)
            await work.commit()
    await deleted_text.truncate_journal(database.engine)
    return len(users)
