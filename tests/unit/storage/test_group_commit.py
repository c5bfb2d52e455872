"""What the members of a shared transaction may do, and how it ends when one of them does not commit."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import insert, select

from bot.storage import notices, turns
from bot.storage.commit_strategy import BatchAborted
from bot.storage.database import Database
from bot.storage.limits import DatabaseLimits
from bot.storage.tables.notices import NoticeRecord
from bot.storage.turns import TurnRow
from bot.storage.unit_of_work import UnitOfWork
from tests.databases import opened
from tests.unit.services.enrolment.sample_enrolments import NOW


async def written(work: UnitOfWork, texts: Sequence[str]) -> Sequence[str | None]:
    """A group write: a notice for each text, but none for one that is in the way."""
    session = await work.write()
    rows = [{"user": text, "text": text, "created_at": NOW} for text in texts if text != "refused"]
    if rows:
        await session.execute(insert(NoticeRecord), rows)
    return [text if text != "refused" else None for text in texts]


async def broken_for_several(work: UnitOfWork, texts: Sequence[str]) -> Sequence[str | None]:
    if len(texts) > 1:
        raise ValueError
    return await written(work, texts)


async def turn(database: Database, text: str, message: str = "") -> str | None:
    """A whole turn of its own resident."""
    async with database.work(groupable=True) as work:
        result = await work.write_in_group(written, text)
        await turns.record(work, TurnRow(message or text, text, 1, b"[]", b"{}"), NOW)
        await work.commit()
        return result


async def texts(database: Database) -> list[str]:
    async with database.work() as work:
        return [notice.text or "" for notice in await notices.pending(work, 100, NOW)]


async def test_one_that_leaves_without_a_commit_takes_all_with_it_and_all_can_come_again(
    database: Database,
) -> None:
    async def leaves() -> None:
        async with database.work(groupable=True) as work:
            await work.write_in_group(written, "leaves")

    got = await asyncio.gather(leaves(), turn(database, "a"), turn(database, "b"), return_exceptions=True)
    assert [type(result) for result in got] == [type(None), BatchAborted, BatchAborted]
    assert await texts(database) == []
    assert list(await asyncio.gather(turn(database, "a"), turn(database, "b"))) == ["a", "b"]
    assert sorted(await texts(database)) == ["a", "b"]


async def test_nothing_else_is_read_or_written_in_between(database: Database) -> None:
    async def reads(work: UnitOfWork) -> None:
        await (await work.read()).scalar(select(NoticeRecord.id))

    async def writes(work: UnitOfWork) -> None:
        await notices.add(work, "u", "more", NOW)

    async def writes_in_group(work: UnitOfWork) -> None:
        await work.write_in_group(written, "more")

    for more in (reads, writes, writes_in_group):
        async with database.work(groupable=True) as work:
            await work.write_in_group(written, "first")
            assert work.wrote
            with pytest.raises(BatchAborted):
                await more(work)
    assert await texts(database) == []


async def test_a_last_row_that_is_refused_aborts_the_batch(database: Database) -> None:
    await turn(database, "a", message="m0")
    got = await asyncio.gather(turn(database, "b", message="m0"), turn(database, "c"), return_exceptions=True)
    assert [type(result) for result in got] == [BatchAborted, BatchAborted]
    assert await texts(database) == ["a"]


async def test_a_request_that_is_refused_leaves_the_others_alone(database: Database) -> None:
    async def refused() -> str | None:
        async with database.work(groupable=True) as work:
            return await work.write_in_group(written, "refused")

    assert list(await asyncio.gather(refused(), turn(database, "a"))) == [None, "a"]
    assert await texts(database) == ["a"]


async def test_a_turn_that_wrote_before_or_did_not_ask_for_it_writes_alone(database: Database) -> None:
    async with database.work(groupable=True) as work:
        await work.write()
        assert await work.write_in_group(written, "a") is None
    async with database.work() as work:
        assert await work.write_in_group(written, "a") is None
    assert await texts(database) == []


async def test_after_an_error_in_the_shared_statements_each_writes_alone(database: Database) -> None:
    async def alone(text: str) -> str | None:
        async with database.work(groupable=True) as work:
            result = await work.write_in_group(broken_for_several, text)
            if result is None:
                [result] = await written(work, [text])
            await work.commit()
            return result

    assert await asyncio.gather(*(alone(text) for text in "abc")) == ["a", "b", "c"]
    assert sorted(await texts(database)) == ["a", "b", "c"]


async def test_nobody_waits_long_for_one_that_stands_still(database_url: str) -> None:
    async def stands_still(database: Database) -> None:
        async with database.work(groupable=True) as work:
            await work.write_in_group(written, "slow")
            await asyncio.sleep(1)
            with pytest.raises(BatchAborted):
                await work.commit()

    async with opened(database_url, limits=DatabaseLimits(batch_seconds=0.1)) as database:
        got = await asyncio.gather(stands_still(database), turn(database, "a"), return_exceptions=True)
        assert [type(result) for result in got] == [type(None), BatchAborted]
        assert await texts(database) == []
