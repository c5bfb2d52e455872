"""Forty sign-ins a second at the console (`make soak`: SOAK_SIGN_INS seconds): the pages of who is signed in go on.

Half of them come from one address, half from a new address each, as our proxy tells. The stranger's and the clerk's requests go
to a process of its own, which shares the machine with this one.
"""

import asyncio
import os
import sys
import time
from collections import Counter
from http.cookiejar import Cookie, DefaultCookiePolicy
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]

from bot.common.cipher import new_key
from tests.figures import tell
from tests.system.process import ROOT, BotProcess

SECONDS = int(os.environ.get("SOAK_SIGN_INS", "3"))
A_SECOND = 40
MIB = 1 << 20
TOKEN = "starlette_admin_csrftoken"
PAGES = ("/console/", "/console/tickets/list", "/console/inbox")
PASSWORD = "a-long-password"


class KeepCookies(DefaultCookiePolicy):
    """Sends the cookies that there are, and takes no new ones: each wrong password would begin another session."""

    def set_ok(self, cookie: Cookie, request: object) -> bool:
        return False


async def _sign_in(browser: httpx.AsyncClient, name: str, password: str, address: str) -> int:
    form = {"username": name, "password": password, "csrftoken": browser.cookies[TOKEN]}
    answer = await browser.post("/console/login", data=form, headers={"X-Forwarded-For": address})
    return answer.status_code


async def _flood(url: str, statuses: Counter[int]) -> None:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as stranger:
        await stranger.get("/console/login")
        stranger.cookies.jar.set_policy(KeepCookies())
        tries = []
        for number in range(A_SECOND * SECONDS):
            address = "203.0.113.7" if number % 2 else f"198.51.{number // 250 % 250}.{number % 250}"
            tries.append(asyncio.create_task(_sign_in(stranger, f"name{number % 9}", "wrong", address)))
            await asyncio.sleep(1 / A_SECOND)
        statuses.update(await asyncio.gather(*tries))


async def _pages(clerk: httpx.AsyncClient, until: asyncio.Task[None]) -> list[float]:
    """How long each page took while the task ran, in seconds."""
    took: list[float] = []
    while not until.done():
        took += [await _page(clerk, path) for path in PAGES]
    return sorted(took)


async def _page(clerk: httpx.AsyncClient, path: str) -> float:
    began = time.monotonic()
    assert (await clerk.get(path)).status_code == 200
    return time.monotonic() - began


async def test_forty_sign_ins_a_second(tmp_path: Path) -> None:
    bot = BotProcess(
        tmp_path,
        "console",
        STAFF_PASSWORD=PASSWORD,
        PROXIES="127.0.0.1",
        CONSOLE_SECRET="s" * 40,
        DATA_KEYS=new_key(),
    )
    command = (sys.executable, "-m", "bot", "staff", "add", "王芳")
    added = await asyncio.create_subprocess_exec(*command, env=bot.environment, cwd=ROOT)
    assert await added.wait() == 0
    with bot:
        statuses: Counter[int] = Counter()
        async with httpx.AsyncClient(base_url=bot.url, timeout=60) as clerk:
            await clerk.get("/console/login")
            assert await _sign_in(clerk, "王芳", PASSWORD, "192.0.2.1") == 303
            for path in PAGES:  # the first time each page's templates are compiled
                await _page(clerk, path)
            flood = asyncio.create_task(_flood(bot.url, statuses))
            took = await _pages(clerk, flood)
            await flood
        peak = psutil.Process(bot.pid).memory_info().rss // MIB
    tell(
        f"{statuses.total()} sign-ins in {SECONDS} s: {dict(statuses)}; {len(took)} pages meanwhile, "
        f"median {took[len(took) // 2]:.2f} s, longest {took[-1]:.2f} s; {peak} MiB"
    )
    assert set(statuses) <= {400, 429}
    assert statuses[429]
    assert took[len(took) // 2] < 1
