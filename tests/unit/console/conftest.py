"""The console as an ASGI application on a real database, with a clock that the test sets."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.broadcast.sms_offer import SmsOffer
from bot.console.app import application
from bot.console.content_editor import ContentEditor
from bot.console.context import ConsoleContext
from bot.content.checks import check
from bot.content.snapshot import Content
from bot.conversation.phrase_review import PhraseReview
from bot.conversation.say.wording import Wording
from bot.conversation.staff_actions import StaffActions
from bot.runtime.content_snapshot import expected
from bot.runtime.openers import ContentAndWords
from bot.services import LABELS, SERVICES
from bot.storage import staff
from bot.storage.database import Database
from bot.storage.staff import Role
from bot.understanding.pipeline import Understanding
from tests.stage import MORNING, ROOT

PASSWORD = "a-long-password"


@dataclass
class Office:
    """The console's application; `browser` is somebody's."""

    parts: ConsoleContext
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
    parts = ConsoleContext(
        database,
        StaffActions(SERVICES, database, lambda: ContentAndWords(content, words), lambda: now[0]),
        lambda: content,
        lambda: understanding,
        lambda actor: PhraseReview(database, tmp_path, lambda: now[0], actor, LABELS),
        ContentEditor(ROOT, tmp_path / "history", lambda loaded: check(loaded, needs)),
        lambda: now[0],
        "高河塘社区",
        45,
        SmsOffer(("console",)),
    )
    return Office(parts, database, now)


@pytest.fixture
async def clerk(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """A manager who has signed in."""
    await office.account()
    async with office.browser() as browser:
        assert (await sign_in(browser)).status_code == 303
        yield browser
