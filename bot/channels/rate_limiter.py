"""How often one address may knock, counted in Redis over all processes."""

import asyncio
import ipaddress
from contextlib import suppress
from typing import Any, cast

import structlog
from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.storage.redis.redispy import RedispyBridge
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.common.errors import ConfigError

log = structlog.get_logger()

_SECONDS = 1.0


class RateLimiter:
    """Lets an address in so many times a minute.

    proxies: our own reverse proxy; only it is believed about whom it asks for.
    When Redis does not answer everybody is let in: a page that opens is worth more than a count.
    """

    def __init__(self, redis: Redis, a_minute: int, proxies: "Proxies") -> None:
        self._limiter = FixedWindowRateLimiter(_Shared(redis))
        self._limit = RateLimitItemPerMinute(a_minute)
        self._proxies = proxies

    async def admits(self, request: web.Request) -> bool:
        """Is this one more that may come in?"""
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._limiter.hit(self._limit, home(self._proxies.asker(request)))
        except (RedisError, OSError) as error:
            log.warning("door_unwatched", reason=type(error).__name__)
            return True


class _Shared(RedisStorage):
    """Counts with the client that everybody uses, whatever servers are behind it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        super().__init__("async+redis://", implementation="redispy", key_prefix="door")

    def configure_bridge(self) -> None:
        bridge = cast("RedispyBridge", self.bridge)
        client = cast("Any", self._redis)
        bridge.connection_getter = lambda _: client


class Proxies:
    """Our own reverse proxy: addresses and networks (172.30.83.0/24), with commas. ConfigError for anything else."""

    def __init__(self, listed: str) -> None:
        try:
            self._networks = [ipaddress.ip_network(one.strip()) for one in listed.split(",") if one.strip()]
        except ValueError as error:
            raise ConfigError(f"PROXIES: {error}") from None

    def asker(self, request: web.Request) -> str:
        """The address that asks: the last one for which no proxy of ours speaks."""
        asker = request.remote or ""
        forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
        while forwarded and forwarded[-1] and self._ours(asker):
            asker = forwarded.pop()
        return asker[:64]

    def _ours(self, address: str) -> bool:
        with suppress(ValueError):
            known = ipaddress.ip_address(address)
            return any(known in network for network in self._networks)
        return False


def home(address: str) -> str:
    """What is counted as one: of IPv6 the whole network, since a home has all of it."""
    with suppress(ValueError):
        known = ipaddress.ip_address(address)
        if known.version == 6:
            return str(ipaddress.ip_network((known, 64), strict=False).network_address)
    return address
