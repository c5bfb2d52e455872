"""The terminal as a channel: for trying out, and for writing conversations down as tests."""

import asyncio
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot.dialogue.engine import Turned
from bot.message import Channel, Message
from bot.text import plain

PROMPT = "您："


class EngineLike(Protocol):
    """What answers."""

    async def turn(self, message: Message) -> Turned: ...


async def chat(
    engine: EngineLike,
    user: str,
    ask: Callable[[str], str],
    tell: Callable[[str], None],
    *,
    record: Path | None = None,
) -> None:
    """Talk until the input ends. record: where the conversation is written as a transcript."""
    turns = await _talk(engine, user, ask, tell)
    if record is not None:
        await asyncio.to_thread(record.write_text, _transcript(turns), encoding="utf-8")


async def _talk(
    engine: EngineLike, user: str, ask: Callable[[str], str], tell: Callable[[str], None]
) -> list[tuple[str, str]]:
    turns: list[tuple[str, str]] = []
    while (text := await _heard(ask)) is not None:
        if not text.strip():
            continue
        turned = await engine.turn(Message(uuid.uuid4().hex, user, Channel.TERMINAL, text=text))
        answer = plain(turned.replies)
        tell(answer + "\n")
        turns.append((text, answer))
    return turns


async def _heard(ask: Callable[[str], str]) -> str | None:
    try:
        return await asyncio.to_thread(ask, PROMPT)
    except EOFError:
        return None


def _transcript(turns: list[tuple[str, str]]) -> str:
    """The conversation as `tests/transcripts/` has it; strings in JSON's quotes are YAML too."""
    lines = ['about: "在终端里录下的对话"', "turns:"]
    for text, answer in turns:
        first = answer.splitlines()[0] if answer else ""
        lines.append(f"  - user: {json.dumps(text, ensure_ascii=False)}")
        lines.append(f"    bot: [{json.dumps(first, ensure_ascii=False)}]")
    return "\n".join(lines) + "\n"
