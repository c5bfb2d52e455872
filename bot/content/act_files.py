"""The models of `intents/acts/`: what residents say in the middle of a conversation, with what it means there.

A line reads `message => commands`, in the vocabulary of `bot/conversation/commands.py`; ` / ` stands between the parts of
a message that carry one command each:

    对 / 谢谢你啊 / 有证书吗 => yes; social thanks; ask training.info course=太极拳
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pydantic import Field, field_validator

from bot.content.model import ContentModel, NonEmptyStr

ARROW = "=>"
PARTS = " / "
WITH_SLOT = frozenset({"set", "exclude"})
_BARE = frozenset({
    "yes", "no", "stop", "later", "resume", "restart", "more", "person", "hold", "complain", "safe", "none",
})  # fmt: skip
_WITH_WORD = frozenset({"dispute", "skip", "choose", "start", "ask", "record", "repeat", "social", "danger"})
_FIELD = re.compile(r"(?:^|\s)(\w+)=")


@dataclass(frozen=True, slots=True)
class SaidCommand:
    """One command of a line. word: what stands behind its name (a slot, a label, an action); fields: `name=value`."""

    do: str
    word: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """One line: the parts of the message and the commands that they carry."""

    parts: tuple[str, ...]
    commands: tuple[SaidCommand, ...]


class TurnBlock(ContentModel):
    """A state of the conversation and what is said in it.

    flow: the open form, "" for none. asked: a slot's name, or `confirm`, `change_what`, `sure`, `which`, `open`, `card`,
    `person`, `rate`, `start`. slots: what the form holds. shown: the options shown. own: what is on record, each as
    `kind number title status`. topic: what was spoken of. pending: what `sure` is about. paused: the form that waits.
    """

    flow: str = ""
    asked: NonEmptyStr
    slots: dict[str, str] = Field(default_factory=dict)
    shown: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    topic: dict[str, str] = Field(default_factory=dict)
    pending: str = ""
    paused: str = ""
    says: tuple[NonEmptyStr, ...]

    @field_validator("says")
    @classmethod
    def _readable(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        for number, line in enumerate(lines):
            try:
                said_turn(line)
            except ValueError as error:
                raise ValueError(f"第 {number + 1} 句「{line[:20]}」：{error}") from error
        return lines

    def turns(self) -> Iterator[SaidTurn]:
        """The lines, read."""
        return map(said_turn, self.says)


class ActFile(ContentModel):
    """One file in `intents/acts/`."""

    owner: NonEmptyStr
    turns: tuple[TurnBlock, ...]


def said_turn(line: str) -> SaidTurn:
    """The line, read. ValueError, in Chinese, when it is not of the form."""
    message, arrow, commands = line.partition(ARROW)
    if not arrow or not message.strip() or not commands.strip():
        raise ValueError("要写成「原话 => 意思」")
    parts = tuple(part.strip() for part in message.strip().split(PARTS) if part.strip())
    return SaidTurn(parts, tuple(_command(part) for part in commands.split(";") if part.strip()))


def _command(text: str) -> SaidCommand:
    do, _, rest = text.strip().partition(" ")
    names = list(_FIELD.finditer(rest))
    ends = [*(match.start() for match in names[1:]), len(rest)]
    fields = {match[1]: rest[match.end() : end].strip() for match, end in zip(names, ends, strict=False)}
    word = rest[: names[0].start()].strip() if names else rest.strip()
    if do in WITH_SLOT:
        if not fields:
            raise ValueError(f"「{do}」后面要写「名称=值」")
    elif do not in _BARE | _WITH_WORD:
        raise ValueError(f"没有「{do}」这个意思")
    return SaidCommand(do, word, fields)
