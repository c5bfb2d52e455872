"""Errors are explained in plain Chinese, and what was typed survives a session that ended."""

from urllib.parse import unquote

import httpx

from bot.storage.staff_accounts import Role
from tests.unit.console.office import Office, post, sign_in


async def test_what_is_not_there_is_told_in_chinese(clerk: httpx.AsyncClient) -> None:
    for path in ("/enrolments/detail?pk=99", "/enrolments/detail?pk=x", "/nowhere", "/nothing/list"):
        page = await clerk.get(f"/console{path}")
        assert page.status_code == 404, path
        assert "没有这一页" in page.text, path
    page = await clerk.get("/console/enrolments/list?filter=status__nonsense%3D1")
    assert page.status_code == 400
    assert "Invalid" not in page.text


async def test_what_one_may_not_see_is_told_kindly(office: Office) -> None:
    async with office.browser() as browser:
        await office.account("小赵", Role.CLERK)
        await sign_in(browser, "小赵")
        page = await browser.get("/console/sending")
    assert page.status_code == 403
    assert "您的账号不能看" in page.text


async def test_a_form_without_its_token_is_answered_with_a_page(clerk: httpx.AsyncClient) -> None:
    page = await clerk.post("/console/content/save", data={"text": "x"})
    assert page.status_code == 403
    assert "刷新一下" in page.text


async def test_after_signing_in_again_the_form_is_there(office: Office, clerk: httpx.AsyncClient) -> None:
    office.wait(hours=3)
    page = "http://console.example/console/content/edit?file=knowledge/courses.yaml"
    clerk.headers["referer"] = page
    answer = await post(clerk, "/content/save", file="knowledge/courses.yaml", text="a", fingerprint="b")
    assert answer.status_code == 303
    assert unquote(answer.headers["location"]) == (
        "/console/login?next=/console/content/edit?file=knowledge/courses.yaml"
    )


async def test_files_are_kept_by_the_browser_and_pages_are_not(clerk: httpx.AsyncClient) -> None:
    assert "max-age" in (await clerk.get("/console/own/console.css")).headers["cache-control"]
    assert (await clerk.get("/console/")).headers["cache-control"] == "no-store"


async def test_no_page_asks_another_server_for_anything(clerk: httpx.AsyncClient) -> None:
    for path in ("/", "/enrolments/list", "/inbox"):
        assert "rsms.me" not in (await clerk.get(f"/console{path}")).text
