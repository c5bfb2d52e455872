"""The console as an ASGI application on a real database, with a clock that we set."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import expected
from bot.backstage import Spoken
from bot.chores import Chores
from bot.console.app import application
from bot.console.parts import Parts
from bot.console.writing import Desk
from bot.content.checks import check
from bot.content.loader import Content
from bot.dialogue.wording import Wording
from bot.learning import Reviewing
from bot.records import staff
from bot.records.database import Database
from bot.records.staff import Role
from bot.skills import SKILLS
from bot.understanding.pipeline import Understanding
from tests.stage import MORNING, ROOT

PASSWORD = "a-long-password"


@dataclass
class Office:
    """The console's application; `browser` is somebody's."""

    parts: Parts
    database: Database
    now: list[datetime]
    app: object = field(init=False)

    def __post_init__(self) -> None:
        self.app = application(self.parts, "s" * 40, https=False)

    def browser(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]
        return httpx.AsyncClient(transport=transport, base_url="http://desk.example", follow_redirects=False)

    def wait(self, **span: float) -> None:
        self.now[0] += timedelta(**span)

    async def account(self, name: str = "王芳", role: Role = Role.MANAGER) -> None:
        async with self.database.work() as work:
            await staff.put(work, name, role, PASSWORD, "test", self.now[0])
            await work.commit()


async def sign_in(browser: httpx.AsyncClient, name: str = "王芳", password: str = PASSWORD) -> httpx.Response:
    """As the form does it."""
    await browser.get("/console/login")
    token = browser.cookies["starlette_admin_csrftoken"]
    given = {"username": name, "password": password, "csrftoken": token}
    return await browser.post("/console/login", data=given)


async def post(browser: httpx.AsyncClient, path: str, **data: str) -> httpx.Response:
    """A form of a page."""
    token = browser.cookies["starlette_admin_csrftoken"]
    return await browser.post(f"/console{path}", data={**data, "csrftoken": token})


@pytest.fixture
def office(database: Database, content: Content, understanding: Understanding, tmp_path: Path) -> Office:
    now, needs, words = [MORNING], expected(), Wording(content.replies)
    parts = Parts(
        database,
        Chores(SKILLS, database, lambda: Spoken(content, words), lambda: now[0]),
        lambda: content,
        lambda: understanding,
        lambda actor: Reviewing(database, tmp_path, lambda: now[0], actor),
        Desk(ROOT, tmp_path / "history", lambda loaded: check(loaded, needs)),
        lambda: now[0],
        "高河塘社区",
        45,
        ("console",),
    )
    return Office(parts, database, now)


@pytest.fixture
async def clerk(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """A manager who has signed in."""
    await office.account()
    async with office.browser() as browser:
        assert (await sign_in(browser)).status_code == 303
        yield browser
