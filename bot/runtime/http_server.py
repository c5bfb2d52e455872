"""The HTTP server: routes, the size limit, the error edge, health, and several processes on one port."""

import asyncio
import contextlib
import gc
import os
import re
import signal
import sys
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from rich.console import Console

from bot.common.errors import ConfigError, Refused
from bot.common.settings import Settings
from bot.content.shared.community import COMMUNITY
from bot.integrations.valkey.server import embedded
from bot.monitoring.endpoint import KIND, serving
from bot.runtime import composition
from bot.runtime.composition import App

log = structlog.get_logger()

BODY_LIMIT = 64 * 1024  # WeChat's pushes are a few KiB; more is not from WeChat
# WeChat's answers leave within five. With as many for those that had to be cancelled, and `once.close`, a process ends
# within 21 seconds: deploy/ gives it 30.
_LAST_ANSWERS_SECONDS = 6
# aiohttp's 128 dropped 5,500 connections of a flood, which come again after 1, 3, 7 seconds; the kernel has its own most.
_BACKLOG = 4096
_REFUSED = 2  # how a command ends whose settings are refused (cli.main)
# The few addresses of WeChat and of the SMS providers bring everybody's messages; whoever watches us asks often.
_UNCOUNTED = re.compile(r"/wechat|/sms/.*|/healthz|/readyz|/metrics")
_APP: web.AppKey[App] = web.AppKey("app", App)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; with WORKERS over 1, keep that many processes on the port."""
    if settings.workers > 1:
        await _several(settings)
        return
    stop = _stop_event()
    async with composition.build(settings) as app:
        runner = web.AppRunner(application(app), access_log=None, shutdown_timeout=_LAST_ANSWERS_SECONDS)
        await runner.setup()
        shared = bool(os.environ.get("BOT_WORKER"))
        site = web.TCPSite(runner, settings.host, settings.port, backlog=_BACKLOG, reuse_port=shared)
        await site.start()
        _welcome(settings, app, _port(runner))
        _settle_memory()
        async with serving(settings.host, settings.metrics_port, app.gauges.page):
            await stop.wait()
        await runner.cleanup()


def application(app: App) -> web.Application:
    """The aiohttp application."""
    http = web.Application(client_max_size=BODY_LIMIT, middlewares=[_edge])
    http[_APP] = app
    http.on_shutdown.append(_goodbye)
    http.add_routes(
        [
            web.get("/wechat", app.wechat.get, allow_head=False),
            web.post("/wechat", app.wechat.post),
            web.get("/healthz", _healthy),
            web.get("/readyz", _ready),
            web.get("/metrics", _metrics),
            *app.web.routes(),
            *app.listing_pages.routes(),
            *app.sms_callbacks.routes(),
        ]
    )
    return http


async def _goodbye(http: web.Application) -> None:
    """Open pages are told to come back; else the shutdown would wait for them."""
    await http[_APP].web.close()


@web.middleware
async def _edge(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error leaves here without detail; what it was stays in our log."""
    app = request.app[_APP]
    try:
        await _counted(request)
        return await handler(request)
    except Refused as refused:
        app.metrics.refused.labels(str(refused.status), str(refused)).inc()
        log.info("refused", path=request.path, status=refused.status, reason=str(refused))
        return web.Response(status=refused.status)
    except web.HTTPException as error:
        if error.status >= 400:
            app.metrics.refused.labels(str(error.status), error.reason).inc()
            return web.Response(status=error.status)
        raise
    except Exception:
        log.exception("request_failed", path=request.path)
        return web.Response(status=500)


async def _counted(request: web.Request) -> None:
    """Refused (429): too many requests from this address."""
    if not _UNCOUNTED.fullmatch(request.path) and not await request.app[_APP].rate_limiter.admits(request):
        raise Refused("too many requests from one address", 429)


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _ready(request: web.Request) -> web.Response:
    """200 when all parts answer; 503 names those that do not (questions are answered all the same).

    Broken content files are named, but the old content goes on serving: no reason to take the process away.
    """
    app = request.app[_APP]
    parts = await app.gauges.parts()
    ready = all(parts.values())
    problems = [f"{problem.file}:{problem.line}" for problem in app.reloader.problems[:20]]
    content = {"content": not problems, "problems": problems}
    body = {"status": "ready" if ready else "degraded", **parts, **content}
    return web.json_response(body, status=200 if ready else 503)


async def _metrics(request: web.Request) -> web.Response:
    return web.Response(body=await request.app[_APP].gauges.page(), headers={"Content-Type": KIND})


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _several(settings: Settings) -> None:
    """Start the workers, start one anew when it dies, stop all together; the embedded Valkey is shared."""
    stop = _stop_event()
    await composition.prepare(settings)
    async with contextlib.AsyncExitStack() as stack:
        environment = os.environ | {"WORKERS": "1", "BOT_WORKER": "1"}
        if not settings.redis_url:
            environment["REDIS_URL"] = await stack.enter_async_context(embedded(settings.data_dir))
        keepers = [
            asyncio.create_task(_kept(environment | _own_port(settings, number)))
            for number in range(settings.workers)
        ]
        stopped = asyncio.create_task(stop.wait())
        ended, _ = await asyncio.wait({stopped, *keepers}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopped, *keepers):
            task.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)
        for task in ended:
            task.result()


def _own_port(settings: Settings, number: int) -> dict[str, str]:
    """On the shared port nobody knows whose figures a scrape gets: each process shows its own on a port of its own."""
    return {"METRICS_PORT": str(settings.metrics_port + number if settings.metrics_port else 0)}


async def _kept(environment: dict[str, str]) -> None:
    """One worker, started anew when it dies. ConfigError: it will not start, however often it is tried."""
    while True:
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)
        try:
            await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            raise
        if process.returncode == _REFUSED:
            raise ConfigError("a worker refuses its settings, as it says above")
        log.warning("worker_ended", status=process.returncode)
        await asyncio.sleep(1)


def _settle_memory() -> None:
    """What was built stays as long as the process: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # a turn leaves hardly a cycle: fewer, and shorter, pauses


def _port(runner: web.AppRunner) -> int:
    return int(runner.addresses[0][1])


def _welcome(settings: Settings, app: App, port: int) -> None:
    """For whoever typed `make run`: the address, and what to try."""
    out = Console(stderr=True)
    community = app.engine.snapshot.content.part(COMMUNITY)
    out.print(f"\n[bold green]{community.bot_name} · {community.name}[/]  http://{settings.host}:{port}/")
    out.print("试试说：台风来了怎么办 / 下次绿色交换什么时候 / 给我妈报家政，电话13800000000")
    out.print(f"公众号接口：http://{settings.host}:{port}/wechat   停止：Ctrl-C\n")
