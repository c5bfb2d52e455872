"""How fast the console's pages open with 100,000 enrolments: medians, also as multiples of the login page's.

`python -m benchmarks.console [enrolments] [rounds]`. The goal: every page under 300 ms in the median.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from bot.storage import staff_accounts
from bot.storage.staff_accounts import Role
from tests.databases import opened
from tests.system.console_crowd import enrol, furnish
from tests.system.process import BotProcess

GOAL_MILLISECONDS = 300
PAGE_SIZE = 25  # rows of a list
PASSWORD = "a-long-password"
PAGES = {
    "login": "/login",
    "today": "/",
    "report": "/report",
    "inbox": "/inbox",
    "enrolments": "/enrolments/list",
    "the last page": "/enrolments/list?page={last_page}",
    "the waitlist": "/enrolments/list?filter=status__eq%3Dwaitlisted",
    "a course": "/enrolments/list?filter=course__eq%3Dhousekeeping",
    "since a day": "/enrolments/list?filter=created_at__since%3D2026-01-01",
    "by time": "/enrolments/list?sort=created_at__asc",
    "a record": "/enrolments/detail?pk={middle}",
    "search, a class": "/enrolments/list?q=周六",
    "search, a name": "/enrolments/list?q=陈秀英",
    "search, a phone": "/enrolments/list?q=13800012345",
    "tickets": "/tickets/list",
    "subscriptions": "/subscriptions/list",
    "sending": "/sending",
    "content": "/content",
    "a form": "/content/form?file=knowledge/courses.yaml&section=courses&index=0",
    "review": "/review",
    "try": "/try?text=我想报家政",
}


def main() -> None:
    """Measure, and print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    medians = asyncio.run(_measured(people, rounds))
    table = Table(
        f"{people:,} enrolments", "median in ms", "of the login page", f"under {GOAL_MILLISECONDS} ms"
    )
    for name, median in medians.items():
        table.add_row(
            name,
            f"{median:.0f}",
            f"{median / medians['login']:.1f}",
            "" if median < GOAL_MILLISECONDS else "no",
        )
    Console().print(table)


async def _measured(people: int, rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder, key = Path(temporary), new_key()
        async with opened(f"sqlite+aiosqlite:///{folder / 'bot.db'}", Cipher(key)) as database:
            await enrol(database, people, china_now())
            await furnish(database, china_now())
            async with database.work() as work:
                await staff_accounts.save(work, "bench", Role.MANAGER, PASSWORD, "bench", china_now())
                await work.commit()
        with BotProcess(
            folder, command="console", DATA_KEYS=key, SEMANTICS="false", LOG_LEVEL="error"
        ) as console:
            async with httpx.AsyncClient(
                base_url=f"{console.url}/console", follow_redirects=True, timeout=30
            ) as browser:
                medians = {"login": await _median(browser, PAGES["login"], rounds)}
                await _sign_in(browser)
                for name, template in PAGES.items():
                    path = template.format(middle=people // 2, last_page=people // PAGE_SIZE)
                    medians.setdefault(name, await _median(browser, path, rounds))
                return medians


async def _sign_in(browser: httpx.AsyncClient) -> None:
    token = browser.cookies["starlette_admin_csrftoken"]
    form = {"username": "bench", "password": PASSWORD, "csrftoken": token}
    answer = await browser.post("/login", data=form)
    if answer.url.path.endswith("/login"):
        raise SystemExit("the console did not let us in")


async def _median(browser: httpx.AsyncClient, path: str, rounds: int) -> float:
    milliseconds = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        answer = await browser.get(path)
        milliseconds.append(1000 * (time.perf_counter() - began))
        answer.raise_for_status()
    return statistics.median(milliseconds[1:])  # the first one compiles templates


if __name__ == "__main__":
    main()
