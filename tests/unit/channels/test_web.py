"""The chat page's channel over a real WebSocket, with an engine that a test writes, on a real Valkey."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from bot.channels import web as channel_module
from bot.channels.history import KEPT_SECONDS, MOST_LINES, History, Line
from bot.channels.web import A_MINUTE, FRAME_LIMIT, WebChannel, Welcome
from bot.clock import ZONE
from bot.dialogue.engine import Turned
from bot.message import Channel, Choice, Message, Reply
from bot.vault import Vault, new_key

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)
SORRY = "歇一歇再说。"
WELCOME = Welcome("小明", "某某社区", "您好", ("甲", "乙", "丙"))
Client = TestClient[web.Request, web.Application]


class Server(TestServer):
    """As `bot.server` runs it: who goes away does not take the turn along (aiohttp's own test server does)."""

    async def _make_runner(self, **_: Any) -> web.AppRunner:
        return web.AppRunner(self.app, access_log=None, shutdown_timeout=1)


class Script:
    """Answers with what it heard; a message id is answered once."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.replies: tuple[Reply, ...] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.broken = False

    async def turn(self, message: Message) -> Turned:
        await self.gate.wait()
        if self.broken:
            raise OSError("the engine broke")
        repeated = any(message.id == heard.id for heard in self.heard)
        self.heard.append(message)
        return Turned(self.replies or (Reply(f"听到：{message.text}"),), repeated)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def history(redis: Redis) -> History:
    return History(redis, Vault(new_key()))


@pytest.fixture
def channel(script: Script, history: History) -> WebChannel:
    return WebChannel(script, history, lambda: WELCOME, lambda: SORRY, lambda: NOW)


@pytest.fixture
async def client(channel: WebChannel) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(Server(app)) as client:
        yield client
        await channel.close()


Open = Callable[..., Awaitable[ClientWebSocketResponse]]


@pytest.fixture
def open_socket(client: Client) -> Open:
    async def opened(origin: str | None = "") -> ClientWebSocketResponse:
        headers = {} if origin is None else {"Origin": origin or str(client.make_url("/")).rstrip("/")}
        return await client.ws_connect("/ws", headers=headers)

    return opened


async def hello(socket: ClientWebSocketResponse, resume: str = "") -> dict[str, Any]:
    await socket.send_json({"type": "hello", "resume": resume})
    return await heard(socket)


async def heard(socket: ClientWebSocketResponse) -> dict[str, Any]:
    data: dict[str, Any] = await socket.receive_json(timeout=10)
    return data


async def say(socket: ClientWebSocketResponse, text: str, said: str = "id-1") -> dict[str, Any]:
    """The answer; the sign of typing comes first."""
    await socket.send_json({"type": "say", "id": said, "text": text})
    assert await heard(socket) == {"type": "typing"}
    return await heard(socket)


async def test_the_page_and_its_files_come_with_their_headers(client: Client) -> None:
    for path, kind in {
        "/": "text/html",
        "/static/chat.js": "text/javascript",
        "/static/chat.css": "text/css",
        "/static/bot.svg": "image/svg+xml",
    }.items():
        answer = await client.get(path)
        assert answer.status == 200
        assert answer.content_type == kind
        assert answer.headers["Content-Security-Policy"] == (
            "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:"
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-cache"
        again = await client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status == 304


@pytest.mark.parametrize("name", ["nothing.js", "..%2fweb.py", "%2e%2e/web.py", "chat.js%00", ""])
async def test_other_files_are_not_there(client: Client, name: str) -> None:
    assert (await client.get(f"/static/{name}")).status == 404


async def test_the_page_holds_no_inline_script_or_style(client: Client) -> None:
    page = await (await client.get("/")).text()
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in "".join(page.split("<")[1:]).replace("content", "")
    assert page.count("<script") == page.count('<script src="/static/')


async def test_hello_brings_names_secret_and_starters(open_socket: Open) -> None:
    first = await hello(await open_socket())
    assert (first["bot"], first["community"], first["greeting"]) == ("小明", "某某社区", "您好")
    assert first["starters"] == ["甲", "乙", "丙"]
    assert first["history"] == []
    assert first["at"] == NOW.isoformat()
    assert len(first["resume"]) >= 32
    assert first["resume"] != (await hello(await open_socket()))["resume"]


async def test_a_message_is_answered(open_socket: Open, script: Script) -> None:
    script.replies = (Reply("哪个？", (Choice("一"), Choice("二"))), Reply("快跑", urgent=True))
    socket = await open_socket()
    await hello(socket)
    answer = await say(socket, "你好")
    assert answer == {
        "type": "replies", "for": "id-1", "said": "你好", "at": NOW.isoformat(),
        "replies": [
            {"text": "哪个？", "choices": ["一", "二"], "urgent": False},
            {"text": "快跑", "choices": [], "urgent": True},
        ],
    }  # fmt: skip
    (message,) = script.heard
    assert message.user.startswith("web:")
    assert message.id == f"{message.user}:id-1"
    assert (message.channel, message.limit) == (Channel.WEB, 0)


async def test_who_comes_back_is_the_same_resident_with_the_conversation(
    open_socket: Open, script: Script
) -> None:
    script.replies = (Reply("哪个？", (Choice("一"),)),)
    socket = await open_socket()
    secret = (await hello(socket))["resume"]
    await say(socket, "你好")
    await socket.close()
    second = await open_socket()
    back = await hello(second, secret)
    assert back["resume"] == secret
    assert [(line["from"], line["text"], line["choices"]) for line in back["history"]] == [
        ("me", "你好", []),
        ("bot", "哪个？", ["一"]),
    ]
    assert {line["id"] for line in back["history"]} == {"id-1"}
    await say(second, "再见", "id-2")
    assert script.heard[0].user == script.heard[1].user


@pytest.mark.parametrize(
    "resume", ["short", "x" * 101, "中" * 30, "\udc80" * 30, 7, None, ["x" * 32], "a b" * 10]
)
async def test_a_secret_that_is_not_ours_is_replaced(open_socket: Open, resume: object) -> None:
    socket = await open_socket()
    await socket.send_str(json.dumps({"type": "hello", "resume": resume}))
    assert (await heard(socket))["resume"] != resume


async def test_what_was_sent_twice_is_in_the_history_once(open_socket: Open) -> None:
    socket = await open_socket()
    secret = (await hello(socket))["resume"]
    assert await say(socket, "你好") == await say(socket, "你好")
    assert len((await hello(await open_socket(), secret))["history"]) == 2


async def test_every_tab_hears_the_answer(open_socket: Open) -> None:
    first, second, stranger = await open_socket(), await open_socket(), await open_socket()
    secret = (await hello(first))["resume"]
    await hello(second, secret)
    await hello(stranger)
    answer = await say(first, "你好")
    assert await heard(second) == answer
    assert (await say(stranger, "我是别人"))["said"] == "我是别人"


async def test_messages_are_answered_in_order(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    await hello(socket)
    script.gate.clear()
    for number in range(5):
        await socket.send_json({"type": "say", "id": f"id-{number}", "text": str(number)})
    assert await heard(socket) == {"type": "typing"}
    script.gate.set()
    frames = [await heard(socket) for _ in range(9)]
    assert [frame["for"] for frame in frames if frame["type"] == "replies"] == [f"id-{n}" for n in range(5)]


async def test_an_answer_reaches_the_page_that_came_back_meanwhile(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    secret = (await hello(socket))["resume"]
    script.gate.clear()
    await socket.send_json({"type": "say", "id": "id-1", "text": "你好"})
    assert await heard(socket) == {"type": "typing"}
    leaving = asyncio.create_task(socket.close())
    back = await open_socket()
    assert (await hello(back, secret))["history"] == []
    script.gate.set()
    assert (await heard(back))["for"] == "id-1"
    await leaving


async def test_hello_is_the_first_frame_whatever_happens_while_it_is_made(
    channel: WebChannel, open_socket: Open, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading, go_on, load = asyncio.Event(), asyncio.Event(), history.load
    users: list[str] = []

    async def slow(user: str) -> list[Line]:
        users.append(user)
        lines = await load(user)
        loading.set()
        await go_on.wait()
        return lines

    monkeypatch.setattr(history, "load", slow)
    socket = await open_socket()
    await socket.send_json({"type": "hello", "resume": ""})
    await loading.wait()
    assert await channel.notify(users[0], [Reply("有空位了")])
    go_on.set()
    assert (await heard(socket))["type"] == "hello"
    assert (await heard(socket))["replies"][0]["text"] == "有空位了"


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


async def test_a_text_is_cut_at_two_thousand_characters(open_socket: Open, script: Script) -> None:
    socket = await open_socket()
    await hello(socket)
    await say(socket, "长" * 2500)
    assert script.heard[0].text == "长" * 2000


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


async def test_there_is_room_for_so_many(open_socket: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "MOST_CONNECTIONS", 1)
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


async def test_a_notice_reaches_open_pages_and_stays(
    channel: WebChannel, open_socket: Open, script: Script
) -> None:
    socket = await open_socket()
    secret = (await hello(socket))["resume"]
    await say(socket, "你好")
    user = script.heard[0].user
    assert await channel.notify(user, [Reply("有空位了", (Choice("要"),))])
    notice = await heard(socket)
    assert (notice["type"], notice["replies"][0]["choices"]) == ("notice", ["要"])
    last = (await hello(await open_socket(), secret))["history"][-1]
    assert (last["text"], last["id"]) == ("有空位了", notice["id"])


async def test_a_notice_to_nobody_is_not_told(channel: WebChannel, history: History) -> None:
    assert not await channel.notify("web:nobody", [Reply("有空位了")])
    assert await history.load("web:nobody") == []


async def test_pages_are_told_when_the_server_goes(channel: WebChannel, open_socket: Open) -> None:
    socket = await open_socket()
    await hello(socket)
    closing = asyncio.create_task(channel.close())
    end = await socket.receive(timeout=10)
    await closing
    assert end.type is WSMsgType.CLOSE
    assert end.data == 1001


def _line(text: str, said: str = "") -> Line:
    return Line("bot", text, NOW, id=said)


async def test_history_keeps_the_last_fifty_for_a_day_and_sealed(redis: Redis, history: History) -> None:
    for number in range(MOST_LINES + 5):
        await history.append("web:me", [_line(f"第{number}句")])
    lines = await history.load("web:me")
    assert [line.text for line in lines] == [f"第{number}句" for number in range(5, MOST_LINES + 5)]
    (key,) = await redis.keys("history:*")
    assert b"web:me" not in key
    assert 0 < await redis.ttl(key) <= KEPT_SECONDS
    async with redis.pipeline() as pipe:
        pipe.lrange(key, 0, -1)
        (sealed,) = await pipe.execute()
    assert not any("句".encode() in line for line in sealed)
    await history.append("web:me", [])
    assert len(await history.load("web:me")) == MOST_LINES


async def test_history_of_another_key_or_of_no_server_is_empty(redis: Redis, history: History) -> None:
    await history.append("web:me", [_line("你好")])
    assert await History(redis, Vault(new_key())).load("web:me") == []
    gone = Redis.from_url("unix:///nowhere/valkey.sock")
    away = History(gone, Vault(new_key()))
    await away.append("web:me", [_line("你好")])
    assert await away.load("web:me") == []
    await gone.aclose()


async def test_an_emergency_that_was_resent_is_in_the_history_once(history: History) -> None:
    for _ in range(2):
        await history.append("web:me", [Line("me", "着火了", NOW, id="a"), _line("打119", "a")])
    await history.append("web:me", [Line("me", "着火了", NOW, id="b"), _line("打119", "b")])
    assert [line.id for line in await history.load("web:me")] == ["a", "a", "b", "b"]
