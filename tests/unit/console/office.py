"""The community's office: the console as an ASGI application, its accounts and records, and the requests of browsers."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
from sqlalchemy import select

from bot.console.app import application
from bot.console.console_context import ConsoleContext
from bot.services.enrolment import seat_allocation
from bot.storage import staff_accounts
from bot.storage.database import Database
from bot.storage.staff_accounts import Role
from bot.storage.tables.changes import ChangeRecord
from tests.unit.services.enrolment.sample_enrolments import NOW, new

PASSWORD = "a-long-password"


@dataclass
class Office:
    """The console's application; `browser` is somebody's."""

    context: ConsoleContext
    database: Database
    now: list[datetime]
    app: object = field(init=False)

    def __post_init__(self) -> None:
        self.app = application(self.context, "s" * 40, https=False)

    def browser(self, address: str = "127.0.0.1") -> httpx.AsyncClient:
        """Somebody's browser. address: where they are."""
        transport = httpx.ASGITransport(app=self.app, client=(address, 123))  # type: ignore[arg-type]
        return httpx.AsyncClient(
            transport=transport, base_url="http://console.example", follow_redirects=False
        )

    def wait(self, **span: float) -> None:
        self.now[0] += timedelta(**span)

    async def account(self, name: str = "王芳", role: Role = Role.MANAGER) -> None:
        async with self.database.work() as work:
            await staff_accounts.save(work, name, role, PASSWORD, "test", self.now[0])
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


async def act(browser: httpx.AsyncClient, kind: str, name: str, pks: str, **form: str) -> httpx.Response:
    """An action of a list on the records with these numbers, such as "1,2"."""
    token = browser.cookies["starlette_admin_csrftoken"]
    return await browser.post(
        f"/console/_api/{kind}/action?name={name}&" + "&".join(f"pks={pk}" for pk in pks.split(",")),
        data=form, headers={"X-CSRFToken": token},
    )  # fmt: skip


async def enrol(
    office: Office, people: int, seats: int = 1, name: str = "张三", session: str = "gone-1"
) -> None:
    """Enrol so many people in a class."""
    for number in range(people):
        async with office.database.work() as work:
            await seat_allocation.allocate(work, new(number, session, name=name), seats, NOW)
            await work.commit()


async def audited(office: Office) -> list[tuple[str, str]]:
    """The audit: (actor, what) of each change, the oldest first."""
    async with office.database.work() as work:
        session = await work.read()
        query = select(ChangeRecord.actor, ChangeRecord.what).order_by(ChangeRecord.id)
        return [(row.actor, row.what) for row in await session.execute(query)]
