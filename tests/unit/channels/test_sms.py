"""Callbacks of SMS providers: the secret in the path, the size limit, entries that count once."""

import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import cast
from unittest.mock import AsyncMock

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.channels.rate_limiter import Proxies
from bot.channels.sms import SmsCallbacks
from bot.common.metrics import Metrics
from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.runtime.composition import App
from bot.runtime.http_server import application
from bot.storage.database import Database
from tests.unit.broadcast.push_stage import Push

SECRET = "a-secret-path"
Client = TestClient[Request, Application]


@pytest.fixture
def push(database: Database, content: Content) -> Push:
    return Push(database, content.part(CALENDAR))


def door(push: Push, addresses: tuple[str, ...] = ()) -> Client:
    parts = SimpleNamespace(
        wechat=SimpleNamespace(get=AsyncMock(), post=AsyncMock()),
        web=SimpleNamespace(routes=list, close=AsyncMock()),
        listing_pages=SimpleNamespace(routes=list),
        sms_callbacks=SmsCallbacks(SECRET, addresses, Proxies("").client, push.database, lambda: push.now),
        metrics=Metrics(),
        rate_limiter=SimpleNamespace(admits=AsyncMock(return_value=True)),
    )
    return TestClient(TestServer(application(cast("App", parts))))


@pytest.fixture
async def client(push: Push) -> AsyncIterator[Client]:
    async with door(push) as client:
        yield client


async def batch_of(push: Push) -> str:
    from sqlalchemy import select

    from bot.storage.tables.deliveries import DeliveryRecord

    async with push.database.work() as work:
        session = await work.read()
        return str(await session.scalar(select(DeliveryRecord.batch).limit(1)))


async def test_a_receipt_counts_once(push: Push, client: Client) -> None:
    await push.subscribe(1)
    await push.run()
    batch = await batch_of(push)
    good = {
        "phone_number": "13900000001",
        "success": True,
        "err_code": "DELIVERED",
        "out_id": batch,
        "biz_id": "1",
    }
    bad = {"mobile": "13900000001", "report_status": "FAIL", "errmsg": "MK:0001", "ext": batch}
    for entry in (good, good, bad):
        response = await client.post(f"/sms/{SECRET}/report", json=[entry])
        assert response.status == 200
        assert (await response.json())["code"] == 0
    assert await push.statuses() == {"delivered": 1}


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        # cloud.tencent.com/document/product/382/43547: the documented receipt, which names the message by its sid alone
        (
            {"user_receive_time": "2015-10-17 08:03:04", "nationcode": "86", "mobile": "13900000001",
             "report_status": "SUCCESS", "errmsg": "DELIVRD", "description": "用户短信送达成功", "sid": "n13900000001"},
            "delivered",
        ),
        (
            {"user_receive_time": "", "nationcode": "86", "mobile": "13900000001", "report_status": "FAIL",
             "errmsg": "UNDELIV", "description": "短信未送达", "sid": "n13900000001"},
            "failed",
        ),
        # help.aliyun.com/zh/sms/developer-reference/smsreport-2, without the out_id that ours always have
        (
            {"phone_number": "13900000001", "send_time": "2017-01-01 00:00:00", "success": True,
             "report_time": "2017-01-01 00:00:00", "err_code": "DELIVERED", "err_msg": "用户接收成功",
             "sms_size": "1", "biz_id": "n13900000001"},
            "delivered",
        ),
        # A message of somebody else's, and one to another phone
        ({"mobile": "13900000001", "report_status": "SUCCESS", "sid": "n13900000002"}, "sent"),
        ({"mobile": "13900000002", "report_status": "SUCCESS", "sid": "n13900000001"}, "sent"),
    ],
)  # fmt: skip
async def test_a_receipt_by_the_providers_number(
    push: Push, client: Client, entry: dict[str, object], status: str
) -> None:
    await push.subscribe(1)
    await push.run()
    for _ in range(2):
        response = await client.post(f"/sms/{SECRET}/report", json=[entry])
        assert await response.json() == {"code": 0, "msg": "OK", "result": 0, "errmsg": "OK"}
    assert await push.statuses() == {status: 1}


@pytest.mark.parametrize("word", ["TD", "td", "T", "R", "退订", "拒收", "回复TD", "ＴＤ"])
async def test_a_word_stops_at_once_also_what_is_planned(push: Push, client: Client, word: str) -> None:
    await push.subscribe(1)
    await push.subscribe(2)
    worker = push.worker()
    await worker.start_and_expire()
    answer = {"phone_number": "13900000001", "content": word, "dest_code": "1", "sequence_id": 7}
    assert (await client.post(f"/sms/{SECRET}/up", json=[answer, answer])).status == 200
    await push.run(worker=worker)
    assert dict(push.sms.took) == {"13900000002": 1}


async def test_another_answer_stops_nobody(push: Push, client: Client) -> None:
    await push.subscribe(1)
    answer = {"mobile": "8613900000001", "text": "谢谢", "nationcode": "86"}
    assert (await client.post(f"/sms/{SECRET}/up", json=answer)).status == 200
    await push.run()
    assert push.sms.took["13900000001"] == 1


async def test_no_more_of_an_answer_is_read_than_of_a_message(
    push: Push, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr("bot.channels.sms.is_stop_word", read.append)
    for text in ("ﷺ" * 15_000, " " * 60_000 + "R", "e" + "\u0301" * 25_000):
        answer = {"phone_number": "13900000001", "content": text}
        body = json.dumps(answer, ensure_ascii=False).encode()
        assert (await client.post(f"/sms/{SECRET}/up", data=body)).status == 200
    assert read == ["ﷺ" * 22, "R", "e" + "\u0301" * 399]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/sms/wrong/up", b"[]", 404),
        ("/sms/%E9%9A%BE/up", b"[]", 404),
        (f"/sms/{SECRET}/else", b"[]", 404),
        (f"/sms/{SECRET}/up", b"{", 400),
        (f"/sms/{SECRET}/up", b"[1]", 400),
        (f"/sms/{SECRET}/up", b"[" * 50_000, 400),
        (f"/sms/{SECRET}/up", b"[" + b"{}," * 1500 + b"{}]", 400),
        (f"/sms/{SECRET}/up", b" " * 70_000, 413),
        (f"/sms/{SECRET}/report", b'[{"phone_number": [1], "out_id": {"a": 1}, "success": true}]', 200),
    ],
)
async def test_strangers_and_nonsense(client: Client, path: str, body: bytes, status: int) -> None:
    response = await client.post(path, data=body)
    assert response.status == status
    assert "Traceback" not in await response.text()


async def test_only_the_providers_addresses_when_they_are_set(push: Push) -> None:
    async with door(push, ("203.0.113.7",)) as client:
        assert (await client.post(f"/sms/{SECRET}/up", json=[])).status == 404
    async with door(push, ("127.0.0.1",)) as client:
        assert (await client.post(f"/sms/{SECRET}/up", json=[])).status == 200


async def test_without_a_secret_there_is_no_door(push: Push) -> None:
    assert SmsCallbacks("", (), Proxies("").client, push.database, lambda: push.now).routes() == []
