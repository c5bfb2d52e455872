"""Which address a request comes from, and what it counts as where requests are limited by address."""

import ipaddress
from collections.abc import Iterable
from contextlib import suppress

from bot.common.errors import ConfigError


class TrustedProxies:
    """Our own reverse proxy: addresses and networks (172.30.83.0/24), with commas. ConfigError for anything else."""

    def __init__(self, listed: str) -> None:
        try:
            self._networks = [
                ipaddress.ip_network(item.strip()) for item in listed.split(",") if item.strip()
            ]
        except ValueError as error:
            raise ConfigError(f"PROXIES: {error}") from None

    def address(self, peer: str, forwarded_for: Iterable[str]) -> str:
        """The address of a request: the last one in its chain that is no proxy of ours.

        forwarded_for: every X-Forwarded-For header, since a proxy may add a line of its own below its client's.
        """
        address = peer
        forwarded = [hop.strip() for hop in ",".join(forwarded_for).split(",")]
        while forwarded and forwarded[-1] and self._is_ours(address):
            address = forwarded.pop()
        return address[:64]

    def _is_ours(self, address: str) -> bool:
        with suppress(ValueError):
            parsed = ipaddress.ip_address(address)
            return any(parsed in network for network in self._networks)
        return False


def counted_as(address: str) -> str:
    """The address that a request counts for; of IPv6 the /64 network, since one home has all of it."""
    with suppress(ValueError):
        parsed = ipaddress.ip_address(address)
        if parsed.version == 6:
            return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return address
