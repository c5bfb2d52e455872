"""The talent bank in conversation: the first to accept gets the request, and a retried message has no second effect."""

import asyncio
import re

import pytest
from redis.asyncio import Redis

from bot.common.message import Channel, Kind, Message
from bot.common.postback import Wish
from bot.common.text import plain
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.interpret.clauses.exact_words import ExactWordIndex, ExactWords
from bot.conversation.say.wording import Wording
from bot.services import SERVICES, exported
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import talent_records as talents
from bot.services.talents.request_records import NewRequest
from bot.services.talents.talent_records import NewTalent
from bot.storage import notices
from bot.storage.database import Database
from bot.understanding.pipeline import Understanding
from tests.stage import Stage

HELPERS = 20


@pytest.fixture
async def crowd(content: Content, understanding: Understanding, redis: Redis, database: Database) -> Stage:
    """A stage on each kind of database, where twenty people have been asked for one request."""
    stage = Stage(ContentSnapshot(content, understanding, Wording(content.replies)), database, redis)
    async with database.work() as work:
        for number in range(HELPERS):
            user, phone = f"terminal:h{number}", f"138{number:08}"
            new_talent = NewTalent(user, "王五", phone, "修电器", "服务银行", "appliance", "周末")
            await talents.lend(work, new_talent, stage.now, waits=False)
        new = NewRequest(
            "terminal:r",
            "电饭煲坏了",
            "李四",
            "13900000001",
            "5幢302",
            "周末",
            "本人",
            "服务银行",
            "appliance",
        )
        placed = await talent_requests.place(work, new, stage.now)
        await asks.ask_next(work, placed.id, HELPERS, "bot", stage.now)
        await work.commit()
    return stage


async def say(stage: Stage, user: str, text: str, message_id: str) -> str:
    message = Message(message_id, f"terminal:{user}", Channel.TERMINAL, Kind.TEXT, text)
    return plain((await stage.engine.turn(message)).replies)


async def test_twenty_say_it_at_once_and_one_goes(crowd: Stage) -> None:
    said = await asyncio.gather(*(say(crowd, f"h{n}", "接单 1", f"x{n}") for n in range(HELPERS)))
    won = [number for number, answer in enumerate(said) if "这单归您了" in answer]
    assert len(won) == 1
    assert sum("已经有人接了" in answer for answer in said) == HELPERS - 1
    assert sum("地方：5幢" in answer for answer in said) == 1
    assert [answer for answer in said if "302" in answer or "李四" in answer or "139" in answer] == []
    again = await say(crowd, f"h{won[0]}", "接单 1", f"x{won[0]}")
    assert again == said[won[0]]
    async with crowd.database.work() as work:
        told = await notices.pending(work, 99, crowd.now)
        rows = list(await exported(work, "talent_requests", crowd.snapshot.content))
    assert [notice.user for notice in told] == ["terminal:r"]
    assert [(row["status"], row["helper"]) for row in rows] == [("accepted", "王五")]


async def test_a_helper_who_stops_lending_need_not_answer(crowd: Stage) -> None:
    await say(crowd, "h0", "我的手艺", "a")
    await say(crowd, "h0", "不再登记「修电器」", "b")
    assert "撤下来了" in await say(crowd, "h0", "撤下来", "c")
    async with crowd.database.work() as work:
        assert await asks.waiting_for(work, "terminal:h0") == []
        assert await talents.of_user(work, "terminal:h0") == []
        assert len(await asks.waiting_for(work, "terminal:h1")) == 1


def test_every_word_that_residents_are_told_to_say_is_heard(content: Content) -> None:
    words = ExactWordIndex([word for service in SERVICES for word in service.words])
    told = {
        said.replace("{number}", "12")
        for key, text in content.replies.items()
        if key.startswith("talent.")
        for said in re.findall(r"回「([^」]+)」", text)
    }
    assert {
        "接单 12",
        "同意 12",
        "不同意 12",
        "不方便 12",
        "来不了 12",
        "办好了 12",
        "打分 12 5",
        "撤单 12",
    } <= told
    # A yes is heard by the question that stands open, and means nothing without it.
    assert [said for said in told - {"对"} if words.meaning(said) is None] == []


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("接单 12", (("request", "12"),)),
        (" 「接单１２」。", (("request", "12"),)),
        ("接单十二", (("request", "12"),)),
        ("接单", ()),
        ("接单 12 吗", None),
        ("我想接单", None),
    ],
)
def test_exact_words(said: str, slots: tuple[tuple[str, str], ...] | None) -> None:
    words = ExactWordIndex([ExactWords(re.compile(r"接单\s*(?P<request>\d+)?"), "talent.accept")])
    assert words.meaning(said) == (None if slots is None else Wish("talent.accept", slots))
