"""How many requests one address may make, counted in Redis over all processes."""

import asyncio
from typing import Any, cast

import structlog
from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.storage.redis.redispy import RedispyBridge
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.channels.fair_gate import FairGate
from bot.common.client_address import TrustedProxies, counted_as

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
        self._gate = FairGate()  # a thousand handshakes at once kept WeChat waiting for two seconds

    async def admits(self, request: web.Request) -> bool:
        """Whether this request is within the limit; in its turn, where many come at once."""
        address = counted_as(self._proxies.client(request))
        await self._gate.passing(address)
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._limiter.hit(self._limit, address)
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


class Proxies(TrustedProxies):
    """Our own reverse proxy, asked about requests of aiohttp."""

    def client(self, request: web.Request) -> str:
        """The address that the request comes from."""
        return self.address(request.remote or "", request.headers.getall("X-Forwarded-For", ()))
