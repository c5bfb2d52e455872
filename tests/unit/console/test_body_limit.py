"""A body is bounded before anything reads it: a stranger's to the size of the sign-in form."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.console.security import body_limit
from bot.console.security.body_limit import STAFF_BYTES, STRANGER_BYTES
from tests.unit.console.office import Office, post

PART = 1 << 10
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Chunks:
    """A body in parts without a declared length; `sent` counts those that were taken."""

    def __init__(self, parts: int) -> None:
        self._parts = parts
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self._parts):
            self.sent += 1
            yield b"a" * PART


async def test_a_strangers_large_body_is_refused_unread(office: Office) -> None:
    chunks = Chunks(STAFF_BYTES // PART)
    async with office.browser() as browser:
        declared = FORM | {"Content-Length": str(300 << 20)}
        refused = await browser.post("/console/login", content=chunks, headers=declared)
        assert (refused.status_code, chunks.sent) == (413, 0)
        assert "内容太大了" in refused.text
        refused = await browser.post("/console/login", content=chunks, headers=FORM)
        assert (refused.status_code, chunks.sent) == (413, STRANGER_BYTES // PART + 1)


@pytest.mark.parametrize("forged", ["name", "expired", "ended"])
async def test_a_session_that_is_none_is_a_strangers(
    office: Office, clerk: httpx.AsyncClient, forged: str
) -> None:
    if forged == "name":
        clerk.cookies.set("console", "eyJuYW1lIjogIueOi+iKsyJ9.x.y", path="/console")
    elif forged == "expired":
        office.wait(hours=13)
    else:
        await office.account()
    chunks = Chunks(STAFF_BYTES // PART)
    refused = await clerk.post("/console/content/save", content=chunks, headers=FORM)
    assert (refused.status_code, chunks.sent) == (413, STRANGER_BYTES // PART + 1)


async def test_an_editor_sends_a_whole_file_and_no_more(clerk: httpx.AsyncClient) -> None:
    saved = await post(clerk, "/content/save", file="knowledge/courses.yaml", text="字" * 100_000)
    assert saved.status_code == 200
    chunks = Chunks(2 * STAFF_BYTES // PART)
    refused = await clerk.post("/console/content/save", content=chunks, headers=FORM)
    assert (refused.status_code, chunks.sent) == (413, STAFF_BYTES // PART + 1)


@pytest.mark.parametrize(
    ("body", "headers"),
    [(b"text=" + b"a" * (2 << 20), FORM), (b"x", {"content-type": "multipart/form-data"})],
    ids=["a field of 2 MB", "no boundary"],
)
async def test_a_form_that_cannot_be_read_is_answered_with_a_page(
    clerk: httpx.AsyncClient, body: bytes, headers: dict[str, str]
) -> None:
    refused = await clerk.post("/console/content/save", content=body, headers=headers)
    assert (refused.status_code, "这份表单读不了" in refused.text) == (400, True)


async def test_a_body_that_does_not_come_is_not_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"a"
        await asyncio.sleep(3600)

    monkeypatch.setattr(body_limit, "BODY_SECONDS", 0.1)
    async with office.browser() as browser:
        assert (await browser.post("/console/login", content=never(), headers=FORM)).status_code == 408
