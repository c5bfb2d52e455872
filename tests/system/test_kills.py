"""kill -9 of each process in turn while residents enrol and a warning goes out: one enrolment and one SMS a resident."""

import asyncio
import os
import random
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from bot.common.cipher import Cipher, new_key
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import Enrolment
from bot.storage.seats import SeatStatus
from tests.databases import crash_and_revive, fresh_postgres, opened, postgres_server
from tests.figures import tell
from tests.system.packets import Account
from tests.system.process import TOKEN, BotProcess
from tests.system.push_crowd import Worker, all_settled, settings, start, subscribe
from tests.system.residents import Resident
from tests.system.sms_stub import SmsStub
from tests.valkeys import ValkeyServer

TALKS = int(os.environ.get("SOAK_TALKS", "24"))
AT_ONCE = 24
SEATS = 20  # of each of the course's classes, in the sample content
PAUSE_SECONDS = (0.3, 1.5)
SUBSCRIBERS = TALKS * 10 if "SOAK_TALKS" in os.environ else 0  # a warning goes out all the while
HANG_SECONDS = 1.0
ACCOUNT = Account(token=TOKEN)

Kill = Callable[[], Awaitable[None]]


@pytest.mark.timeout(300 + TALKS * 2)
@pytest.mark.parametrize("kind", ["postgres", "sqlite"])
async def test_whatever_is_killed_everybody_is_enrolled_once(tmp_path: Path, kind: str) -> None:
    key, chance = new_key(), random.Random(7)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vk-")))
        valkey = stack.enter_context(ValkeyServer(folder, keep=True))
        sms = await stack.enter_async_context(SmsStub(hang=HANG_SECONDS).serving())
        url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
        kills: dict[str, Kill] = {"valkey": lambda: asyncio.to_thread(_again, valkey)}
        if kind == "postgres":
            postgres = stack.enter_context(postgres_server())
            url = await fresh_postgres(postgres)
            kills["postgres"] = lambda: crash_and_revive(postgres)
        async with opened(url, Cipher(key)) as database:
            await subscribe(database, SUBSCRIBERS)
            campaign = await start(database)
        environment = settings(sms, key, url, valkey.url)
        if kind == "postgres":  # on SQLite the web processes send
            worker = Worker(tmp_path / "worker", environment)
            worker.start()
            stack.callback(worker.kill)
            kills["worker"] = lambda: asyncio.to_thread(_again, worker)
        environment |= {"SEMANTICS": "false", "MESSAGES_A_MINUTE": "500"}
        bots = [BotProcess(tmp_path / f"web{number}", **environment) for number in range(2)]
        for bot in bots:
            await asyncio.to_thread(bot.start)
            stack.callback(bot.kill)
            kills[bot.folder.name] = lambda bot=bot: asyncio.to_thread(_again, bot)  # type: ignore[misc]
        residents = [Resident(number, random.Random(number)) for number in range(TALKS)]
        killed = await _all_enrol(residents, bots, kills, chance)
        assert set(killed) == set(kills), "make the crowd larger: not everything was killed"
        async with opened(url, Cipher(key)) as database:
            assert (await all_settled(database, campaign, 120 + TALKS / 4)).get("sent", 0) == SUBSCRIBERS
            async with database.work() as work:
                rows = await enrolments.every(work)
        _judge(residents, rows)
        assert (sms.doubled, len(sms.took)) == ({}, SUBSCRIBERS)
        tell(
            f"{kind}: {TALKS} residents, {sum(resident.turns for resident in residents)} messages, killed {dict(killed)}"
        )
        assert residents[3].phone not in "".join(bot.log() for bot in bots)


async def _all_enrol(
    residents: list[Resident], bots: list[BotProcess], kills: dict[str, Kill], chance: random.Random
) -> Counter[str]:
    """Everybody enrols while one after the other is killed; how often each was."""
    room, done = asyncio.Semaphore(AT_ONCE), asyncio.Event()
    killer = asyncio.create_task(_kill(kills, chance, done))
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(5)) as http:

        async def talk(resident: Resident) -> None:
            async with room:
                await resident.enrol(http, bots, ACCOUNT)

        await asyncio.gather(*(talk(resident) for resident in residents))
    done.set()
    return await killer


async def _kill(kills: dict[str, Kill], chance: random.Random, done: asyncio.Event) -> Counter[str]:
    """Kill one after the other, in an order of chance, until all residents are through."""
    killed: Counter[str] = Counter()
    while not done.is_set():
        for name in chance.sample(sorted(kills), len(kills)):
            await asyncio.sleep(chance.uniform(*PAUSE_SECONDS))
            await kills[name]()
            killed[name] += 1
    return killed


def _again(server: BotProcess | ValkeyServer | Worker) -> None:
    server.kill()
    server.start()


def _judge(residents: list[Resident], rows: list[Enrolment]) -> None:
    stuck = ["\n".join(resident.heard) for resident in residents if not resident.told]
    assert not stuck, "\n\n".join(stuck)
    live = [row for row in rows if row.status is not SeatStatus.CANCELLED]
    assert Counter(row.phone for row in live) == Counter(resident.phone for resident in residents)
    assert {row.name for row in live} == {resident.name for resident in residents}
    seated = Counter(row.session for row in live if row.status is SeatStatus.CONFIRMED)
    assert max(seated.values()) <= SEATS
    for session in {row.session for row in live}:
        waiting = [row for row in live if row.session == session and row.status is SeatStatus.WAITLISTED]
        assert sorted(row.place for row in waiting) == list(range(1, len(waiting) + 1))
        assert not waiting or seated[session] == SEATS
