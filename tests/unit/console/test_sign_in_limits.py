"""Passwords cannot be guessed by many at once, checking them stops nobody's pages, and no stranger locks a clerk out."""

import asyncio
import threading
from collections.abc import Iterator

import httpx
import pytest

from bot.console.security.sign_in import MAX_OF_ADDRESS
from bot.console.security.sign_in_limits import CHECKED_AT_ONCE, WAITING, WAITING_OF_ADDRESS
from bot.storage import sign_ins, staff_accounts
from bot.storage.sign_ins import MAX_FAILED, MAX_FAILED_ELSEWHERE
from bot.storage.staff_accounts import StaffAccount
from tests.unit.console.office import PASSWORD, Office, sign_in

USUAL, ELSEWHERE = "198.51.100.1", "203.0.113."
PROXY = "192.0.2.1"


class Checks:
    """Stands in for argon2: notes the passwords, how many are checked at once and the connections that are held."""

    def __init__(self, office: Office) -> None:
        self._pool = office.database.engine.pool
        self._lock = threading.Lock()
        self.passwords: list[str] = []
        self.at_once = self.most_at_once = self.most_held = 0
        self.go_on = threading.Event()
        self.go_on.set()

    def is_password(self, account: StaffAccount | None, password: str) -> bool:
        with self._lock:
            self.passwords.append(password)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.most_held = max(self.most_held, getattr(self._pool, "checkedout", int)())
        self.go_on.wait(30)
        with self._lock:
            self.at_once -= 1
        return account is not None and password == PASSWORD


@pytest.fixture
def checks(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checks]:
    checks = Checks(office)
    monkeypatch.setattr(staff_accounts, "is_password", checks.is_password)
    yield checks
    checks.go_on.set()


async def _try(office: Office, address: str, password: str, name: str = "王芳") -> int:
    async with office.browser(address) as browser:
        return (await sign_in(browser, name, password)).status_code


async def test_sixty_wrong_passwords_at_once_are_five_tries(office: Office) -> None:
    await office.account()
    async with office.database.work() as work:
        account = await staff_accounts.named(work, "王芳")
    assert account is not None
    number = account.id

    async def admitted() -> bool:
        async with office.database.work() as work:
            answer = await sign_ins.admit(work, number, USUAL, office.now[0])
            await work.commit()
            return answer

    assert sum(await asyncio.gather(*(admitted() for _ in range(60)))) == MAX_FAILED


async def test_the_same_through_the_page_and_for_a_name_that_has_no_account(
    office: Office, checks: Checks
) -> None:
    await office.account()
    for name in ("王芳", "nobody"):
        checks.passwords.clear()
        for at in range(8):
            assert await _try(office, USUAL, str(at), name) == 400
        assert len(checks.passwords) == MAX_FAILED
    assert checks.most_held == 0, "connections to the database while a password is checked"


async def test_a_stranger_cannot_lock_a_clerk_out_at_her_usual_address(
    office: Office, checks: Checks
) -> None:
    await office.account()
    assert await _try(office, USUAL, PASSWORD) == 303
    for at in range(MAX_FAILED_ELSEWHERE):
        assert await _try(office, f"{ELSEWHERE}{at % 10}", "wrong") == 400
    assert await _try(office, f"{ELSEWHERE}99", PASSWORD) == 400, "many addresses guess no more than one"
    assert await _try(office, USUAL, PASSWORD) == 303
    office.wait(minutes=61)
    assert await _try(office, f"{ELSEWHERE}99", PASSWORD) == 303


async def test_a_new_password_admits_at_once(office: Office) -> None:
    await office.account()
    for _ in range(MAX_FAILED):
        await _try(office, USUAL, "wrong")
    assert await _try(office, USUAL, PASSWORD) == 400
    await office.account()
    async with office.database.work() as work:
        account = await staff_accounts.named(work, "王芳")
        assert account is not None
        assert await sign_ins.admit(work, account.id, USUAL, office.now[0])


async def test_an_address_is_turned_away_whatever_names_it_tries(office: Office, checks: Checks) -> None:
    for at in range(MAX_OF_ADDRESS):
        assert await _try(office, USUAL, "wrong", f"name{at}") == 400
    async with office.browser(USUAL) as browser:
        refused = await sign_in(browser, "another")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
        assert "现在登录的人太多" in refused.text
    assert await _try(office, f"{ELSEWHERE}1", "wrong") == 400
    office.wait(minutes=16)
    assert await _try(office, USUAL, "wrong") == 400


async def test_the_address_is_the_one_that_our_proxy_tells(office: Office, checks: Checks) -> None:
    async def tries(peer: str, forwarded: list[str]) -> int:
        async with office.browser(peer) as browser:
            await browser.get("/console/login")
            token = browser.cookies["starlette_admin_csrftoken"]
            form = {"username": "王芳", "password": "wrong", "csrftoken": token}
            headers = [("X-Forwarded-For", line) for line in forwarded]
            return (await browser.post("/console/login", data=form, headers=headers)).status_code

    for at in range(MAX_OF_ADDRESS):
        assert await tries(PROXY, [f"{ELSEWHERE}{at}", USUAL]) == 400
    assert await tries(PROXY, [f"{ELSEWHERE}99, {USUAL}"]) == 429
    assert await tries(USUAL, [f"{ELSEWHERE}99"]) == 429
    assert await tries(PROXY, [f"{ELSEWHERE}99"]) == 400


async def test_forty_sign_ins_at_once_stop_nobodys_page(
    office: Office, clerk: httpx.AsyncClient, checks: Checks
) -> None:
    checks.go_on.clear()
    flood = [asyncio.create_task(_try(office, f"{ELSEWHERE}{at}", "wrong", "nobody")) for at in range(40)]
    while sum(task.done() for task in flood) < 40 - CHECKED_AT_ONCE - WAITING:
        await asyncio.sleep(0.01)
    async with asyncio.timeout(2):
        assert (await clerk.get("/console/")).status_code == 200
    checks.go_on.set()
    statuses = await asyncio.gather(*flood)
    assert statuses.count(429) == 40 - CHECKED_AT_ONCE - WAITING
    assert statuses.count(400) == CHECKED_AT_ONCE + WAITING
    assert checks.most_at_once == CHECKED_AT_ONCE


async def test_one_address_does_not_take_every_turn(office: Office, checks: Checks) -> None:
    await office.account()
    checks.go_on.clear()
    flood = [asyncio.create_task(_try(office, USUAL, "wrong", f"name{at}")) for at in range(20)]
    while sum(task.done() for task in flood) < 20 - WAITING_OF_ADDRESS:
        await asyncio.sleep(0.01)
    other = asyncio.create_task(_try(office, f"{ELSEWHERE}1", PASSWORD))
    checks.go_on.set()
    assert await other == 303
    assert (await asyncio.gather(*flood)).count(429) == 20 - WAITING_OF_ADDRESS
