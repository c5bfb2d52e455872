"""Confirmation codes: who may try, how often, and how many are sent."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.common.clock import ZONE
from bot.storage import phone_codes
from bot.storage.database import Database
from bot.storage.phone_codes import Asked, Checked, LastCode, Verdict
from bot.storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)
PHONE, CODE = "13800000000", "135790"


async def ask(
    work: UnitOfWork, user: str = "web:u", phone: str = PHONE, now: datetime = NOW, a_day: int = 500
) -> Asked:
    return await phone_codes.ask(work, user, LastCode(phone, "test"), CODE, now, spoken=False, a_day=a_day)


async def test_a_code_counts_once_in_its_account_and_in_its_time(database: Database) -> None:
    async with database.work() as work:
        assert await ask(work) is Asked.SENT
        assert await phone_codes.check(work, "web:other", CODE, NOW) == Checked(Verdict.NONE)
        late = NOW + phone_codes.LIFETIME
        assert await phone_codes.check(work, "web:u", CODE, late) == Checked(Verdict.NONE)
        assert await phone_codes.proven(work, "web:u", NOW) == ""
        right = Checked(Verdict.RIGHT, "test", PHONE)
        assert await phone_codes.check(work, "web:u", CODE, NOW) == right
        assert await phone_codes.check(work, "web:u", CODE, NOW) == Checked(Verdict.NONE)
        assert await phone_codes.proven(work, "web:u", NOW) == PHONE
        assert await phone_codes.proven(work, "web:other", NOW) == ""
        assert await phone_codes.proven(work, "web:u", NOW + phone_codes.PROVEN) == ""


async def test_a_code_is_guessed_at_five_times(database: Database) -> None:
    async with database.work() as work:
        await ask(work)
        verdicts = [(await phone_codes.check(work, "web:u", f"00000{n}", NOW)).verdict for n in range(5)]
        assert verdicts == [Verdict.WRONG] * 4 + [Verdict.SPENT]
        assert await phone_codes.check(work, "web:u", CODE, NOW) == Checked(Verdict.NONE)


async def test_a_new_code_voids_the_one_before(database: Database) -> None:
    async with database.work() as work:
        await ask(work)
        await ask(work, phone="13900000000")
        assert (await phone_codes.check(work, "web:u", CODE, NOW)).phone == "13900000000"
        assert (await phone_codes.check(work, "web:u", CODE, NOW)).verdict is Verdict.NONE
        assert [code.phone for code in await phone_codes.due(work, 10, NOW)] == ["13900000000"]


async def test_a_phone_gets_three_a_day_whoever_asks_and_is_erased(database: Database) -> None:
    async with database.work() as work:
        for number in range(3):
            at = NOW + number * phone_codes.PAUSE
            assert await ask(work, f"web:{number}", now=at) is Asked.SENT
            assert await ask(work, f"web:{number}x", now=at) is Asked.TOO_SOON
            await phone_codes.forget(work, f"web:{number}")
        later = NOW + timedelta(hours=2)
        assert await ask(work, "web:9", now=later) is Asked.TOO_MANY
        assert await ask(work, "web:9", now=NOW + timedelta(days=1)) is Asked.SENT


async def test_an_account_and_everybody_have_so_many_a_day(database: Database) -> None:
    async with database.work() as work:
        asked = [await ask(work, phone=f"1380000000{number}") for number in range(6)]
        assert asked == [Asked.SENT] * 5 + [Asked.TOO_MANY]
        assert await ask(work, "web:2", "13900000000", a_day=5) is Asked.TOO_MANY
        assert await ask(work, "web:2", "13900000000", a_day=6) is Asked.SENT


async def test_a_code_is_sent_once_and_lies_nowhere_in_plain(database: Database) -> None:
    async with database.work() as work:
        await ask(work)
        [due] = await phone_codes.due(work, 10, NOW)
        assert (due.phone, due.code) == (PHONE, CODE)
        assert [await phone_codes.claim(work, due.id) for _ in range(2)] == [True, False]
        assert await phone_codes.due(work, 10, NOW) == []
        rows = str((await (await work.read()).execute(text("SELECT * FROM phone_codes"))).all())
        assert PHONE not in rows
        assert CODE not in rows
        assert "web:u" not in rows


async def test_a_code_that_nobody_sent_in_time_is_not_sent(database: Database) -> None:
    async with database.work() as work:
        await ask(work)
        assert await phone_codes.due(work, 10, NOW + phone_codes.LIFETIME) == []


async def test_old_codes_go(database: Database) -> None:
    async with database.work() as work:
        await ask(work)
        await phone_codes.prune(work, NOW + phone_codes.KEPT)
        assert await phone_codes.last_asked(work, "web:u", NOW) is not None
        await phone_codes.prune(work, NOW + phone_codes.KEPT + timedelta(seconds=1))
        assert await phone_codes.last_asked(work, "web:u", NOW) is None


@pytest.mark.parametrize("confirmed", [True, False])
async def test_an_erased_account_has_confirmed_nothing(database: Database, confirmed: bool) -> None:
    async with database.work() as work:
        await ask(work)
        if confirmed:
            await phone_codes.check(work, "web:u", CODE, NOW)
        await phone_codes.forget(work, "web:u")
        assert await phone_codes.proven(work, "web:u", NOW) == ""
        assert await phone_codes.last_asked(work, "web:u", NOW) is None
        assert (await phone_codes.check(work, "web:u", CODE, NOW)).verdict is Verdict.NONE
