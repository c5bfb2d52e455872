"""Content files change while the server runs."""

import asyncio
import shutil
from pathlib import Path

import aiohttp

from tests.system import packets
from tests.system.packets import Account
from tests.system.process import ROOT, TOKEN, BotProcess


async def say(bot: BotProcess, text: str) -> str:
    query, body = packets.plain_request(packets.text_packet(text), Account(token=TOKEN))
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{bot.url}/wechat", params=query, data=body) as response,
    ):
        assert response.status == 200
        return packets.open_reply(await response.read()).get("Content", "")


async def state(bot: BotProcess) -> dict[str, object]:
    async with aiohttp.ClientSession() as http, http.get(f"{bot.url}/readyz") as response:
        return {**await response.json(), "code": response.status}


async def test_changed_content_goes_live_and_broken_content_does_not(tmp_path: Path) -> None:
    for folder in ("intents", "knowledge"):
        shutil.copytree(ROOT / folder, tmp_path / "content" / folder)
    replies = tmp_path / "content" / "intents" / "replies" / "dialog.yaml"
    courses = tmp_path / "content" / "knowledge" / "courses.yaml"
    before = replies.read_text(encoding="utf-8")
    settings = {"CONTENT_DIR": str(tmp_path / "content"), "MESSAGES_A_MINUTE": "100000"}
    with BotProcess(tmp_path / "data", **settings) as bot:
        assert "可以帮您看课程" in await say(bot, "你能做什么")

        replies.write_text(before.replace("可以帮您看课程", "陪您看课程"), encoding="utf-8")
        async with asyncio.timeout(60):
            while "陪您看课程" not in await say(bot, "你能做什么"):
                await asyncio.sleep(0.05)

        replies.write_text(before.replace("dialog.help: ", "dialog.hel: "), encoding="utf-8")
        async with asyncio.timeout(60):
            while (await state(bot))["content"]:
                await asyncio.sleep(0.05)
        broken = await state(bot)
        assert broken["code"] == 200
        assert any("dialog.yaml" in str(problem) for problem in broken["problems"])  # type: ignore[attr-defined]
        assert "陪您看课程" in await say(bot, "你能做什么")
        assert "content_refused" in bot.log()

        replies.write_text(before, encoding="utf-8")
        text = courses.read_text(encoding="utf-8")
        assert "aliases: [插花班," in text
        courses.write_text(text.replace("aliases: [插花班,", "aliases: [箍桶, 插花班,"), encoding="utf-8")
        async with asyncio.timeout(60):
            while "叫什么名字" not in await say(bot, "我想报名学箍桶"):
                await say(bot, "取消")
                await asyncio.sleep(0.05)
        assert (await state(bot))["content"] is True
