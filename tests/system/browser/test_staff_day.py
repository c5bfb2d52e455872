"""A staff member's day in the console, while residents chat on the page: real processes, real content files."""

import asyncio
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.async_api import Browser, Page, expect

from tests.system.browser.scripted import chromium
from tests.system.browser.test_chat_real_server import say
from tests.system.process import ROOT, BotProcess

PASSWORD = "a-long-password"
NEW_COURSE = {
    "name": "编竹篮", "aliases": "竹篮班", "summary": "学编一只竹篮（样例课）", "for_whom": "喜欢动手的居民", "interests": "手工", "fee": "免费（样例）",
    "teacher": "志愿者（样例）", "certificate": "不发证", "bring": "剪刀", "classes.0.title": "周一上午班", "classes.0.time": "09:00-11:00",
    "classes.0.weeks": "6", "classes.0.starts.anchor": "2026-01-05", "classes.0.starts.every_weeks": "7", "classes.0.seats": "9",
}  # fmt: skip
CHOSEN = {"kind": "culture", "mode": "leisure", "education": "none", "venue": "school"}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The community's files for this test to change: one seat in a class, an office that is always open."""
    folder = tmp_path / "content"
    for room in ("intents", "knowledge"):
        shutil.copytree(ROOT / room, folder / room)
    courses = folder / "knowledge" / "courses.yaml"
    courses.write_text(
        courses.read_text(encoding="utf-8").replace("seats: 20", "seats: 1", 1), encoding="utf-8"
    )
    place = folder / "knowledge" / "community.yaml"
    always = '  open:\n    - {weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "00:00", closes: "23:59"}\n'
    text = place.read_text(encoding="utf-8")
    place.write_text(re.sub(r"  open:\n(    - .*\n)+", always, text), encoding="utf-8")
    return folder


@pytest.fixture
def processes(tmp_path: Path, files: Path) -> Iterator[tuple[BotProcess, BotProcess]]:
    """The server and the console on the same data."""
    data = tmp_path / "data"
    settings = {"CONTENT_DIR": str(files), "PUSH": "off", "SEMANTICS": "false"}
    bot = BotProcess(data, **settings)
    console = BotProcess(data, command="console", CONSOLE_SECRET="s" * 40, **settings)
    with bot:
        subprocess.run(
            [sys.executable, "-m", "bot", "staff", "add", "王芳", "--role", "manager"],
            cwd=ROOT, env=bot.environment, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True,
        )  # fmt: skip
        with console:
            yield bot, console


async def resident(browser: Browser, bot: BotProcess) -> Page:
    context = await browser.new_context(viewport={"width": 360, "height": 740})
    page = await context.new_page()
    await page.goto(bot.url)
    await expect(page.locator("#name")).to_contain_text("小塘")
    return page


async def enrol(page: Page, name: str, phone: str, answer: str) -> None:
    await say(page, "我报家政", "哪个")
    await page.click(".chips button:has-text('周六上午班')")
    await expect(page.locator(".row.bot:not(.typing)").last).to_contain_text("叫什么名字")
    await say(page, name, "手机号")
    await say(page, phone, "都对吗")
    await say(page, "对", answer)


async def act(console: Page, text: str, status: str) -> None:
    """Choose the row with these words, and decide."""
    await console.locator("tbody tr", has_text=text).locator("input[type=checkbox]").check()
    await console.locator("#actions-dropdown button").click()
    await console.get_by_text("处理", exact=True).first.click()
    await console.locator(".modal.show select[name=status]").select_option(status)
    await console.locator(".modal.show").get_by_role("button", name="就这样").click()
    await expect(console.get_by_text("办好了1条")).to_be_visible()


async def sign_in(browser: Browser, root: str) -> Page:
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    console = await context.new_page()
    await console.goto(root)
    await console.fill("[name=username]", "王芳")
    await console.fill("[name=password]", PASSWORD)
    await console.click("button[type=submit]")
    await expect(console.get_by_text("王芳，您好")).to_be_visible()
    return console


