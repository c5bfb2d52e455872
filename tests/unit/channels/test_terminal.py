"""The terminal channel: what is typed, what is shown, and the recording that plays again."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.channels.terminal import BYE, PROMPT, chat
from bot.common.message import Channel, Choice, Message, Reply
from bot.conversation.engine import TurnResult


class Echo:
    """Answers what a script says, and keeps what it was asked."""

    def __init__(self, *answers: tuple[Reply, ...]) -> None:
        self.heard: list[Message] = []
        self._answers = iter(answers)

    async def turn(self, message: Message) -> TurnResult:
        self.heard.append(message)
        return TurnResult(next(self._answers, (Reply(f"听到：{message.text}"),)))


def typed(*lines: str, end: type[BaseException] = EOFError) -> Callable[[str], str]:
    """Types the lines, then ends."""
    left = iter(lines)

    def ask(prompt: str) -> str:
        assert prompt == PROMPT
        line = next(left, None)
        if line is None:
            raise end
        return line

    return ask


async def test_each_line_is_a_message_of_its_own() -> None:
    engine, shown = Echo(), list[str]()
    await chat(engine, "terminal:me", typed("你好", "  ", "再问"), shown.append)
    assert [message.text for message in engine.heard] == ["你好", "再问"]
    assert {message.user for message in engine.heard} == {"terminal:me"}
    assert {message.channel for message in engine.heard} == {Channel.TERMINAL}
    assert len({message.id for message in engine.heard}) == 2
    assert shown == ["听到：你好\n", "听到：再问\n", BYE]


async def test_a_long_line_is_cut_to_what_is_read() -> None:
    engine = Echo()
    await chat(engine, "terminal:me", typed("长" * 5000), list[str]().append)
    assert [message.text for message in engine.heard] == ["长" * 400]


async def test_choices_are_numbered() -> None:
    shown: list[str] = []
    engine = Echo((Reply("哪一期？", (Choice("周六班"), Choice("周日班"))),))
    await chat(engine, "terminal:me", typed("报名"), shown.append)
    assert shown[0].startswith("哪一期？")
    assert shown[0].endswith("1. 周六班\n2. 周日班\n")


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
async def test_it_ends_kindly(end: type[BaseException]) -> None:
    shown: list[str] = []
    await chat(Echo(), "terminal:me", typed(end=end), shown.append)
    assert shown == [BYE]


@pytest.mark.parametrize("goodbye", ["再见", "拜拜！", " 再会。"])
async def test_goodbye_is_answered_and_ends_it(goodbye: str) -> None:
    engine, shown = Echo((Reply("您慢走。"),)), list[str]()
    await chat(engine, "terminal:me", typed(goodbye, "不该读到"), shown.append)
    assert shown == ["您慢走。\n"]


async def test_goodbye_within_a_sentence_does_not_end_it() -> None:
    engine = Echo()
    await chat(engine, "terminal:me", typed("先不说再见", "还有"), lambda _: None)
    assert len(engine.heard) == 2


async def test_a_recording_is_a_transcript(tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    engine = Echo(
        (Reply('说"好": 一行\n二行'),), (Reply("快打119", urgent=True),), (Reply("甲"), Reply("乙"))
    )
    lines = ('他说"报名": #1', "着火了", "还有\x00\x7f\u2028\udc80\U0001f600吗")
    await chat(engine, "terminal:me", typed(*lines), lambda _: None, record=file)
    script = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert script["about"]
    assert script["turns"] == [
        {"user": '他说"报名": #1', "bot": ['说"好": 一行']},
        {"user": "着火了", "bot": ["快打119"], "urgent": True},
        {"user": "还有\U0001f600吗", "bot": ["甲"], "replies": 2},
    ]
    assert engine.heard[2].text == script["turns"][2]["user"]


async def test_a_recording_of_nothing_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    await chat(Echo(), "terminal:me", typed(), lambda _: None, record=file)
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["turns"] == []


async def test_ctrl_c_neither_waits_for_enter_nor_loses_the_recording(tmp_path: Path) -> None:
    asked, enter, shown = asyncio.Event(), threading.Event(), list[str]()
    loop, lines = asyncio.get_running_loop(), iter(["你好"])

    def ask(_: str) -> str:
        line = next(lines, None)
        if line is None:
            loop.call_soon_threadsafe(asked.set)
            enter.wait()
        return line or ""

    file = tmp_path / "cut.yaml"
    talking = asyncio.create_task(chat(Echo(), "terminal:me", ask, shown.append, record=file))
    await asked.wait()
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    enter.set()
    assert shown[-1] == BYE
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["turns"][0]["user"] == "你好"


async def test_what_cannot_be_read_is_not_waited_for() -> None:
    def ask(_: str) -> str:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    with pytest.raises(UnicodeDecodeError):
        await chat(Echo(), "terminal:me", ask, lambda _: None)
