"""The body of a request, if it comes whole and in time."""

import asyncio

from aiohttp import web

from bot.common.errors import Refused

BODY_SECONDS = 10.0  # WeChat hangs up after five


async def body_of(request: web.Request, seconds: float = BODY_SECONDS) -> bytes:
    """The body; Refused when it breaks off, is not packed as its header says, or does not come in time."""
    try:
        async with asyncio.timeout(seconds):
            return await request.read()
    except (web.RequestPayloadError, ConnectionError):
        raise Refused("the body did not arrive whole", 400) from None
    except TimeoutError:
        raise Refused("the body did not arrive in time", 408) from None
