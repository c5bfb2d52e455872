"""Workers, the database and Valkey are killed in the middle of a campaign: each recipient gets it once.

SOAK=100000 in the environment makes the crowd as large as that (`make soak`).
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.broadcast import campaign_statistics, recipients
from bot.common.cipher import Cipher, new_key
from tests.databases import crash_and_revive, fresh_postgres, opened, postgres_server
from tests.system.process import ROOT, BotProcess, free_port
from tests.system.push_crowd import Worker, all_settled, phone_of, settings, start, subscribe
from tests.system.sms_stub import SmsStub
from tests.valkeys import ValkeyServer

PEOPLE = int(os.environ.get("SOAK", "8000"))


async def until(reached: Callable[[], bool], seconds: float = 120) -> None:
    async with asyncio.timeout(seconds):
        while not reached():
            await asyncio.sleep(0.02)


@pytest.mark.timeout(600)
async def test_kills_of_everything_and_everybody_gets_it_once(tmp_path: Path) -> None:
    key = new_key()
    async with AsyncExitStack() as stack:
        postgres = stack.enter_context(postgres_server())
        valkey_folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vk-")))
        valkey = stack.enter_context(ValkeyServer(valkey_folder, keep=True))
        stub = await stack.enter_async_context(SmsStub(hang=0.3 * min(1, PEOPLE / 8000)).serving())
        url = await fresh_postgres(postgres)
        async with opened(url, Cipher(key)) as database:
            await subscribe(database, PEOPLE)
            campaign = await start(database)
        environment = settings(stub, key, url, valkey.url)
        workers = [Worker(tmp_path / f"w{number}", environment) for number in range(3)]
        for worker in workers:
            worker.start()
            stack.callback(worker.kill)
        await until(lambda: stub.total > PEOPLE * 0.1)
        workers[0].kill()
        workers[0].start()
        await until(lambda: stub.total > PEOPLE * 0.3)
        valkey.kill()
        valkey.start()
        await until(lambda: stub.total > PEOPLE * 0.45)
        for worker in workers:
            worker.kill()
        assert stub.total < PEOPLE
        for worker in workers:
            worker.start()
        await until(lambda: stub.total > PEOPLE * 0.6)
        assert stub.total < PEOPLE
        await crash_and_revive(postgres)
        async with opened(url, Cipher(key)) as database:
            fates = await all_settled(database, campaign)
        assert stub.doubled == {}
        assert set(stub.took) == {phone_of(number) for number in range(PEOPLE)}
        assert stub.total == PEOPLE
        assert fates == {"sent": PEOPLE}
        assert phone_of(7) not in "".join(worker.log() for worker in workers)
        assert workers[1].stop() == 0
        workers[1].start()


@pytest.mark.timeout(300)
async def test_the_server_is_killed_while_it_sends_and_nobody_gets_it_twice(tmp_path: Path) -> None:
    people, key = 3000, new_key()
    database_url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    async with opened(database_url, Cipher(key)) as database:
        await subscribe(database, people)
        campaign = await start(database)
    async with SmsStub(hang=0.5).serving() as stub:
        environment = settings(stub, key, "", "")
        bot = BotProcess(tmp_path, SEMANTICS="false", **environment)
        for part in (0.1, 0.5):
            bot.start()
            await until(lambda part=part: stub.total > people * part)  # type: ignore[misc]
            bot.kill()
            assert stub.total < people
        with bot:
            async with opened(database_url, Cipher(key)) as database:
                assert await all_settled(database, campaign) == {"sent": people}
    assert stub.doubled == {}
    assert stub.total == people


async def test_what_no_provider_remembers_is_listed_and_not_sent_again(tmp_path: Path) -> None:
    """A gateway that cannot be asked: what was in flight at the kill, its outcome unknown, is for the staff to look at."""
    people, key = 3000, new_key()
    database_url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    async with opened(database_url, Cipher(key)) as database:
        await subscribe(database, people)
        campaign = await start(database)
    async with SmsStub(hang=0.5, deaf=True).serving() as stub:
        worker = Worker(tmp_path, settings(stub, key, "", ""))
        worker.start()
        await until(lambda: stub.total > people * 0.3)
        worker.kill()
        worker.start()
        try:
            async with opened(database_url, Cipher(key)) as database:
                fates = await all_settled(database, campaign)
                async with database.work() as work:
                    listed = await recipients.unclear(work, campaign)
        finally:
            worker.kill()
    assert stub.doubled == {}
    assert fates["unclear"] == len(listed.rows) > 0
    assert sum(fates.values()) == people
    assert stub.total <= people


_SCHEDULER = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from bot.common.clock import ZONE
from bot.content.shared.calendar import CALENDAR
from bot.services import load_content
from bot.broadcast import planner
from bot.storage.database import Database
from bot.common.cipher import Cipher

async def main(url, key):
    calendar = load_content(Path(".")).content.part(CALENDAR)
    database = Database(url, Cipher(key))
    sys.stdin.readline()
    async with database.work() as work:
        started = await planner.start_due(work, calendar, datetime(2026, 11, 25, 9, 30, tzinfo=ZONE))
        await work.commit()
    print(len(started))
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_three_scheduler_processes_start_a_campaign_once(database_url: str) -> None:
    key = new_key()
    async with opened(database_url, Cipher(key)) as database:
        await subscribe(database, 50, weekday=3)
        ones = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-c", _SCHEDULER, database_url, key, cwd=ROOT,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )
            for _ in range(3)
        ]  # fmt: skip
        said = await asyncio.gather(*(process.communicate(b"\n") for process in ones))
        assert sorted(json.loads(out) for out, _ in said) == [0, 0, 1]
        async with database.work() as work:
            assert (await campaign_statistics.statistics_of(work, 1)).by_status == {"planned": 50}


async def test_a_worker_waits_for_a_database_that_comes_later(tmp_path: Path) -> None:
    away = {"DATABASE_URL": f"postgresql://nobody@127.0.0.1:{free_port()}/none", "DATA_KEYS": new_key()}
    worker = Worker(tmp_path / "w", away)
    worker.start()
    try:
        await until(lambda: "worker_waits" in worker.log())
        assert worker.stop() == 0
    finally:
        worker.kill()
    assert "Traceback" not in worker.log()
