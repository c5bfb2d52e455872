"""The terminal as a channel: for trying the bot out, and for recording conversations as tests."""

import asyncio
import json
import threading
import unicodedata
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from bot.common.files import write_whole
from bot.common.message import Channel, Message
from bot.common.text import plain
from bot.conversation.engine import TurnResult

PROMPT = "您："
BYE = "再见，有事随时来找我。"
GOODBYES = frozenset({"再见", "拜拜", "再会"})
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})  # neither YAML nor UTF-8 files take all of these


class EngineLike(Protocol):
    """Answers messages."""

    async def turn(self, message: Message) -> TurnResult: ...


async def chat(
    engine: EngineLike,
    user: str,
    read: Callable[[str], str],
    show: Callable[[str], None],
    *,
    record: Path | None = None,
) -> None:
    """Talk until the resident says goodbye, the input ends or Ctrl-C is pressed.

    read, show: how a line is read and an answer shown. record: the file to which the conversation is written as a
    transcript, however it ended.
    """
    turns: list[tuple[str, TurnResult]] = []
    text: str | None = ""
    try:
        while not _is_goodbye(text) and (text := await _next_line(read)) is not None:
            if text:
                result = await engine.turn(Message(uuid.uuid4().hex, user, Channel.TERMINAL, text=text))
                turns.append((text, result))
                show(plain(result.replies) + "\n")
    finally:
        if not _is_goodbye(text):  # else the last answer was the goodbye
            show(BYE)
        if record is not None:
            write_whole(record, _transcript(turns))


async def _next_line(read: Callable[[str], str]) -> str | None:
    """The next line, without what a transcript cannot hold; None at the end."""
    try:
        line = await _read_in_thread(read)
    except (EOFError, KeyboardInterrupt):
        return None
    return "".join(each for each in line if unicodedata.category(each) not in _UNPRINTABLE).strip()


def _is_goodbye(text: str | None) -> bool:
    return (text or "").rstrip("。！!～~ ") in GOODBYES


def _read_in_thread(read: Callable[[str], str]) -> asyncio.Future[str]:
    """`read` in a thread that is never joined: `asyncio.to_thread` would delay Ctrl-C until Enter is pressed."""
    line: Future[str] = Future()
    line.set_running_or_notify_cancel()

    def run() -> None:
        try:
            line.set_result(read(PROMPT))
        except BaseException as error:  # noqa: BLE001 - passed on to the task that awaits the line
            line.set_exception(error)

    threading.Thread(target=run, daemon=True, name="terminal").start()
    return asyncio.wrap_future(line)


def _transcript(turns: list[tuple[str, TurnResult]]) -> str:
    """The conversation as `tests/transcripts/` has it; strings in JSON's quotes are YAML too."""
    lines = ['about: "在终端里录下的对话"', f"turns:{'' if turns else ' []'}"]
    for text, result in turns:
        first = plain(result.replies).partition("\n")[0]
        lines += [f"  - user: {_quoted(text)}", f"    bot: [{_quoted(first)}]"]
        if any(reply.urgent for reply in result.replies):
            lines.append("    urgent: true")
        if len(result.replies) != 1:
            lines.append(f"    replies: {len(result.replies)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
