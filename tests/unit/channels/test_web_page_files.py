"""The chat page's files: what is served, and with which headers."""

import pytest

from tests.unit.channels.web_stage import Client


async def test_the_page_and_its_files_come_with_their_headers(client: Client) -> None:
    for path, kind in {
        "/": "text/html",
        "/static/chat.js": "text/javascript",
        "/static/chat.css": "text/css",
        "/static/bot.svg": "image/svg+xml",
    }.items():
        answer = await client.get(path)
        assert answer.status == 200
        assert answer.content_type == kind
        host = f"127.0.0.1:{client.port}"
        assert answer.headers["Content-Security-Policy"] == (
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            f"connect-src 'self' ws://{host} wss://{host}"
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-cache"
        again = await client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status == 304


async def test_a_host_that_is_none_adds_nothing_to_the_policy(client: Client) -> None:
    answer = await client.get("/", headers={"Host": "x; script-src *"})
    assert "script-src" not in answer.headers.get("Content-Security-Policy", "")


@pytest.mark.parametrize(
    "name", ["nothing.js", "..%2fserver.py", "..%2f..%2fREADME.md", "%2e%2e/web.py", "chat.js%00", ""]
)
async def test_other_files_are_not_there(client: Client, name: str) -> None:
    assert (await client.get(f"/static/{name}")).status == 404


async def test_the_page_holds_no_inline_script_or_style(client: Client) -> None:
    page = await (await client.get("/")).text()
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in "".join(page.split("<")[1:]).replace("content", "")
    assert page.count("<script") == page.count('<script src="/static/')
