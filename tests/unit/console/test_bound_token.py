"""A form's token counts in the session that it was made for alone."""

import httpx
import pytest

from tests.unit.console.office import Office, post, sign_in

TOKEN = "starlette_admin_csrftoken"


async def _strangers_token(office: Office) -> str:
    """A pair of cookie and field that the console gives to anybody who opens its sign-in page."""
    async with office.browser() as stranger:
        page = await stranger.get("/console/login")
        assert stranger.cookies[TOKEN] in page.text
        return stranger.cookies[TOKEN]


@pytest.mark.parametrize("by", ["field", "header"])
async def test_a_pair_from_elsewhere_is_refused(office: Office, clerk: httpx.AsyncClient, by: str) -> None:
    own, planted = clerk.cookies[TOKEN], await _strangers_token(office)
    session = clerk.cookies["console"]
    clerk.cookies.clear()
    clerk.cookies.update({"console": session, TOKEN: planted})
    form = {"csrftoken": planted} if by == "field" else {}
    headers = {"X-CSRFToken": planted} if by == "header" else {}
    assert (await clerk.post("/console/logout", data=form, headers=headers)).status_code == 403
    assert (await clerk.get("/console/")).status_code == 200
    assert (await clerk.post("/console/logout", data={"csrftoken": own})).status_code == 303


async def test_the_browsers_copy_is_put_right(office: Office, clerk: httpx.AsyncClient) -> None:
    own = clerk.cookies[TOKEN]
    clerk.cookies.set(TOKEN, await _strangers_token(office), path="/console")
    page = await clerk.get("/console/")
    assert own in page.text
    [cookie] = [value for value in page.headers.get_list("set-cookie") if value.startswith(TOKEN)]
    assert cookie == f"{TOKEN}={own}; Path=/console; SameSite=strict"


async def test_a_session_that_begins_or_ends_gets_a_new_token(office: Office) -> None:
    """Or a token that somebody planted before the sign-in would be good after it."""
    await office.account()
    async with office.browser() as browser:
        await browser.get("/console/login")
        before = browser.cookies[TOKEN]
        await sign_in(browser)
        within = browser.cookies[TOKEN]
        assert (await browser.post("/console/logout", data={"csrftoken": before})).status_code == 403
        await post(browser, "/logout")
        assert len({before, within, browser.cookies[TOKEN]}) == 3


async def test_a_form_whose_session_is_gone_leads_to_the_sign_in(clerk: httpx.AsyncClient) -> None:
    """Twelve hours on the browser drops the session's cookie, and the token is bound to a session that is no more."""
    del clerk.cookies["console"]
    clerk.headers["referer"] = "http://console.example/console/enrolments/detail?pk=1"
    answer = await post(clerk, "/record/enrolments/1/note", text="腿脚不便")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/console/login?next=/console/enrolments/detail%3Fpk%3D1"


async def test_a_sign_in_needs_its_token(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        await browser.get("/console/login")
        given = {"username": "王芳", "password": "a-long-password"}
        assert (await browser.post("/console/login", data=given)).status_code == 403
