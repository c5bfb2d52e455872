"""The web channel under hostile callers, at its limits, and when it closes."""

import asyncio

import pytest
from aiohttp import WSCloseCode, WSMsgType, WSServerHandshakeError

from bot.channels.web.address_limits import AddressQuota
from bot.channels.web.channel import FRAME_LIMIT, WebChannel
from bot.channels.web.history import History
from bot.channels.web.open_page import A_MINUTE, READ_OVER_LIMIT
from tests.unit.channels.web_stage import SORRY, Open, Script, heard, hello, say

HOSTILE = [
    "", "{", "null", "[]", "7", '"say"', "{}", '{"type": 7}', '{"type": "say"}', '{"type": "hello"}',
    '{"type": "say", "id": "x"}', '{"type": "say", "id": 1, "text": "x"}', '{"type": "say", "id": "", "text": "x"}',
    '{"type": "say", "id": "a b", "text": "x"}', '{"type": "say", "id": "x", "text": 7}',
    '{"type": "say", "id": "x", "text": "  "}', '{"type": "say", "id": "x", "text": "\\u0000"}',
    '{"type": ["say"], "id": "x", "text": "x"}', "[" * 8000, '{"type": "say", "id": "' + "x" * 65 + '", "text": "x"}',
]  # fmt: skip


