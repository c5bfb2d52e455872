"""Logs: one event name and its fields a line, without names, phone numbers and full resident ids."""

import hashlib
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

import structlog

from bot.common.message import Address

_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)[\s-]?\d{4}[\s-]?(\d{4})(?!\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_WITHHELD = frozenset({"name", "phone", "text", "body", "slots", "secret", "token", "session_after"})
_HASHED = frozenset({"user", "openid"})
_LOUD = frozenset({"warning", "error", "critical"})


def masked(text: str) -> str:
    """The text with every mainland mobile number as 138****0000."""
    return _PHONE.sub(r"\1****\2", text)


def hashed(user: str) -> str:
    """A resident in a log: the channel (? where there is none) and eight hex digits, the same for the same resident."""
    try:
        channel = Address.parse(user).channel.value
    except ValueError:
        channel = "?"
    return f"{channel}:{hashlib.sha256(user.encode()).hexdigest()[:8]}"


def configure(level: str, *, as_json: bool) -> None:
    """Set structlog and the libraries' loggers up, once, at the start of a process."""
    logging.basicConfig(level=level.upper(), stream=sys.stderr, format="%(message)s")
    for noisy in ("aiohttp.access", "asyncio", "alembic", "jieba", "hassil"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            withhold,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Stderr())),
    )


@contextmanager
def listening(listener: Callable[[str, Mapping[str, Any]], None]) -> Iterator[None]:
    """Until left, call the listener with the level and the fields of every log line of level warning or above."""

    def listen(_: Any, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if level in _LOUD:
            listener(level, event)
        return event

    processors = structlog.get_config()["processors"]
    processors.insert(0, listen)
    try:
        yield
    finally:
        with suppress(ValueError):  # the logs have been configured anew meanwhile
            processors.remove(listen)


class _Stderr:
    """Standard error as it is at the time of writing; a full disk must not end a turn."""

    def write(self, text: str) -> None:
        with suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stderr.flush()


def withhold(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The processor that keeps personal data out: fields by their name, and phone numbers in any text."""
    for key, value in event.items():
        if key in _WITHHELD:
            event[key] = "…"
        elif key in _HASHED:
            event[key] = hashed(str(value))
        elif isinstance(value, str):
            # A resident's line break must not begin a new log line, nor a control character steer a terminal.
            event[key] = masked(value) if key == "exception" else _CONTROL.sub(" ", masked(value))
    return event
