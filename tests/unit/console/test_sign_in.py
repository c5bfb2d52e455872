"""Nobody gets in without an account; wrong passwords lock it; sessions end; roles hold; every change needs its token."""

import httpx
import pytest

from bot.storage import staff_accounts
from bot.storage.staff_accounts import Role
from tests.unit.console.office import Office, post, sign_in

PAGES = ("/", "/inbox", "/inbox/events", "/inbox/1/thread", "/enrolments/list", "/enrolments/detail?pk=1", "/sending",
         "/review", "/try", "/content", "/content/edit?file=knowledge/courses.yaml", "/report")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
async def test_a_stranger_sees_the_sign_in_and_nothing_else(office: Office, path: str) -> None:
    async with office.browser() as browser:
        response = await browser.get(f"/console{path}")
        assert response.status_code == 303
        assert "/console/login" in response.headers["location"]


async def test_five_wrong_passwords_lock_the_account_for_a_while(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        for _ in range(5):
            assert (await sign_in(browser, password="not-the-password")).status_code == 400
        assert (await sign_in(browser)).status_code == 400
        office.wait(minutes=16)
        assert (await sign_in(browser)).status_code == 303


async def test_who_does_not_exist_is_told_the_same(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        nobody = await sign_in(browser, name="nobody")
        wrong = await sign_in(browser, password="not-the-password")
    assert nobody.status_code == wrong.status_code == 400
    assert "账号或密码不对" in nobody.text
    assert "账号或密码不对" in wrong.text


async def test_a_session_ends_when_idle_when_old_and_with_a_new_password(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        await sign_in(browser)
        office.wait(hours=1, minutes=59)
        assert (await browser.get("/console/")).status_code == 200
        office.wait(hours=2, minutes=1)
        assert (await browser.get("/console/")).status_code == 303
        await sign_in(browser)
        for _ in range(7):
            office.wait(hours=1, minutes=50)
            last = await browser.get("/console/")
        assert last.status_code == 303
        await sign_in(browser)
        await office.account()
        assert (await browser.get("/console/")).status_code == 303


async def test_a_closed_account_is_out_at_once(office: Office, clerk: httpx.AsyncClient) -> None:
    async with office.database.work() as work:
        assert await staff_accounts.remove(work, "王芳", "test", office.now[0])
        await work.commit()
    assert (await clerk.get("/console/")).status_code == 303
    assert (await sign_in(clerk)).status_code == 400


async def test_the_password_is_nowhere(office: Office) -> None:
    await office.account()
    async with office.database.work() as work:
        (account,) = await staff_accounts.active_accounts(work)
    assert account.password.startswith("$argon2id$")


async def test_roles_hold(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    await office.account("小陈", Role.EDITOR)
    async with office.browser() as clerk, office.browser() as editor:
        await sign_in(clerk, "小李")
        await sign_in(editor, "小陈")
        status_codes = {path: ((await clerk.get(f"/console{path}")).status_code, (await editor.get(f"/console{path}")).status_code)
                for path in ("/enrolments/list", "/inbox", "/review", "/content", "/sending")}  # fmt: skip
        sent = await post(editor, "/sending/look", kind="notice", text="周六停水", send="1")
    assert status_codes == {
        "/enrolments/list": (200, 200), "/inbox": (200, 200), "/review": (403, 200), "/content": (403, 200), "/sending": (403, 403),
    }  # fmt: skip
    assert sent.status_code == 403


@pytest.mark.parametrize(
    "path", ["/sending/look", "/inbox/1/say", "/inbox/1/close", "/review/write", "/content/save", "/logout"]
)
async def test_a_change_without_its_token_is_refused(clerk: httpx.AsyncClient, path: str) -> None:
    assert (await clerk.post(f"/console{path}", data={"text": "x"})).status_code == 403


async def test_cookies_and_headers_guard(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        response = await sign_in(browser)
        cookies = " ".join(response.headers.get_list("set-cookie")).lower()
        page = await browser.get("/console/")
    assert "httponly" in cookies
    assert "samesite=strict" in cookies
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


async def test_nobody_is_sent_elsewhere_after_signing_in(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        await browser.get("/console/login")
        token = browser.cookies["starlette_admin_csrftoken"]
        given = {"username": "王芳", "password": "a-long-password", "csrftoken": token}
        response = await browser.post("/console/login?next=https://evil.example/", data=given)
    assert "evil" not in response.headers["location"]
