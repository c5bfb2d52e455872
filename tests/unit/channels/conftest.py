"""Fixtures of the web channel's tests."""

from tests.unit.channels.web_stage import channel, client, history, most, open_socket, script

__all__ = ["channel", "client", "history", "most", "open_socket", "script"]
