"""What a message is read against: the open form, what was asked, shown and spoken of, and what is on record. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


_PERSONAL = frozenset({"name", "phone", "address", "age", "detail", "need", "place"})


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Something of the resident's that is on record.

    kind: the form by which it came; ref: its number; title: how it is called; status: in words.
    """

    kind: str
    ref: str
    title: str = ""
    status: str = ""


@dataclass(frozen=True)
class DialogState:
    """The state of the conversation before a message.

    flow: the open form, "" for none. asked: a slot's name, or `confirm`, `change_what`, `sure`, `which`, `open`, `card`,
    `person`, `rate`, `start`. slots: what the form holds. shown: the options shown last, in order. topic: what was last
    spoken of, by kind (`course`, `event`, `danger` …). own: what is on record. bot: the bot's last words. pending: what
    `sure` is about. paused: the form that waits.
    """

    flow: str = ""
    asked: str = "start"
    slots: Mapping[str, str] = field(default_factory=_nothing)
    shown: tuple[str, ...] = ()
    topic: Mapping[str, str] = field(default_factory=_nothing)
    own: tuple[OnRecord, ...] = ()
    bot: str = ""
    pending: str = ""
    paused: str = ""

    @cached_property
    def key(self) -> tuple[object, ...]:
        """All that a reading depends on, hashable: equal keys give equal readings."""
        slots, topic = tuple(self.slots.items()), tuple(self.topic.items())
        return (self.flow, self.asked, slots, self.shown, topic, self.own, self.pending, self.paused)

    @property
    def personal(self) -> bool:
        """Does the state hold what must not be kept beyond the turn: who somebody is, or what is on record?"""
        return bool(self.own) or not _PERSONAL.isdisjoint(self.slots)

    @classmethod
    def from_json(cls, state: Mapping[str, Any]) -> "DialogState":
        """The state of a labelled turn; what is left out is empty. ValueError when a part has the wrong type."""
        try:
            return cls(
                flow=_text(state, "flow"),
                asked=_text(state, "asked") or "start",
                slots=_texts(state, "slots"),
                shown=tuple(str(option) for option in state.get("shown") or ()),
                topic=_texts(state, "topic"),
                own=tuple(
                    OnRecord(
                        str(record.get("kind", "")),
                        str(record.get("ref", "")),
                        str(record.get("title", "")),
                        str(record.get("status", "")),
                    )
                    for record in state.get("own") or ()
                ),
                bot=_text(state, "bot"),
                pending=_text(state, "pending"),
                paused=_text(state, "paused"),
            )
        except (AttributeError, TypeError) as error:
            raise ValueError("state is not of the documented form") from error


def _text(state: Mapping[str, Any], name: str) -> str:
    return str(state.get(name) or "")


def _texts(state: Mapping[str, Any], name: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in (state.get(name) or {}).items()}
