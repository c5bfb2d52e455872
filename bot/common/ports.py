"""The port on which a process listens, and its address as people read it."""

import os
import socket

from bot.common.errors import ConfigError


def cannot_listen(setting: str, host: str, port: int, error: OSError) -> ConfigError:
    """What an operator reads when the port is taken, or the host is none of this machine's."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return ConfigError(f"{setting}={port}: cannot listen on {url_of(host, port)}: {reason}")


def listening_socket(setting: str, host: str, port: int) -> socket.socket:
    """A socket that listens there. ConfigError: it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise cannot_listen(setting, host, port, error) from None


def url_of(host: str, port: int) -> str:
    """The address of a server: an IPv6 host stands in brackets."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
