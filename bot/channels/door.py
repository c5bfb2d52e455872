"""How often one address may knock, counted in Redis over all processes."""

import asyncio
import ipaddress
from contextlib import suppress
from typing import Any, cast

import structlog
from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

_SECONDS = 1.0


class Door:
    """Lets an address in so many times a minute.

    proxies: addresses of our own reverse proxy, with commas; only they are believed about whom they ask for.
    When Redis does not answer everybody is let in: a page that opens is worth more than a count.
    """

    def __init__(self, redis: Redis, a_minute: int, proxies: str = "") -> None:
        storage = RedisStorage(
            "async+redis://",
            implementation="redispy",
            key_prefix="door",
            connection_pool=cast("Any", redis.connection_pool),
        )
        self._limiter = FixedWindowRateLimiter(storage)
        self._limit = RateLimitItemPerMinute(a_minute)
        self._proxies = frozenset(one.strip() for one in proxies.split(",") if one.strip())

    async def admits(self, request: web.Request) -> bool:
        """Is this one more that may come in?"""
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._limiter.hit(self._limit, address(request, self._proxies))
        except (RedisError, OSError) as error:
            log.warning("door_unwatched", reason=type(error).__name__)
            return True


def address(request: web.Request, proxies: frozenset[str]) -> str:
    """Who asks: the last one that our proxy did not vouch for; of IPv6 the network, since a home has all of it."""
    asker = request.remote or ""
    forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    while asker in proxies and forwarded and forwarded[-1]:
        asker = forwarded.pop()
    with suppress(ValueError):
        known = ipaddress.ip_address(asker)
        if known.version == 6:
            return str(ipaddress.ip_network((known, 64), strict=False).network_address)
    return asker[:64]
