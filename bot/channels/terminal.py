"""The terminal as a channel: for trying out, and for writing conversations down as tests."""

import asyncio
import json
import threading
import unicodedata
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from bot.common.message import Channel, Message
from bot.common.text import plain
from bot.conversation.engine import TurnResult

PROMPT = "您："
BYE = "再见，有事随时来找我。"
PARTINGS = frozenset({"再见", "拜拜", "再会"})
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})  # neither YAML nor UTF-8 files take all of these


class EngineLike(Protocol):
    """What answers."""

    async def turn(self, message: Message) -> TurnResult: ...


async def chat(
    engine: EngineLike,
    user: str,
    ask: Callable[[str], str],
    tell: Callable[[str], None],
    *,
    record: Path | None = None,
) -> None:
    """Talk until the resident says goodbye, the input ends or Ctrl-C is pressed.

    ask, tell: how a line is read and an answer shown. record: where the conversation is written as a
    transcript, however it ended.
    """
    turns: list[tuple[str, TurnResult]] = []
    text: str | None = ""
    try:
        while not _parting(text) and (text := await _heard(ask)) is not None:
            if text:
                turned = await engine.turn(Message(uuid.uuid4().hex, user, Channel.TERMINAL, text=text))
                turns.append((text, turned))
                tell(plain(turned.replies) + "\n")
    finally:
        if not _parting(text):  # else the last answer was the goodbye
            tell(BYE)
        if record is not None:
            record.write_text(_transcript(turns), encoding="utf-8")  # noqa: ASYNC240 - nobody waits any more


async def _heard(ask: Callable[[str], str]) -> str | None:
    """The next line, without what cannot be written down; None at the end."""
    try:
        line = await _asked(ask)
    except (EOFError, KeyboardInterrupt):
        return None
    return "".join(each for each in line if unicodedata.category(each) not in _UNPRINTABLE).strip()


def _parting(text: str | None) -> bool:
    return (text or "").rstrip("。！!～~ ") in PARTINGS


def _asked(ask: Callable[[str], str]) -> asyncio.Future[str]:
    """`ask` in a thread that nobody joins: `asyncio.to_thread` would hold Ctrl-C back until Enter is pressed."""
    answer: Future[str] = Future()
    answer.set_running_or_notify_cancel()

    def run() -> None:
        try:
            answer.set_result(ask(PROMPT))
        except BaseException as error:  # noqa: BLE001 - whoever awaits the answer gets it
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True, name="terminal").start()
    return asyncio.wrap_future(answer)


def _transcript(turns: list[tuple[str, TurnResult]]) -> str:
    """The conversation as `tests/transcripts/` has it; strings in JSON's quotes are YAML too."""
    lines = ['about: "在终端里录下的对话"', f"turns:{'' if turns else ' []'}"]
    for text, turned in turns:
        first = plain(turned.replies).partition("\n")[0]
        lines += [f"  - user: {_quoted(text)}", f"    bot: [{_quoted(first)}]"]
        if any(reply.urgent for reply in turned.replies):
            lines.append("    urgent: true")
        if len(turned.replies) != 1:
            lines.append(f"    replies: {len(turned.replies)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
