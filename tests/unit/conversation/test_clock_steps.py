"""The machine's clock is set forwards or back by a day: conversations continue, nothing is lost, nothing waits a day."""

from datetime import timedelta

import pytest

from bot.common.cipher import Cipher, new_key
from bot.common.errors import Refused
from bot.conversation.session_store.store import SessionStore
from bot.integrations.redis.client import connect
from bot.services.enrolment import records as enrolments
from tests.stage import MORNING, Stage
from tests.system import packets
from tests.unit.integrations.test_wechat_codec import NOW, codec, packet
from tests.valkeys import ValkeyServer

STEPS = [timedelta(days=-1), timedelta(hours=-2), timedelta(minutes=20), timedelta(days=1)]


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_a_form_is_finished_over_a_step(stage: Stage, step: timedelta) -> None:
    for text in ("我想报电工", "周六的", "李大力"):
        await stage.say(text)
    stage.now += step
    first = await stage.say("13812345678")
    assert all("出了点小问题" not in reply.text for reply in first.replies)
    for text in ("继续", "我想报电工", "周六的", "李大力", "13812345678", "45", "对"):
        last = await stage.say(text)
        if "报名号" in last.replies[0].text:
            break
    async with stage.database.work() as work:
        assert len(await enrolments.of_user(work, "terminal:me")) == 1
    stage.now -= step
    assert "电工" in (await stage.say("我的报名")).replies[0].text


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_redis_is_asked_again_though_the_clock_was_set(
    tmp_path_factory: pytest.TempPathFactory, step: timedelta
) -> None:
    now = [MORNING]
    server = ValkeyServer(tmp_path_factory.mktemp("v"))
    client = connect(server.url)
    store = SessionStore(client, Cipher(new_key()), lambda: now[0])
    async with store.open("u") as held:
        assert held.away
    with server:
        now[0] += step + timedelta(seconds=2)
        async with store.open("u") as held:
            assert not held.away
    await client.aclose()


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta(days=1)], ids=str)
def test_wechat_is_heard_again_when_the_clock_is_right(step: timedelta) -> None:
    request = packets.plain_request(packet("text.xml"), at=NOW)
    with pytest.raises(Refused):
        codec(now=NOW + int(step.total_seconds())).read(*request)
    assert codec(now=NOW).read(*request).message.text
