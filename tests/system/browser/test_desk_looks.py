"""The console on an old PC and on a phone: axe finds nothing serious, nothing is cut off, the keyboard reaches all."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

from tests.system.browser.scripted import chromium
from tests.system.browser.test_clerk import PASSWORD, sign_in
from tests.system.process import ROOT, BotProcess

PAGES = ("", "inbox", "sending", "review", "try?text=我想报家政", "content", "content/edit?file=knowledge/courses.yaml",
         "report", "enrolments/list", "tickets/list")  # fmt: skip
OURS = PAGES[:8]
# What starlette-admin's own frame has, and what is not ours to mend.
FRAME = {
    "region",
    "landmark-one-main",
    "page-has-heading-one",
    "heading-order",
    "landmark-unique",
    "empty-table-header",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BotProcess]:
    desk = BotProcess(tmp_path, command="console", CONSOLE_SECRET="s" * 40, SEMANTICS="false")
    subprocess.run(
        [sys.executable, "-m", "bot", "staff", "add", "王芳", "--role", "manager"],
        cwd=ROOT, env=desk.environment, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True,
    )  # fmt: skip
    with desk:
        yield desk


async def wrong_on(page: Page) -> list[str]:
    found = await Axe().run(page)
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found.response["violations"]
        if one["impact"] in ("serious", "critical") and one["id"] not in FRAME
    ]


@pytest.mark.timeout(240)
async def test_axe_and_the_width_of_a_phone(desk: BotProcess) -> None:
    wrong: dict[str, object] = {}
    root = f"{desk.url}/console"
    async with chromium() as browser:
        page = await sign_in(browser, root)
        for width in (1280, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            for path in PAGES:
                response = await page.goto(f"{root}/{path}")
                assert response is not None
                assert response.status == 200, path
                if path in OURS and (found := await wrong_on(page)):
                    wrong[f"{path} {width}"] = found
                over = await page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                if over > 0:
                    wrong[f"{path} {width} over"] = over
    assert wrong == {}


async def test_the_keyboard_alone_answers_and_sends(desk: BotProcess) -> None:
    root = f"{desk.url}/console"
    async with chromium() as browser:
        page = await sign_in(browser, root)
        await page.goto(f"{root}/try")
        await page.keyboard.type("我想报家政")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/try?text=*")
        assert "training.enrol" in await page.inner_text("body")
        await page.goto(f"{root}/sending")
        reached = set()
        for _ in range(60):
            await page.keyboard.press("Tab")
            reached.add(await page.evaluate("document.activeElement.textContent.trim().slice(0, 8)"))
        assert {"收进官方预警", "先看看"} <= reached
