"""The conversation over the chat page's WebSocket."""

import asyncio
import json

import pytest

from bot.channels.web.channel import WebChannel
from bot.channels.web.history import History, HistoryLine
from bot.common.message import Channel, Choice, Reply
from tests.unit.channels.web_stage import NOW, Open, Script, heard, hello, say


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
            {"text": "哪个？", "choices": ["一", "二"], "details": ["", ""], "urgent": False},
            {"text": "快跑", "choices": [], "details": [], "urgent": True},
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

    async def slow(user: str) -> list[HistoryLine]:
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