async def change_courses(console: Page, root: str) -> None:
    """One more seat and a new course: what is wrong is told, what is sound is seen as the bot would say it, and saved."""
    form = f"{root}/content/form?file=knowledge/courses.yaml&section=courses&index="
    save = console.get_by_role("button", name="存", exact=True)
    await console.goto(f"{form}0")
    seats = console.locator("[name='f_classes.0.seats']")
    await seats.fill("很多")
    await save.click()
    await expect(console.locator("ul.alert-danger")).to_contain_text("courses.yaml:")
    await expect(seats).to_have_value("很多")
    await seats.fill("2")
    await save.click()
    await expect(console.get_by_text("存好了")).to_be_visible()
    await console.goto(f"{form}-1")
    for name, text in NEW_COURSE.items():
        await console.fill(f"[name='f_{name}']", text)
    for name, value in CHOSEN.items():
        await console.select_option(f"[name='f_{name}']", value)
    await console.check("[name='f_classes.0.weekdays'][value='1']")
    await console.get_by_role("button", name="先看小塘怎么答").click()
    await expect(console.locator(".bubble").first).to_contain_text("周一上午班")
    await save.click()
    await expect(console.get_by_text("存好了")).to_be_visible()
    async with asyncio.timeout(60):
        while "课程：编竹篮" not in await console.inner_text("body"):
            await console.goto(f"{root}/try?text=编竹篮")


async def talk(console: Page, root: str, page: Page) -> None:
    """A hand-off while the resident chats."""
    await say(page, "转人工", "您是下一位")
    await say(page, "我家没水了", "转给工作人员了")
    await console.goto(f"{root}/inbox")
    await console.locator("#queue button").first.click()
    await expect(console.locator("#thread")).to_contain_text("我家没水了")
    await console.fill("#text", "马上来看")
    await console.get_by_role("button", name="发给居民").click()
    await expect(page.locator(".row.bot").last).to_contain_text("马上来看")
    await page.fill("#text", "太好了谢谢")
    await page.press("#text", "Enter")
    await expect(console.locator("#thread")).to_contain_text("太好了谢谢")
    await console.get_by_role("button", name="聊完了，交还小塘").click()
    await expect(console.locator("#nobody")).to_be_visible(timeout=20_000)
    # The notice comes by itself, and between two later messages it would stand where an answer is looked for.
    await expect(page.locator(".row.bot").last).to_contain_text("工作人员的话说完了", timeout=90_000)


async def exported(console: Page, root: str) -> set[object]:
    """The cells of the workbook of all enrolments."""
    cookies = {cookie.get("name"): cookie.get("value", "") for cookie in await console.context.cookies()}
    response = await console.context.request.post(
        f"{root}/_api/enrolments/action?name=export&pks=1&pks=2",
        form={"format": "xlsx", "exporter": "xlsx", "scope": "all"},
        headers={"X-CSRFToken": cookies["starlette_admin_csrftoken"]},
    )
    sheet = load_workbook(io.BytesIO(await response.body())).worksheets[0]
    return {cell.value for row in sheet.iter_rows() for cell in row}


async def send_and_pause(console: Page, root: str) -> None:
    """A notice is looked at, sent, paused."""
    await console.goto(f"{root}/sending")
    await console.fill("textarea[name=text]", "周六上午停水")
    await console.get_by_role("button", name="先看看").click()
    await expect(console.locator(".bubble")).to_contain_text("周六上午停水")
    await console.get_by_role("button", name="发出去").click()
    await console.get_by_role("button", name="暂停").click()
    await expect(console.get_by_role("button", name="接着发")).to_be_visible()


@pytest.mark.timeout(300)
async def test_a_clerks_day(processes: tuple[BotProcess, BotProcess]) -> None:
    bot, office = processes
    root = f"{office.url}/console"
    async with chromium() as browser:
        first, second = await resident(browser, bot), await resident(browser, bot)
        await enrol(first, "张秀英", "13812345678", "报好了")
        await enrol(second, "李建国", "13987654321", "候补")
        console = await sign_in(browser, root)
        await change_courses(console, root)
        await console.goto(f"{root}/enrolments/list")
        await expect(console.locator("tbody")).to_contain_text("138****5678")
        await act(console, "138****5678", "cancelled")
        # The second seat, or this one, is given by the job of each minute; the clerk's hand would race with it.
        await expect(second.locator(".row.bot").last).to_contain_text("有空位了", timeout=90_000)
        # The name and the number are known from the first sign-up, and are shown before anything is written.
        await say(second, "我想报编竹篮", "课程：编竹篮")
        await expect(second.locator(".row.bot").last).to_contain_text("姓名：李建国")
        await expect(second.locator(".row.bot").last).to_contain_text("电话：139 8765 4321")
        await say(second, "对", "李建国报的是【编竹篮】")
        await expect(first.locator(".row.bot").last).to_contain_text("已经帮您退掉了", timeout=90_000)
        await talk(console, root, first)
        assert {"张秀英", "李建国", "13812345678", "13987654321"} <= await exported(console, root)
        await say(first, "每周三短信发我防灾提示，手机13812345678", "同意这样发吗")
        await say(first, "好的", "验证码是")
        spoken = re.findall(r"验证码是 (\d{6})", await first.locator(".row.bot").last.inner_text())
        await say(first, spoken[-1], "订好了")
        await send_and_pause(console, root)
