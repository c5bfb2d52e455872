"""Attacks on the console: residents' texts that are shown in it, and strangers' requests."""

import re
from base64 import b64encode
from hashlib import sha256

import httpx
import pytest

from bot.services.feedback import records as tickets
from bot.services.feedback.records import NewTicket
from bot.services.handoff import records as handoffs
from tests.unit.console.office import Office, post, sign_in

EVIL = "<img src=x onerror=alert(1)>{{7*7}}{%raw%}"


async def test_a_copied_cookie_ends_when_its_owner_signs_out(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    async with office.browser() as thief:
        thief.cookies.update(clerk.cookies)
        assert (await thief.get("/console/")).status_code == 200
        assert (await post(clerk, "/logout")).status_code == 303
        assert (await thief.get("/console/")).status_code == 303


async def test_cookies_are_out_of_reach(office: Office) -> None:
    await office.account()
    async with office.browser() as browser:
        answer = await sign_in(browser)
    [session] = [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith("console=")]
    assert "httponly" in session.lower()
    assert "samesite=strict" in session.lower()
    assert "path=/console" in session.lower()


async def test_an_altered_cookie_is_nobodys(office: Office, clerk: httpx.AsyncClient) -> None:
    cookie = clerk.cookies["console"]
    async with office.browser() as forger:
        forger.cookies.set("console", "e30" + cookie[3:], path="/console")
        assert (await forger.get("/console/")).status_code == 303


async def test_another_site_cannot_press_our_buttons(clerk: httpx.AsyncClient) -> None:
    without = await clerk.post("/console/content/save", data={"file": "knowledge/courses.yaml", "text": "x"})
    assert without.status_code in (400, 403)
    assert (
        await clerk.post("/console/inbox/1/say", data={"text": "x", "csrftoken": "guess"})
    ).status_code in (400, 403)


@pytest.mark.parametrize("path", ["/", "/inbox", "/tickets/list", "/content", "/try?text=" + EVIL])
async def test_no_script_from_elsewhere_and_no_frame_around_us(clerk: httpx.AsyncClient, path: str) -> None:
    answer = await clerk.get(f"/console{path}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert not re.search(r"https?://(?!www\.w3\.org)[a-z]", policy)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/", "/console", "/console/inbox/", "/console/", "/console/tickets/list?page=2", "/console/logout"],
)
async def test_the_name_in_a_request_leads_nobody_elsewhere(office: Office, path: str) -> None:
    async with office.browser() as browser:
        answer = await browser.get(path, headers={"Host": "evil.example"})
    assert answer.is_redirect
    assert answer.headers["location"].startswith("/console/")
    assert "evil" not in answer.headers["location"]


async def test_what_residents_write_is_text(office: Office, clerk: httpx.AsyncClient) -> None:
    async with office.database.work() as work:
        new = NewTicket("web:u", "report", EVIL, EVIL, phone="13812345678")
        ticket = await tickets.submit(work, new, office.now[0])
        handoff, _ = await handoffs.ask(work, "web:u", office.now[0])
        await handoffs.say(work, handoff, handoffs.RESIDENT, EVIL, office.now[0])
        await work.commit()
    thread = await clerk.get(f"/console/inbox/{handoff.id}/thread")  # for our script, which shows it as text
    assert (thread.headers["content-type"], thread.json()[0]["text"]) == ("application/json", EVIL)
    for path in (
        f"/tickets/detail?pk={ticket.id}",
        "/tickets/list",
        "/inbox",
        "/try?text=" + EVIL,
    ):
        shown = await clerk.get(f"/console{path}")
        assert shown.status_code == 200, path
        assert "<img src=x" not in shown.text, path
        assert "49" not in re.sub(r"\d{3,}", "", shown.text.split("onerror")[-1][:40]), path


async def test_a_form_of_ours_leads_back_to_us(clerk: httpx.AsyncClient) -> None:
    answer = await post(clerk, "/inbox/999/say", text="x", next="https://evil.example/")
    assert "evil.example" not in answer.headers.get("location", "")


async def test_only_scripts_that_the_templates_hold_are_run(office: Office, clerk: httpx.AsyncClient) -> None:
    async with office.database.work() as work:
        new = NewTicket("web:u", "report", "<script>alert(1)</script>", "<script>alert(2)</script>")
        ticket = await tickets.submit(work, new, office.now[0])
        await work.commit()
    nonces = set()
    for path in ("/", "/tickets/list", f"/tickets/detail?pk={ticket.id}", "/sending"):
        page = await clerk.get(f"/console{path}")
        policy = page.headers["content-security-policy"]
        [scripts] = [part for part in policy.split(";") if part.strip().startswith("script-src")]
        assert "'unsafe-inline'" not in scripts
        [nonce] = re.findall(r"'nonce-([^']+)'", scripts)
        nonces.add(nonce)
        tags = re.findall(r"<script\b[^>]*>", page.text)
        assert tags
        assert all(f'nonce="{nonce}"' in tag for tag in tags), path
    assert len(nonces) == 4
    listed = await clerk.get("/console/tickets/list")
    [handlers] = re.findall(r"'unsafe-hashes' ([^;]+);", listed.headers["content-security-policy"])
    inline_handlers = set(re.findall(r'\son[a-z]+="([^"]+)"', listed.text))
    for handler in inline_handlers:
        assert b64encode(sha256(handler.encode()).digest()).decode() in handlers


async def test_a_picture_is_an_address_that_nobody_follows(office: Office, clerk: httpx.AsyncClient) -> None:
    evil = "javascript:alert(1)//http://169.254.169.254/latest"
    async with office.database.work() as work:
        ticket = await tickets.submit(work, NewTicket("web:u", "report", "路灯", picture=evil), office.now[0])
        await work.commit()
    page = await clerk.get(f"/console/tickets/detail?pk={ticket.id}")
    assert not re.search(r"(src|href)=\"?[^\"> ]*169\.254", page.text)
    assert "img-src 'self' data:;" in page.headers["content-security-policy"]
