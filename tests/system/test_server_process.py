"""The real server over its real webhook: killed, run twice, slowed down, cut off from Redis."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.system import packets
from tests.system.packets import Account, Request
from tests.system.process import ROOT, TOKEN, BotProcess
from tests.system.wechat_stub import APP_ID, SECRET
from tests.valkeys import ValkeyServer

ACCOUNT = Account(token=TOKEN, app_id=APP_ID)
SAFE = {"WECHAT_APP_ID": APP_ID, "WECHAT_AES_KEY": ACCOUNT.aes_key}
CONVERSATION = ("给我妈报家政", "周六的", "要带什么", "张秀英", "13812345678", "对")


async def post(bot: BotProcess, request: Request) -> str:
    """The text of the reply; "" for none."""
    query, body = request
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{bot.url}/wechat", params=query, data=body) as response,
    ):
        assert response.status == 200, bot.log()
        return packets.open_reply(await response.read(), ACCOUNT).get("Content", "")


async def say(bot: BotProcess, text: str, openid: str = "oResident", number: int | None = None) -> str:
    return await post(bot, packets.sealed_request(packets.text_packet(text, openid, number), ACCOUNT))


async def ready(bot: BotProcess) -> dict[str, object]:
    async with aiohttp.ClientSession() as http, http.get(f"{bot.url}/readyz") as response:
        return {**await response.json(), "status": response.status}


def exported(bot: BotProcess) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", "enrolments"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(bot.folder)},
        capture_output=True,
        check=True,
    )
    rows = json.loads(done.stdout)
    assert isinstance(rows, list)
    return rows


async def test_an_enrolment_survives_a_kill_between_any_two_messages(tmp_path: Path) -> None:
    bot = BotProcess(tmp_path, **SAFE)
    answers = []
    for text in CONVERSATION:
        with bot:
            answers.append(await say(bot, text))
    assert "周六上午班" in answers[0]
    assert "叫什么名字" in answers[1]
    assert "围裙" in answers[2]
    assert "报好了" in answers[-1]
    (row,) = exported(bot)
    assert (row["course"], row["name"], row["phone"], row["for_whom"]) == (
        "家政服务",
        "张秀英",
        "13812345678",
        "妈妈",
    )
    assert row["status"] == "confirmed"
    assert "13812345678" not in bot.log()
    assert "张秀英" not in bot.log()


async def test_a_retry_in_another_process_gets_the_very_reply(tmp_path: Path) -> None:
    first, second = BotProcess(tmp_path, **SAFE), BotProcess(tmp_path, **SAFE)
    with first, second:
        for number, text in enumerate(CONVERSATION[:-1]):
            await say((first, second)[number % 2], text)
        answers = await asyncio.gather(
            say(first, "对", number=77), say(second, "对", number=77), say(second, "对", number=77)
        )
        assert "报好了" in answers[0]
        assert list(answers) == [answers[0]] * 3
        assert await say(first, "对", number=77) == answers[0]
        assert len(exported(first)) == 1


async def test_a_slow_turn_is_announced_in_time_and_answered_through_the_api(tmp_path: Path) -> None:
    stub, port = await wechat_stub_process()
    settings = {
        **SAFE,
        "WECHAT_APP_SECRET": SECRET,
        "WECHAT_API": f"http://127.0.0.1:{port}",
        "ANSWER_SECONDS": "0.5",
    }
    try:
        with BotProcess(tmp_path, **settings) as bot:
            for text in CONVERSATION[:-1]:
                await say(bot, text)
            lock = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            notice = await say(bot, "对", number=88)
            assert "马上给您回话" in notice
            assert await say(bot, "对", number=88) == notice
            assert "台风" in await say(bot, "台风来了怎么办", "oAnother")
            lock.execute("ROLLBACK")
            lock.close()
            sent = await _sent(port)
            ((openid, text),) = sent
            assert openid == "oResident"
            assert "报好了" in text
            assert len(exported(bot)) == 1
    finally:
        stub.kill()
        await stub.wait()


async def test_without_redis_questions_are_answered_and_all_recovers(tmp_path: Path) -> None:
    folder = tmp_path / "valkey"
    folder.mkdir()
    with (
        ValkeyServer(folder, keep=True) as valkey,
        BotProcess(tmp_path / "bot", REDIS_URL=valkey.url, **SAFE) as bot,
    ):
        assert (await ready(bot))["status"] == 200
        assert "周六上午班" in await say(bot, "我想报家政")
        valkey.kill()
        assert "台风" in await say(bot, "台风来了怎么办")
        assert "119" in await say(bot, "我家着火了")
        assert "记不住" in await say(bot, "我想报家政", "oAnother")
        state = await ready(bot)
        assert (state["status"], state["redis"], state["database"]) == (503, False, True)
        valkey.start()
        async with asyncio.timeout(30):
            while (await ready(bot))["status"] != 200:
                await asyncio.sleep(0.05)
        async with asyncio.timeout(30):
            while "叫什么名字" not in await say(bot, "周六的"):
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("missing", [{}, {"WECHAT_TOKEN": "x"}], ids=["nothing set", "no key"])
def test_demo_secrets_are_refused_on_a_public_address(
    tmp_path: Path, missing: dict[str, str], workers: str
) -> None:
    done = _refused(tmp_path, HOST="0.0.0.0", WORKERS=workers, **missing)
    assert len(done.strip().splitlines()) == 1
    assert "HOST=0.0.0.0" in done
    assert not (tmp_path / "cache").exists()  # before the model is trained


def test_workers_that_refuse_their_settings_are_not_started_again(tmp_path: Path) -> None:
    BotProcess(tmp_path)  # lays the trained model there
    said = _refused(tmp_path, WORKERS="2", METRICS_PORT="65535")
    assert said.count("METRICS_PORT: Input should be less") == 1


def _refused(folder: Path, **settings: str) -> str:
    """What `serve` says as it ends with status 2."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=ROOT,
        env=kept | {"DATA_DIR": str(folder), "PORT": "0"} | settings,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    return done.stderr


async def wechat_stub_process() -> tuple[asyncio.subprocess.Process, int]:
    from tests.system.process import free_port

    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.system.wechat_stub", str(port), cwd=ROOT
    )
    async with aiohttp.ClientSession() as http, asyncio.timeout(20):
        while True:
            try:
                await http.get(f"http://127.0.0.1:{port}/seen")
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
            else:
                return process, port


async def _sent(port: int) -> list[tuple[str, str]]:
    async with aiohttp.ClientSession() as http, asyncio.timeout(30):
        while True:
            async with http.get(f"http://127.0.0.1:{port}/seen") as response:
                sent = (await response.json(content_type=None))["sent"]
            if sent:
                return [(openid, text) for openid, text in sent]
            await asyncio.sleep(0.05)
