"""How many requests one address may make, counted in Redis over all processes."""

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
    """Admits so many requests a minute from an address.

    proxies: our own reverse proxy; only its word is taken for whose request it passes on.
    While Redis does not answer everybody is admitted: a page that opens is worth more than a count.
    """

    def __init__(self, redis: Redis, a_minute: int, proxies: "Proxies") -> None:
        self._limiter = FixedWindowRateLimiter(_ClientStorage(redis))
        self._limit = RateLimitItemPerMinute(a_minute)
        self._proxies = proxies

    async def admits(self, request: web.Request) -> bool:
        """Whether this request is within the limit."""
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._limiter.hit(self._limit, counted_as(self._proxies.client(request)))
        except (RedisError, OSError) as error:
            log.warning("door_unwatched", reason=type(error).__name__)
            return True


class _ClientStorage(RedisStorage):
    """Counts by the process's own Redis client, whatever servers are behind it."""

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
            self._networks = [
                ipaddress.ip_network(item.strip()) for item in listed.split(",") if item.strip()
            ]
        except ValueError as error:
            raise ConfigError(f"PROXIES: {error}") from None

    def client(self, request: web.Request) -> str:
        """The address that the request comes from: the last one in its chain that is no proxy of ours."""
        address = request.remote or ""
        forwarded = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
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
