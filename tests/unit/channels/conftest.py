"""Fixtures of the web channel's tests."""

from tests.unit.channels.web_stage import (
    channel,
    client,
    hello_seconds,
    history,
    most,
    open_socket,
    quota,
    script,
)

__all__ = ["channel", "client", "hello_seconds", "history", "most", "open_socket", "quota", "script"]
