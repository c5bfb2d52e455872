"""Residents get the same answers with the fast parts and with the plain ones (FAST_PATHS)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.services.enrolment import records as enrolments
from bot.understanding.pipeline import Understanding
from tests.databases import fresh_sqlite, opened
from tests.stage import Stage

FORM = ("给我妈报家政，她叫王秀英，电话138{number:08d}", "1", "对")


@pytest.fixture
async def stage(
    content: Content, understanding: Understanding, redis: Redis, tmp_path: Path, fast: bool
) -> AsyncIterator[Stage]:
    snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
    async with opened(fresh_sqlite(tmp_path), fast=fast) as database:
        stage = Stage(snapshot, database, redis, fast=fast)
        yield stage
        await stage.end()


async def test_many_enrol_at_once_and_find_their_enrolment(stage: Stage) -> None:
    users = [f"u{number}" for number in range(8)]
    for text in FORM:
        turns = [stage.say(text.format(number=n), user=user) for n, user in enumerate(users)]
        answers = await asyncio.gather(*turns)
    assert all("报名号" in answer.replies[0].text for answer in answers)
    stage.restart()
    for user in users:
        assert "家政" in (await stage.say("我的报名", user=user)).replies[0].text
    async with stage.database.work() as work:
        numbers = {row.id for row in await enrolments.every(work)}
    assert len(numbers) == len(users)


async def test_a_residents_messages_are_answered_in_order(stage: Stage) -> None:
    turns = [stage.say(text.format(number=1)) for text in FORM]
    answers = await asyncio.gather(*turns)
    assert "报名号" in answers[-1].replies[0].text
