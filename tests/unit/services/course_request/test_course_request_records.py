"""Course requests count once a person, are notified once, and are withdrawn by their owner only."""

import asyncio
from dataclasses import replace

import pytest

from bot.content.snapshot import Content
from bot.services import exported
from bot.services.course_request import records as course_requests
from bot.services.course_request.records import CourseRequest, NewCourseRequest
from bot.services.course_request.statuses import CourseRequestStatus
from bot.storage.database import Database
from tests.unit.services.enrolment.sample_enrolments import NOW


def wish(number: int = 0, **changed: object) -> NewCourseRequest:
    return replace(NewCourseRequest(f"web:{number}", "吉他", "吉他"), **changed)  # type: ignore[arg-type]


async def asked(database: Database, what: NewCourseRequest) -> tuple[CourseRequest, bool]:
    async with database.work() as work:
        done = await course_requests.ask(work, what, NOW)
        await work.commit()
        return done


async def wanted(database: Database) -> int:
    """How many would like to learn the guitar."""
    async with database.work() as work:
        return await course_requests.wanted(work, work.cipher.index("course request", "吉他"))


async def test_what_was_told_is_kept(database: Database) -> None:
    kept, fresh = await asked(
        database, wish(age=52, education="初中", interest="兴趣", known=frozenset({"a.b"}))
    )
    assert fresh
    assert (kept.subject, kept.age, kept.education, kept.interest) == ("吉他", 52, "初中", "兴趣")
    assert (kept.known_classes, kept.status, kept.created_at) == (
        frozenset({"a.b"}),
        CourseRequestStatus.OPEN,
        NOW,
    )


async def test_asked_twice_is_once_and_takes_what_is_told_then(database: Database) -> None:
    first, _ = await asked(database, wish(age=52))
    again, fresh = await asked(database, wish(education="初中"))
    assert not fresh
    assert (again.id, again.age, again.education) == (first.id, 52, "初中")
    assert await wanted(database) == 1


async def test_fifty_residents_at_once_and_each_twice(database: Database) -> None:
    got = await asyncio.gather(*(asked(database, wish(number % 25)) for number in range(50)))
    assert sum(fresh for _, fresh in got) == 25
    assert await wanted(database) == 25


async def test_for_mother_and_for_oneself_are_two(database: Database) -> None:
    await asked(database, wish())
    await asked(database, wish(for_whom="妈妈"))
    assert await wanted(database) == 2


async def test_only_ones_own_is_withdrawn_and_once(database: Database) -> None:
    mine, _ = await asked(database, wish(1))
    async with database.work() as work:
        assert await course_requests.withdraw(work, "web:2", mine.id, NOW) is None
        gone = await course_requests.withdraw(work, "web:1", mine.id, NOW)
        assert gone is not None
        assert gone.status == "withdrawn"
        assert await course_requests.withdraw(work, "web:1", mine.id, NOW) is None
        await work.commit()
    assert await wanted(database) == 0
    again, fresh = await asked(database, wish(1))
    assert fresh
    assert again.id != mine.id


async def test_only_one_of_many_gets_to_tell(database: Database) -> None:
    request, _ = await asked(database, wish())

    async def tell() -> bool:
        async with database.work() as work:
            mine = await course_requests.opened(work, request.id, "guitar", "bot", NOW)
            await work.commit()
            return mine

    assert sorted(await asyncio.gather(*(tell() for _ in range(10)))) == [False] * 9 + [True]
    async with database.work() as work:
        assert await course_requests.waiting(work) == []
        assert await course_requests.withdraw(work, "web:0", request.id, NOW) is None


async def test_the_export(database: Database, content: Content) -> None:
    await asked(database, wish(1, age=52, interest="=1+1"))
    await asked(database, wish(2))
    async with database.work() as work:
        rows = list(await exported(work, "requests", content))
    assert [row["wanted"] for row in rows] == [2, 2]
    assert rows[0] | {"id": 0} == {
        "id": 0, "user": "web:1", "status": "open", "created_at": "2026-05-06T09:00:00+08:00",
        "subject": "吉他", "for_whom": "本人", "age": 52, "education": "", "interest": "=1+1", "wanted": 2, "course": "",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["兴趣爱好", "张三"])
async def test_the_residents_words_are_sealed(database: Database, word: str) -> None:
    from sqlalchemy import text

    await asked(database, wish(interest=word))
    async with database.work() as work:
        stored = (
            await (await work.read()).execute(text("SELECT interest FROM course_requests"))
        ).scalar_one()
    assert word not in stored
