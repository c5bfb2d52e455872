"""What an SMS provider is to us: sends one text to several phones, and can be asked what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.common.errors import ChannelError


class Trouble(StrEnum):
    """What to do about an error. later: a limit for the day; unclear: it may have been taken: never again blindly."""

    RETRY = "retry"
    LATER = "later"
    DROP = "drop"
    STOP = "stop"
    UNCLEAR = "unclear"


class SmsError(ChannelError):
    """An SMS provider refused a call, or did not answer; it concerns every phone of the call."""

    def __init__(self, trouble: Trouble, code: str) -> None:
        super().__init__(f"{code} ({trouble})", code[:80])
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Sms:
    """One text for several phones. batch: our own id of the call, which comes back in receipts; kind: of campaign."""

    batch: str
    phones: tuple[str, ...]
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one phone: trouble None when the provider has taken it, under its own number."""

    number: str = ""
    trouble: Trouble | None = None
    code: str = ""


class Found(StrEnum):
    """What a provider knows of a message that we are not sure to have sent."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    NEVER = "never"  # it has not had it: it may be sent again
    UNKNOWN = "unknown"


class SmsProvider(Protocol):
    """A provider. most: phones in one call; a_second: calls that it allows."""

    @property
    def name(self) -> str: ...
    @property
    def most(self) -> int: ...
    @property
    def a_second(self) -> float: ...

    async def send(self, sms: Sms) -> Mapping[str, Taken]:
        """Phone → what became of it. SmsError when the call failed."""
        ...

    async def find(self, batch: str, phone: str, day: date) -> Found:
        """What became of this phone's message of that call. SmsError when it cannot be asked."""
        ...

    async def close(self) -> None: ...


_PAUSES = "。！？；，、：!?;,"


@dataclass(frozen=True, slots=True)
class Template:
    """A provider's approved template: its code, and the names of the variables that the text fills in order.

    limit: characters that one variable takes. It depends on the attribute that was approved with the template
    (20 is the strictest in use for words), so it is a setting.
    """

    code: str
    names: tuple[str, ...]
    limit: int = 20

    def fill(self, text: str) -> dict[str, str]:
        """Variable → its part of the text, none of them empty. SmsError (stop) when it does not fit."""
        if not self.code or not text or len(text) > self.limit * len(self.names):
            raise SmsError(Trouble.STOP, "template-does-not-fit")
        pieces = _pieces(text, len(self.names), self.limit)
        return dict(zip(self.names, [*pieces, *["。"] * len(self.names)], strict=False))


def _pieces(text: str, count: int, limit: int) -> list[str]:
    """The text in up to so many pieces, cut where it pauses if it can be: the template's own words stand in between."""
    pieces: list[str] = []
    while text:
        left = count - len(pieces) - 1
        least, most = len(text) - left * limit, min(limit, max(len(text) - left, 1))
        even = -(-len(text) // (left + 1))
        pauses = [end for end in range(max(least, 1), most + 1) if text[end - 1] in _PAUSES]
        end = min(pauses, key=lambda end: abs(end - even)) if pauses else max(least, min(even, most))
        pieces.append(text[:end])
        text = text[end:]
    return pieces


def template(setting: str) -> Template:
    """A setting `CODE:name,name,name:20` as a template."""
    code, _, rest = setting.partition(":")
    names, _, limit = rest.partition(":")
    return Template(
        code.strip(),
        tuple(name.strip() for name in names.split(",") if name.strip()),
        int(limit) if limit.strip().isdecimal() else 20,
    )
