"""Data of an earlier release (records, keys, open sessions in Redis) works with today's programme.

`release-0.1.0/` was written by that release, by seven people who talked to it over WeChat until it was killed (kill -9):
five in the middle of a form, one with a list before them, one enrolled. sessions.json: Redis key → value (hex).
"""

import json
import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from bot.common.cipher import Cipher
from bot.common.clock import ZONE
from bot.common.message import Channel, Message
from bot.common.text import plain
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.services import exported
from bot.understanding.pipeline import Understanding
from tests.databases import opened
from tests.stage import Stage

RELEASE = Path(__file__).parent / "release-0.1.0"
KILLED = datetime(2026, 11, 26, 21, 32, tzinfo=ZONE)


@pytest.fixture
async def stage(
    tmp_path: Path, redis: Redis, content: Content, understanding: Understanding
) -> AsyncIterator[Stage]:
    """Today's programme on a copy of what the release left."""
    with sqlite3.connect(tmp_path / "bot.db") as records:
        records.executescript((RELEASE / "records.sql").read_text(encoding="utf-8"))
    records.close()
    for key, value in json.loads((RELEASE / "sessions.json").read_text()).items():
        await redis.set(key, bytes.fromhex(value))
    cipher = Cipher((RELEASE / "keys").read_text().strip())
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", cipher) as database:
        snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
        stage = Stage(snapshot, database, redis, now=KILLED)
        yield stage
        await stage.end()


async def say(stage: Stage, user: str, *texts: str) -> str:
    """What the resident says after the upgrade, and the last answer."""
    answer = ""
    for text in texts:
        stage.wait(seconds=5)
        message = Message(uuid4().hex, f"wechat:{user}", Channel.WECHAT, text=text)
        answer = plain((await stage.engine.turn(message)).replies)
    return answer


async def test_an_enrolment_form_goes_on_where_it_was(stage: Stage) -> None:
    assert "手机号" in await say(stage, "old1", "林阿根")
    summary = await say(stage, "old1", "13957400001", "自己")
    assert "家政服务" in summary
    assert "林阿根" in summary
    assert "报好了" in await say(stage, "old1", "对")


async def test_the_phone_that_was_asked_for_is_taken(stage: Stage) -> None:
    answer = await say(stage, "old2", "13957400002")
    assert "王小芳" in answer
    assert "139 5740 0002" in answer


async def test_a_numbered_choice_of_a_form_is_taken(stage: Stage) -> None:
    answer = await say(stage, "old3", "1")
    assert "T0001" in answer
    assert "8幢门口" in answer


async def test_a_numbered_choice_of_a_list_is_taken(stage: Stage) -> None:
    assert "文化课" in await say(stage, "old4", "2")


async def test_a_listing_is_finished(stage: Stage, content: Content) -> None:
    await say(stage, "old5", "陈大明", "13957400005", "对")
    async with stage.database.work() as work:
        rows = list(await exported(work, "listings", content))
    assert [(row["user"], row["item"], row["name"]) for row in rows] == [("wechat:old5", "书桌", "陈大明")]


async def test_who_was_enrolled_still_is_and_can_withdraw(stage: Stage, content: Content) -> None:
    assert "插花" in await say(stage, "old6", "我的报名")
    await say(stage, "old6", "取消我的插花报名", "1")
    async with stage.database.work() as work:
        rows = list(await exported(work, "enrolments", content))
    assert [(row["user"], row["name"], row["status"]) for row in rows] == [
        ("wechat:old6", "周美丽", "cancelled")
    ]
