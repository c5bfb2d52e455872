"""A day's messages through the real server (`make soak`: SOAK_DAY=260000): nothing but the records grows.

3 messages a second are 260,000 a day. They come as fast as the machine answers, so that the clock stands nearly still:
what time alone would let go (sessions after a day, turns after a week) is counted at its most.
"""

import asyncio
import os
import random
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psutil  # type: ignore[import-untyped]
import pytest
from redis.asyncio import Redis

from tests.figures import tell
from tests.soak.corpus import OPENERS, sentences
from tests.system import packets
from tests.system.packets import Account
from tests.system.process import TOKEN, BotProcess
from tests.system.wechat_stub import APP_ID
from tests.valkeys import ValkeyServer

MESSAGES = int(os.environ.get("SOAK_DAY", "300"))
RESIDENTS = max(30, MESSAGES // 90)  # so that nobody is over 30 messages a minute
AT_ONCE, TENTHS = 24, 10
MOST_GROWTH = 1.2  # of the memory after three tenths
ACCOUNT = Account(token=TOKEN, app_id=APP_ID)
SAID = sentences()
MIB = 1 << 20


@dataclass
class Day:
    """What the crowd met. slowest: seconds, of each tenth; sizes: MiB of the server, Valkey and the records, after each."""

    bot: BotProcess
    redis: Redis
    statuses: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    sizes: list[tuple[float, float, float]] = field(default_factory=list)

    async def spend(self, count: int, chance: random.Random) -> None:
        left = iter(range(count))
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(30)) as http:

            async def speak() -> None:
                for _ in left:
                    await self._said(http, chance)

            await asyncio.gather(*(speak() for _ in range(AT_ONCE)))
        self.sizes.append(await self._measured())

    async def _said(self, http: aiohttp.ClientSession, chance: random.Random) -> None:
        openid = f"oDay{chance.randrange(RESIDENTS)}"
        text = chance.choice(OPENERS if chance.random() < 0.3 else SAID)
        query, body = packets.sealed_request(packets.text_packet(text, openid), ACCOUNT)
        began = time.monotonic()
        async with http.post(f"{self.bot.url}/wechat", params=query, data=body) as response:
            packets.open_reply(await response.read(), ACCOUNT)
            self.statuses[response.status] += 1
        self.took.append(time.monotonic() - began)

    async def _measured(self) -> tuple[float, float, float]:
        rss = psutil.Process(self.bot.pid).memory_info().rss / MIB
        used = (await self.redis.info("memory"))["used_memory"] / MIB
        return rss, used, sum(file.stat().st_size for file in self.bot.folder.glob("bot.db*")) / MIB


@pytest.mark.timeout(180 + MESSAGES // 20)
async def test_a_day_leaves_no_growth(tmp_path: Path) -> None:
    chance, began = random.Random(3), time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vk-")))
        valkey = stack.enter_context(ValkeyServer(folder, keep=True))
        settings = {"WECHAT_APP_ID": APP_ID, "WECHAT_AES_KEY": ACCOUNT.aes_key, "REDIS_URL": valkey.url}
        bot = stack.enter_context(BotProcess(tmp_path, LOG_LEVEL="warning", **settings))
        async with Redis.from_url(valkey.url) as redis:
            day = Day(bot, redis)
            for _ in range(TENTHS):
                await day.spend(MESSAGES // TENTHS, chance)
                took = sorted(day.took)
                tell(
                    f"{len(took):,} messages, {time.monotonic() - began:,.0f} s, server/Valkey/records MiB "
                    f"{' '.join(f'{size:,.1f}' for size in day.sizes[-1])}, median {took[len(took) // 2] * 1000:.0f} ms, "
                    f"p99.9 {took[len(took) * 999 // 1000] * 1000:.0f} ms"
                )
        assert "Traceback" not in bot.log()
    assert set(day.statuses) == {200}
    (early, *_), (late, *_) = day.sizes[2], day.sizes[-1]
    assert late < early * MOST_GROWTH, day.sizes