@pytest.mark.parametrize("frame", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_malformed_frame_gets_a_kind_word_and_the_talk_goes_on(open_socket: Open, frame: str) -> None:
    socket = await open_socket()
    await hello(socket)
    await socket.send_str(frame)
    assert await heard(socket) == {"type": "error", "text": SORRY}
    assert (await say(socket, "你好"))["type"] == "replies"


async def test_bytes_and_words_before_hello_get_a_kind_word(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    await socket.send_bytes(b"\xff\x00")
    assert (await heard(socket))["type"] == "error"
    await socket.send_json({"type": "say", "id": "x", "text": "你好"})
    assert await heard(socket) == {"type": "error", "text": SORRY, "for": "x"}
    assert script.heard == []


async def test_text_that_cannot_be_stored_is_made_fit(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    await hello(socket)
    await socket.send_str('{"type": "say", "id": "x", "text": "半\\ud800个\\u0000字\\n下一行"}')
    assert await heard(socket) == {"type": "typing"}
    assert (await heard(socket))["said"] == script.heard[0].text == "半?个字\n下一行"


async def test_two_thousand_characters_are_kept_and_four_hundred_read(
    open_socket: Open, script: Script
) -> None:
    socket = await open_socket()
    await hello(socket)
    await say(socket, "长" * 2500)
    assert script.heard[0].full_text == "长" * 2000
    assert script.heard[0].text == "长" * 400


async def test_a_frame_that_is_too_large_ends_the_connection(open_socket: Open) -> None:
    socket = await open_socket()
    await hello(socket)
    await socket.send_str("x" * (FRAME_LIMIT + 1))
    end = await socket.receive(timeout=10)
    assert end.type is WSMsgType.CLOSE
    assert end.data == 1009


async def test_who_types_too_fast_is_asked_to_rest(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    await hello(socket)
    for number in range(A_MINUTE):
        await say(socket, "快", f"id-{number}")
    await socket.send_json({"type": "say", "id": "last", "text": "快"})
    assert await heard(socket) == {"type": "error", "text": SORRY, "for": "last"}
    assert len(script.heard) == A_MINUTE


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "null", "http://[", "http://127.0.0.1"])
async def test_another_sites_page_gets_no_socket(open_socket: Open, origin: str | None) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await open_socket(origin)
    assert refused.value.status == 403


async def test_what_goes_on_sending_too_fast_is_closed(open_socket: Open) -> None:
    socket = await open_socket()
    await hello(socket)
    for _ in range(2 * A_MINUTE + 1):
        await socket.send_str("x")
    for _ in range(2 * A_MINUTE + 1):
        assert (await heard(socket))["type"] == "error"
    end = await socket.receive(timeout=10)
    assert (end.type, end.data) == (WSMsgType.CLOSE, WSCloseCode.POLICY_VIOLATION)


@pytest.mark.parametrize("hello_seconds", [0.2])
@pytest.mark.parametrize("speaks", [False, True])
async def test_what_says_no_hello_is_closed(open_socket: Open, speaks: bool) -> None:
    greeted, silent = await open_socket(), await open_socket()
    await hello(greeted)
    if speaks:
        await silent.send_str("{}")
        assert (await heard(silent))["type"] == "error"
    end = await silent.receive(timeout=10)
    assert (end.type, end.data) == (WSMsgType.CLOSE, WSCloseCode.POLICY_VIOLATION)
    assert (await say(greeted, "你好"))["type"] == "replies"


@pytest.mark.parametrize("quota", [AddressQuota(sockets=2)])
async def test_an_address_has_so_many_sockets(open_socket: Open) -> None:
    first, second = await open_socket(), await open_socket()
    with pytest.raises(WSServerHandshakeError) as refused:
        await open_socket()
    assert refused.value.status == 429
    await first.close()
    async with asyncio.timeout(10):
        while True:  # the server notices a moment after the client
            try:
                await hello(await open_socket())
                break
            except WSServerHandshakeError:
                await asyncio.sleep(0)
    assert (await hello(second))["type"] == "hello"


@pytest.mark.parametrize("quota", [AddressQuota(frames_a_minute=3), AddressQuota(visitors_an_hour=1)])
async def test_what_an_address_sends_over_its_limit_is_read_for_emergencies_alone(
    open_socket: Open, script: Script
) -> None:
    first, second = await open_socket(), await open_socket()
    await hello(first)
    await say(first, "甲")
    await hello(second)
    for number in range(READ_OVER_LIMIT):
        await say(second, "乙", f"id-{number}")
    assert [message.over_limit for message in script.heard] == [False] + [True] * READ_OVER_LIMIT
    assert {message.source for message in script.heard} == {"digest of 127.0.0.1"}
    await second.send_json({"type": "say", "id": "last", "text": "乙"})
    assert await heard(second) == {"type": "error", "text": SORRY, "for": "last"}
    assert len(script.heard) == 1 + READ_OVER_LIMIT


@pytest.mark.parametrize("most", [1])
async def test_there_is_room_for_so_many(open_socket: Open) -> None:
    first = await open_socket()
    with pytest.raises(WSServerHandshakeError) as refused:
        await open_socket()
    assert refused.value.status == 503
    await first.close()
    async with asyncio.timeout(10):
        while True:  # the server notices a moment after the client
            try:
                await hello(await open_socket())
                break
            except WSServerHandshakeError:
                await asyncio.sleep(0)


async def test_an_engine_that_breaks_does_not_end_the_talk(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    await hello(socket)
    script.broken = True
    assert await say(socket, "你好") == {"type": "error", "text": SORRY, "for": "id-1"}
    script.broken = False
    assert (await say(socket, "你好"))["type"] == "replies"


async def test_pages_are_told_when_the_server_goes_also_those_that_said_nothing(
    channel: WebChannel, open_socket: Open
) -> None:
    greeted, silent = await open_socket(), await open_socket()
    await hello(greeted)
    closing = asyncio.create_task(channel.close())
    for socket in (greeted, silent):
        end = await socket.receive(timeout=10)
        assert end.type is WSMsgType.CLOSE
        assert end.data == WSCloseCode.GOING_AWAY
    await closing
    with pytest.raises(WSServerHandshakeError) as refused:
        await open_socket()
    assert refused.value.status == 503


async def test_an_answer_that_was_on_its_way_when_the_server_went_is_in_the_history(
    channel: WebChannel, open_socket: Open, script: Script, history: History
) -> None:
    socket = await open_socket()
    await hello(socket)
    script.gate.clear()
    await socket.send_json({"type": "say", "id": "id-1", "text": "你好"})
    assert await heard(socket) == {"type": "typing"}
    closing = asyncio.create_task(channel.close())
    assert (await socket.receive(timeout=10)).data == WSCloseCode.GOING_AWAY
    script.gate.set()
    await closing
    async with asyncio.timeout(10):
        while not script.heard or not (lines := await history.load(script.heard[0].user)):
            await asyncio.sleep(0)
    assert [line.text for line in lines] == ["你好", "听到：你好"]
