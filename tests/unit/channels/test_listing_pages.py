"""The listing pages show the content in force, escaped; nothing else is served."""

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web.listing_pages import Entry, ListingPage, ListingPages


def page_of(subject: str) -> ListingPage | None:
    entry = Entry("家政<script>", ("每周六 & 周日",))
    return ListingPage("我们的课程", (entry,), "跟小塘说名字") if subject == "courses" else None


def client() -> TestClient[web.Request, web.Application]:
    http = web.Application()
    http.add_routes(ListingPages(page_of).routes())
    return TestClient(TestServer(http))


async def test_the_page() -> None:
    async with client() as browser:
        response = await browser.get("/look/courses")
        text = await response.text()
    assert response.status == 200
    assert "家政&lt;script&gt;" in text
    assert "每周六 &amp; 周日" in text
    assert "<script" not in text
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


async def test_no_other_page() -> None:
    async with client() as browser:
        for subject in ("users", "..%2f..%2fetc", "courses%00"):
            assert (await browser.get(f"/look/{subject}")).status == 404
