"""Columns of a list as people read them: personal data masked, codes as words, times to the minute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette_admin import EnumField, RequestAction, StringField

from bot.common.clock import ZONE
from bot.storage.pseudonyms import PREFIX

_UNMASKED = (RequestAction.DETAIL, RequestAction.EXPORT)


def masked(text: str) -> str:
    """A phone keeps its ends, a name its first character, anything longer a few characters."""
    if text.isdecimal() and len(text) >= 7:
        return f"{text[:3]}****{text[-4:]}"
    return text[:1] + "*" * min(len(text) - 1, 2) if len(text) <= 4 else text[:6] + "…"


@dataclass
class SealedField(StringField):
    """A column that is encrypted at rest. Personal data is masked, but for the detail view and exports, which are audited."""

    personal: bool = True

    async def serialize_value(self, request: Request, value: Any) -> str:
        """What the page shows."""
        text = str(value or "")
        return text if not self.personal or request.state.action in _UNMASKED else masked(text)


@dataclass
class AccountField(StringField):
    """The account that a record belongs to; of an anonymous one not even the pseudonym, which its other records share."""

    async def serialize_value(self, request: Request, value: Any) -> str:
        """What the page shows."""
        return "（匿名）" if str(value).startswith(PREFIX) else str(value)


@dataclass
class CodedField(EnumField):
    """A column of codes, shown and filtered by their words; a code without a word is shown as it is.

    unknown: what a page adds to such a code; exported files do not have it.
    """

    unknown: str = ""

    def words(self, request: Request) -> dict[str, str]:
        """Code → word."""
        assert self.choices_loader is not None  # `coded_field` gives it
        pairs: Any = self.choices_loader(request)
        return dict(pairs)

    async def serialize_value(self, request: Request, value: Any) -> str:
        """The word; several codes have commas between them."""
        words = self.words(request)
        unknown = "" if request.state.action == RequestAction.EXPORT else self.unknown
        return "、".join(words.get(code, f"{code}{unknown}") for code in str(value).split(","))


def coded_field(
    name: str, label: str, words: Callable[[], Mapping[str, str]], unknown: str = ""
) -> CodedField:
    """A field of codes whose words may change while the console runs."""
    return CodedField(name, label, choices_loader=lambda _: list(words().items()), unknown=unknown)


@dataclass
class TimeField(StringField):
    """A time, shown in China's time zone."""

    async def serialize_value(self, request: Request, value: Any) -> str:
        """To the minute."""
        return f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}"
