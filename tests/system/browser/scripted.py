"""The chat page served by the real channel on a real Valkey, with answers that a test writes."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web
from playwright.async_api import Browser, Locator, Page, async_playwright, expect
from redis.asyncio import Redis

from bot.channels.web.channel import WebChannel, Welcome
from bot.channels.web.history import History
from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from bot.common.message import Choice, Message, Reply
from bot.conversation.engine import TurnResult
from tests.system.process import free_port

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
STARTERS = ("看看有哪些课", "台风火灾这些怎么防", "问问绿色交换")
GREETING = "您好！我是小塘。您想问点什么？"
PHONE = 360
ANSWERS = ".row.bot:not(.typing)"
PATIENCE = 60_000  # milliseconds: an answer that is expected must not hang on the machine's speed
ME = ".row.me"
expect.set_options(timeout=PATIENCE)


class Script:
    """An engine that says what it was given; a message id is answered once, as the real one does."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Reply, ...]] = {}
        self.heard: list[Message] = []
        self.refusal = ""
        self.gate = asyncio.Event()
        self.gate.set()
        self._known: dict[str, tuple[Reply, ...]] = {}

    def when(self, text: str, *replies: Reply) -> None:
        self.answers[text] = replies

    async def turn(self, message: Message) -> TurnResult:
        await self.gate.wait()
        if message.id in self._known:
            return TurnResult(self._known[message.id], repeated=True)
        if self.refusal:
            return TurnResult((Reply(self.refusal),), taken=False)
        self.heard.append(message)
        self._known[message.id] = self.answers.get(message.text, (Reply(f"听到：{message.text}"),))
        return TurnResult(self._known[message.id])


@dataclass
class Site:
    """A server that can be stopped and started again on its port; script and Valkey outlive it."""

    redis: Redis
    script: Script = field(default_factory=Script)
    port: int = field(default_factory=free_port)
    ahead: timedelta = timedelta()
    _vault: Cipher = field(default_factory=lambda: Cipher(new_key()))
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def start(self) -> None:
        self.channel = WebChannel(
            self.script,
            History(self.redis, self._vault),
            lambda: Welcome("小塘", "高河塘社区", GREETING, STARTERS),
            lambda: "您说得太快了，歇一歇再说。",
            self.now,
        )
        app = web.Application()
        app.add_routes(self.channel.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self.channel.close()
            await self._runner.cleanup()
            self._runner = None

    def now(self) -> datetime:
        """The server's clock, which a test may put forward."""
        return china_now() + self.ahead

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(**span)

    def at_noon(self) -> None:
        """Go on to the next noon of the browser, which lives in this machine's time zone: minutes more stay on that day."""
        local = self.now().astimezone()
        self.ahead += (local.replace(hour=12, minute=0, second=0) - local) % timedelta(days=1)


@asynccontextmanager
async def serving(redis: Redis) -> AsyncIterator[Site]:
    """A site that runs."""
    site = Site(redis)
    await site.start()
    try:
        yield site
    finally:
        await site.stop()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's browser, without a window."""
    path = shutil.which("chromium")
    assert path, "the browser tests need Debian's chromium (make browser)"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        await browser.close()


async def opened(page: Page, site: Site) -> Page:
    """The page, greeted."""
    await page.goto(site.url)
    await expect(page.locator("#name")).to_have_text("小塘 · 高河塘社区")
    return page


def chips(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label) for label in labels)


async def say(page: Page, text: str) -> Locator:
    """Type, press Enter, wait for the answer."""
    before = await page.locator(ANSWERS).count()
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    answer = page.locator(ANSWERS).nth(before)
    await expect(answer).to_be_visible()
    return answer
