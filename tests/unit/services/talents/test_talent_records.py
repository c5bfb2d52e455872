"""Skills on offer, help requests, and the one helper of a request."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.content.snapshot import Content
from bot.services import RECORD_TYPES, exported
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import requester_consent_records
from bot.services.talents import talent_records as talents
from bot.services.talents.helper_search_records import Acceptance, SearchRound
from bot.services.talents.request_records import AlreadyRequested, NewRequest, Request
from bot.services.talents.statuses import RequestStatus, TalentStatus
from bot.services.talents.talent_records import NewTalent, Talent
from bot.storage.database import Database
from bot.storage.maintenance import erasure
from bot.storage.record_type import releases
from tests.unit.services.enrolment.sample_enrolments import NOW

BATCH = 3
_NEED = NewRequest(
    "web:r", "电饭煲坏了", "李四", "13900000001", "5幢302", "周末", "妈妈", "服务银行", "appliance"
)


def able(number: int, **changed: str) -> NewTalent:
    values = {"user": f"web:h{number}", "phone": f"138{number:08}", "kind": "appliance"} | changed
    return replace(NewTalent("", "王五", "", "修电器", "服务银行", "", "周末"), **values)


async def lent(database: Database, new: NewTalent) -> tuple[Talent, bool]:
    async with database.work() as work:
        got = await talents.lend(work, new, NOW, waits=False)
        await work.commit()
    return got


async def placed(database: Database, new: NewRequest = _NEED) -> Request:
    async with database.work() as work:
        got = await talent_requests.place(work, new, NOW)
        await work.commit()
    return got


async def asked(database: Database, number: int, size: int = BATCH) -> SearchRound:
    async with database.work() as work:
        got = await asks.ask_next(work, number, size, "bot", NOW)
        await work.commit()
    return got


async def accepted(database: Database, number: int, user: str) -> Acceptance:
    async with database.work() as work:
        got = await asks.accept(work, number, user, NOW)
        await work.commit()
    return got


async def declined(database: Database, number: int, user: str) -> bool | None:
    async with database.work() as work:
        got = await asks.decline(work, number, user, NOW)
        await work.commit()
    return got


async def found(database: Database, number: int) -> Request:
    async with database.work() as work:
        request = await talent_requests.find(work, number)
    assert request is not None
    return request


async def test_a_person_lends_a_skill_once_and_may_lend_several(database: Database) -> None:
    first, fresh = await lent(database, able(1))
    assert (first.name, first.phone, first.skill, first.spare, fresh) == (
        "王五", "13800000001", "修电器", "周末", True,
    )  # fmt: skip
    assert await lent(database, able(1)) == (first, False)
    wider, fresh = await lent(database, able(1, skill="修冰箱"))
    assert (wider.id, wider.skill, fresh) == (first.id, "修电器、修冰箱", True)
    assert (await lent(database, able(1, user="web:son", skill="修冰箱")))[1]
    assert (await lent(database, able(1, kind="haircut", skill="理发")))[1]
    assert (await lent(database, able(1, kind="", skill="编中国结")))[1]
    assert not (await lent(database, able(1, kind="", skill="编中国结")))[1]
    async with database.work() as work:
        assert [talent.skill for talent in await talents.of_user(work, "web:h1")] == [
            "修电器、修冰箱",
            "理发",
            "编中国结",
        ]
        assert not await talents.stop(work, "web:other", first.id, NOW)
        assert await talents.stop(work, "web:h1", first.id, NOW)
        assert not await talents.stop(work, "web:h1", first.id, NOW)
        await work.commit()
    again, fresh = await lent(database, able(1))
    assert (again.status, fresh, again.id > first.id) == (TalentStatus.ACTIVE, True, True)


async def test_twenty_that_accept_at_once_are_one(database: Database) -> None:
    for number in range(20):
        await lent(database, able(number))
    request = await placed(database)
    assert len((await asked(database, request.id, 20)).asked) == 20
    answers = await asyncio.gather(
        *(accepted(database, request.id, f"web:h{number}") for number in range(20))
    )
    assert sorted(answer.name for answer in answers) == ["TAKEN"] * 19 + ["WON"]
    taken = await found(database, request.id)
    assert taken.helper is not None
    assert taken.helper.user == f"web:h{answers.index(Acceptance.WON)}"
    assert taken.status is RequestStatus.ACCEPTED
    assert await accepted(database, request.id, taken.helper.user) is Acceptance.AGAIN


async def test_only_those_who_were_asked_can_accept_and_only_while_it_is_sought(database: Database) -> None:
    await lent(database, able(1))
    request = await placed(database)
    assert await accepted(database, request.id, "web:h1") is Acceptance.NOT_ASKED
    assert (await asked(database, request.id)).asked == ("web:h1",)
    assert await accepted(database, request.id, "web:h2") is Acceptance.NOT_ASKED
    assert await accepted(database, 99, "web:h1") is Acceptance.NOT_ASKED
    async with database.work() as work:
        gone = await talent_requests.withdraw(work, request.id, "web:r", NOW)
        await work.commit()
    assert gone is not None
    assert await accepted(database, request.id, "web:h1") is Acceptance.CLOSED


async def test_three_at_a_time_those_of_the_bank_first_and_nobody_twice(database: Database) -> None:
    for number in range(4):
        await lent(database, able(number))
    await lent(database, able(4, bank="快乐银行"))
    await lent(database, able(5, kind="haircut"))
    await lent(database, able(6, user="web:h0"))
    await lent(database, able(7, user="web:r"))
    request = await placed(database)
    first = await asked(database, request.id)
    assert first == SearchRound(("web:h0", "web:h1", "web:h2"))
    assert [await declined(database, request.id, f"web:h{number}") for number in (0, 1, 2)] == [
        False, False, True,
    ]  # fmt: skip
    assert await declined(database, request.id, "web:h2") is None
    assert await asked(database, request.id) == SearchRound(("web:h3", "web:h4"))
    assert await asked(database, request.id) == SearchRound(ran_out=True)
    assert (await found(database, request.id)).status is RequestStatus.OPEN
    assert await asked(database, request.id) == SearchRound()
    assert await accepted(database, request.id, "web:h3") is Acceptance.WON


async def test_those_least_asked_come_first(database: Database) -> None:
    for number in range(4):
        await lent(database, able(number))
    await asked(database, (await placed(database)).id)
    other = await placed(database, replace(_NEED, need="风扇坏了"))
    assert (await asked(database, other.id)).asked == ("web:h3", "web:h0", "web:h1")


async def test_a_need_that_the_knowledge_does_not_know_is_for_the_staff(database: Database) -> None:
    await lent(database, able(1, kind=""))
    request = await placed(database, replace(_NEED, kind=""))
    assert await asked(database, request.id) == SearchRound()
    assert (await found(database, request.id)).status is RequestStatus.OPEN
    async with database.work() as work:
        assert await asks.with_new_candidates(work) == []


async def test_an_unanswered_batch_lapses_once_also_for_two_processes(database: Database) -> None:
    for number in range(6):
        await lent(database, able(number))
    request = await placed(database)
    await asked(database, request.id)
    late = NOW + timedelta(hours=13)

    async def periodic_job() -> SearchRound:
        async with database.work() as work:
            got = await asks.ask_next(work, request.id, BATCH, "bot", late, late - timedelta(hours=12))
            await work.commit()
        return got

    async with database.work() as work:
        assert await asks.unanswered(work, NOW - timedelta(hours=1)) == []
        assert await asks.unanswered(work, NOW) == [request.id]
    rounds = await asyncio.gather(periodic_job(), periodic_job(), periodic_job())
    assert sorted(len(search.asked) for search in rounds) == [0, 0, 3]
    async with database.work() as work:
        assert await asks.waiting_for(work, "web:h0") == []
        assert [help_request.id for help_request in await asks.waiting_for(work, "web:h5")] == [request.id]


async def test_a_new_skill_gives_hope_to_an_open_request(database: Database) -> None:
    request = await placed(database)
    await asked(database, request.id)
    async with database.work() as work:
        assert await asks.with_new_candidates(work) == []
    await lent(database, able(1))
    async with database.work() as work:
        assert await asks.with_new_candidates(work) == [request.id]


async def test_a_helper_who_gives_it_back(database: Database) -> None:
    await lent(database, able(1))
    await lent(database, able(2))
    request = await placed(database)
    await asked(database, request.id, 1)
    await accepted(database, request.id, "web:h1")
    async with database.work() as work:
        assert [help_request.id for help_request in await talent_requests.of_helper(work, "web:h1")] == [
            request.id
        ]
        assert not await asks.release(work, request.id, "web:h2", NOW)
        assert await asks.release(work, request.id, "web:h1", NOW)
        await work.commit()
    assert (await asked(database, request.id, 1)).asked == ("web:h2",)
    assert (await found(database, request.id)).helper is None


async def test_the_same_need_is_asked_once_while_it_lives(database: Database) -> None:
    first = await placed(database)
    with pytest.raises(AlreadyRequested) as refused:
        await placed(database, replace(_NEED, need=" 电饭煲 坏了"))
    assert refused.value.existing == first
    await placed(database, replace(_NEED, user="web:other"))
    async with database.work() as work:
        moved = await talent_requests.decide(work, first.id, RequestStatus.DONE, "staff", NOW)
        await work.commit()
    assert moved == first
    assert (await placed(database)).id > first.id


async def test_the_same_need_from_two_phones_at_once(database: Database) -> None:
    got = await asyncio.gather(*(placed(database) for _ in range(5)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in got) == ["AlreadyRequested"] * 4 + ["Request"]


async def test_stars_are_given_once_by_the_requester_when_it_is_done(database: Database) -> None:
    request = await placed(database)

    async def stars(user: str, many: int) -> bool:
        async with database.work() as work:
            got = await talent_requests.rate(work, request.id, user, many, NOW)
            await work.commit()
        return got

    assert not await stars("web:r", 5)
    async with database.work() as work:
        await talent_requests.decide(work, request.id, RequestStatus.DONE, "staff", NOW)
        await work.commit()
    assert not await stars("web:h1", 1)
    assert sorted(await asyncio.gather(*(stars("web:r", many) for many in (4, 4, 4)))) == [False, False, True]
    assert (await found(database, request.id)).rating == 4


async def test_exports_are_open_and_the_rows_are_sealed(database: Database, content: Content) -> None:
    await lent(database, able(1))
    request = await placed(database)
    await asked(database, request.id)
    await accepted(database, request.id, "web:h1")
    async with database.work() as work:
        skills = list(await exported(work, "talents", content))
        requests = list(await exported(work, "talent_requests", content))
        session = await work.read()
        raw = str((await session.execute(text("SELECT * FROM talents"))).all())
        raw += str((await session.execute(text("SELECT * FROM talent_requests"))).all())
        notes = (await session.execute(text('SELECT "table", actor, what FROM changes ORDER BY id'))).all()
    assert skills == [{
        "id": 1, "user": "web:h1", "status": "active", "created_at": "2026-05-06T09:00:00+08:00", "name": "王五",
        "phone": "13800000001", "skill": "修电器", "bank": "服务银行", "when": "周末",
    }]  # fmt: skip
    assert requests == [{
        "id": 1, "user": "web:r", "status": "accepted", "created_at": "2026-05-06T09:00:00+08:00",
        "need": "电饭煲坏了", "phone": "13900000001", "address": "5幢302", "name": "李四", "time": "周末",
        "bank": "服务银行", "helper": "王五", "rating": None, "for_whom": "妈妈",
    }]  # fmt: skip
    assert not [word for word in ("王五", "李四", "138000", "139000", "5幢", "电饭煲", "周末") if word in raw]
    assert [tuple(note) for note in notes] == [
        ("talents", "web:h1", "active"), ("talent_requests", "web:r", "open"),
        ("talent_requests", "bot", "offered"), ("talent_requests", "web:h1", "accepted"),
    ]  # fmt: skip


async def test_a_helper_who_is_erased_leaves_the_request_to_nobody(database: Database) -> None:
    """Also where nobody is told, as when a backup is restored: SQLite gives the row's number to the next skill."""
    await lent(database, able(1))
    request = await placed(database)
    await asked(database, request.id)
    await accepted(database, request.id, "web:h1")
    async with database.work() as work:
        assert await requester_consent_records.agree(work, request.id, "web:r", "1号求助", NOW) is not None
        await erasure.erase(work, "web:h1", NOW, releases(RECORD_TYPES.values()))
        await work.commit()
    await lent(database, able(2))
    async with database.work() as work:
        assert await talent_requests.of_helper(work, "web:h2") == []
    left = await found(database, request.id)
    assert (left.status, left.helper, left.agreed) == (RequestStatus.OPEN, None, False)
