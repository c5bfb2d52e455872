"""A `/metrics` page on a port of its own, for a process without an HTTP server or with a shared port."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.common.ports import cannot_listen

KIND = "text/plain; version=0.0.4; charset=utf-8"


@asynccontextmanager
async def serving(host: str, port: int, page: Callable[[], Awaitable[bytes]]) -> AsyncIterator[None]:
    """Serve the page until left; with port 0 there is none. ConfigError: the port is taken."""
    if not port:
        yield
        return

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=await page(), headers={"Content-Type": KIND})

    app = web.Application()
    app.router.add_get("/metrics", metrics)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise cannot_listen("METRICS_PORT", host, port, error) from None
        yield
    finally:
        await runner.cleanup()
