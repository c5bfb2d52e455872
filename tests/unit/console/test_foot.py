"""The foot of every page says whose tool it is, and which version."""

import httpx
import pytest

from bot import __version__
from bot.content.shared.community import COMMUNITY
from bot.content.snapshot import Content


@pytest.mark.parametrize("path", ["/", "/inbox", "/enrolments/list", "/content"])
async def test_every_page_has_the_version(content: Content, clerk: httpx.AsyncClient, path: str) -> None:
    page = await clerk.get(f"/console{path}", follow_redirects=True)
    assert page.status_code == 200
    assert f"{content.part(COMMUNITY).name} · {__version__}" in page.text
