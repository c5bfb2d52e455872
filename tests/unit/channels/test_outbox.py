"""The outbox: each notice reaches its resident, and one that cannot be delivered keeps no other back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.channels.outbox import BATCH, Outbox
from bot.common.cipher import Cipher, new_key
from bot.common.errors import RecordsAway, WeChatError
from bot.common.message import Channel, Reply
from bot.storage import notices
from bot.storage.database import Database
from tests.databases import fresh_sqlite, opened
from tests.stage import MORNING


@dataclass
class Residents:
    """A channel and the sessions behind it. error, away: what they raise instead."""

    error: dict[str, Exception] = field(default_factory=dict)
    away: Exception | None = None
    told: list[tuple[str, str]] = field(default_factory=list)
    parked: list[tuple[str, str]] = field(default_factory=list)
    now: datetime = MORNING

    async def notify(self, user: str, replies: Sequence[Reply]) -> bool:
        if user in self.error:
            raise self.error[user]
        self.told += [(user, reply.text) for reply in replies]
        return True

    async def park(self, user: str, replies: Sequence[Reply]) -> bool:
        if self.away is not None:
            raise self.away
        self.parked += [(user, reply.text) for reply in replies]
        return True

    def outbox(self, database: Database) -> Outbox:
        return Outbox(database, self, {Channel.WECHAT: self.notify}, lambda: self.now)


@pytest.fixture
def residents() -> Residents:
    return Residents()


async def add(database: Database, *users: str) -> None:
    async with database.work() as work:
        for user in users:
            await notices.add(work, user, "空出来了", MORNING)
        await work.commit()


async def test_a_channel_tells_at_once_and_another_with_the_next_answer(
    database: Database, residents: Residents
) -> None:
    await add(database, "wechat:a", "terminal:b")
    assert await residents.outbox(database).deliver_pending() == 2
    assert (residents.told, residents.parked) == ([("wechat:a", "空出来了")], [("terminal:b", "空出来了")])
    assert await residents.outbox(database).deliver_pending() == 0


async def test_what_the_channel_refuses_is_kept_for_the_next_answer(
    database: Database, residents: Residents
) -> None:
    residents.error["wechat:a"] = WeChatError(45015)
    await add(database, "wechat:a")
    assert await residents.outbox(database).deliver_pending() == 1
    assert residents.parked == [("wechat:a", "空出来了")]


async def test_notices_that_no_key_opens_are_set_aside_and_the_others_told(
    tmp_path: Path, residents: Residents
) -> None:
    """More of them than a round takes, and the oldest: those behind them still have to be reached."""
    url, lost, kept = fresh_sqlite(tmp_path), new_key(), new_key()
    async with opened(url, Cipher(lost)) as database:
        await add(database, *(f"wechat:lost{number}" for number in range(BATCH + 1)))
    async with opened(url, Cipher(kept), keys_lost=True) as database:
        await add(database, "wechat:a")
        outbox = residents.outbox(database)
        with capture_logs() as logs:
            for _ in range(2):
                await outbox.deliver_pending()
        assert residents.told == [("wechat:a", "空出来了")]
        assert [line["event"] for line in logs] == ["notice_unreadable"] * (BATCH + 1)
    async with opened(url, Cipher(f"{kept},{lost}"), keys_lost=True) as database:
        residents.now += timedelta(hours=2)
        for _ in range(2):
            await residents.outbox(database).deliver_pending()
        assert len(residents.told) == BATCH + 2  # the key is back, and so are they


async def test_a_notice_that_fails_is_tried_again_and_the_others_are_told(
    database: Database, residents: Residents
) -> None:
    residents.error["wechat:a"] = ValueError("nobody thought of this")
    await add(database, "wechat:a", "wechat:b")
    outbox = residents.outbox(database)
    with capture_logs() as logs:
        assert await outbox.deliver_pending() == 1
    assert [(line["event"], line["log_level"]) for line in logs] == [("notice_failed", "error")]
    assert residents.told == [("wechat:b", "空出来了")]
    residents.error.clear()
    assert await outbox.deliver_pending() == 0  # its claim has not lapsed yet
    residents.now += timedelta(minutes=2)
    assert await outbox.deliver_pending() == 1


async def test_a_database_that_is_away_ends_the_round(database: Database, residents: Residents) -> None:
    residents.away = RecordsAway()
    await add(database, "terminal:a", "wechat:b")
    with pytest.raises(RecordsAway):
        await residents.outbox(database).deliver_pending()
    assert residents.told == []
