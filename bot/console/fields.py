"""Fields of records: personal ones sealed at rest and masked in lists, states and times as people read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette_admin import RequestAction, StringField

from bot.clock import ZONE
from bot.vault import Vault

_OPEN = (RequestAction.DETAIL, RequestAction.EXPORT)


def masked(text: str) -> str:
    """A phone keeps its ends, a name its first character, anything longer a few characters."""
    if text.isdecimal() and len(text) >= 7:
        return f"{text[:3]}****{text[-4:]}"
    return text[:1] + "*" * min(len(text) - 1, 2) if len(text) <= 4 else text[:6] + "…"


@dataclass
class Sealed(StringField):
    """A personal column: opened in the detail view and in exports (both noted), masked elsewhere."""

    vault: Vault | None = None
    searchable: bool | None = False
    orderable: bool | None = False

    async def serialize_value(self, request: Request, value: Any) -> str:
        """What the page shows."""
        assert self.vault is not None
        text = self.vault.open_text(value) if value else ""
        return text if request.state.action in _OPEN else masked(text)


@dataclass
class Spoken(StringField):
    """A word of the records in the staff's words."""

    words: Callable[[], Mapping[str, str]] = dict

    async def serialize_value(self, request: Request, value: Any) -> str:
        """The word as people read it."""
        return self.words().get(str(value), str(value))


@dataclass
class When(StringField):
    """A moment in China's time."""

    searchable: bool | None = False

    async def serialize_value(self, request: Request, value: Any) -> str:
        """To the minute."""
        return f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}"
