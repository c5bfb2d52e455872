"""The interface of an SMS provider: send one text to several phones, and look up what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.common.errors import ChannelError


class Trouble(StrEnum):
    """What to do about an error. later: a daily limit was reached; unclear: it may have been sent, so it is not repeated."""

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
    """One text for several phones. batch: our id of the call, which receipts carry; kind: that of the campaign, or `code`.

    variable: what a provider's template is filled with, when it is not the whole text: a confirmation code.
    """

    batch: str
    phones: tuple[str, ...]
    text: str
    kind: str
    variable: str = ""

    @property
    def filling(self) -> str:
        """What a template is filled with."""
        return self.variable or self.text


@dataclass(frozen=True, slots=True)
class SendResult:
    """The result for one phone. number: the provider's id of the message; trouble: None when it was accepted."""

    number: str = ""
    trouble: Trouble | None = None
    code: str = ""


class SmsStatus(StrEnum):
    """What a provider knows of a message whose outcome we do not know."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    NEVER = "never"  # it never received it, so it may be sent again
    UNKNOWN = "unknown"


class SmsProvider(Protocol):
    """A provider. phones_a_call, calls_a_second: the most that it allows."""

    @property
    def name(self) -> str: ...
    @property
    def phones_a_call(self) -> int: ...
    @property
    def calls_a_second(self) -> float: ...

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        """Phone → result. SmsError when the call failed as a whole."""
        ...

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        """The status of the message to this phone in that call. SmsError when it cannot be looked up."""
        ...

    async def close(self) -> None: ...


_PAUSES = "。！？；，、：!?;,"


@dataclass(frozen=True, slots=True)
class Template:
    """A provider's approved template: its code, and the variables that the text fills, in order.

    limit: the characters that one variable takes. It depends on the attribute that was approved with the template
    (20 is the strictest for words), so it is a setting.
    """

    code: str
    names: tuple[str, ...]
    limit: int = 20

    def fill(self, text: str) -> dict[str, str]:
        """Variable → its part of the text, none empty. SmsError (stop) when the text does not fit."""
        if not self.code or not text or len(text) > self.limit * len(self.names):
            raise SmsError(Trouble.STOP, "template-does-not-fit")
        pieces = _pieces(text, len(self.names), self.limit)
        return dict(zip(self.names, [*pieces, *["。"] * len(self.names)], strict=False))


def _pieces(text: str, count: int, limit: int) -> list[str]:
    """The text in up to `count` pieces, cut at punctuation where possible: the template puts its own words between."""
    pieces: list[str] = []
    while text:
        left = count - len(pieces) - 1
        shortest, longest = len(text) - left * limit, min(limit, max(len(text) - left, 1))
        even = -(-len(text) // (left + 1))
        pauses = [end for end in range(max(shortest, 1), longest + 1) if text[end - 1] in _PAUSES]
        end = min(pauses, key=lambda end: abs(end - even)) if pauses else max(shortest, min(even, longest))
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
