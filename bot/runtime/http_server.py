"""The HTTP server: routes, limits, errors, health, and several processes on one port.

Sets `web_response.SERVER_SOFTWARE` and `web_ws.DEFAULT_CHUNK_SIZE` of aiohttp, which has no setting for them:
tests/unit/runtime/test_aiohttp_contract.py fails when they change.
"""

import asyncio
import contextlib
import gc
import os
import re
import signal
import sys
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web, web_response, web_ws
from rich.console import Console

from bot.common.errors import ConfigError, Refused
from bot.common.ports import cannot_listen, listening_socket, url_of
from bot.common.settings import Settings
from bot.content.shared.community import COMMUNITY
from bot.integrations.valkey.server import embedded
from bot.monitoring.endpoint import KIND, serving
from bot.runtime import composition
from bot.runtime.composition import App

log = structlog.get_logger()

BODY_LIMIT = 64 * 1024  # WeChat's pushes are a few KiB; more is not from WeChat
# Seconds: answers to WeChat leave within five. With six more for cancelled ones and nine for `Deduplicator.close` a
# process ends within 21; deploy/ gives it 30.
_LAST_ANSWERS_SECONDS = 6
# aiohttp's 128 dropped 5,500 connections of a flood, which were retried after 1, 3, 7 seconds; the kernel caps it too.
_BACKLOG = 4096
# Until a whole request head has come, on a new connection and between two requests: aiohttp's default is an hour. nginx
# drops its idle connections after 15 s, so that it never sends into one that we are closing.
HEAD_SECONDS = 20.0
_LINGERING_SECONDS = 2.0  # for the rest of a body that was refused, so that its sender hears the answer
_READ_AHEAD = 32 * 1024  # bytes
_SETTINGS_REFUSED = 2  # the exit status of a command whose settings cannot be used (commands.main)
# WeChat and the SMS providers send everybody's messages from a few addresses; monitoring asks often.
_UNLIMITED = re.compile(r"/wechat|/sms/.*|/healthz|/readyz|/metrics")
_APP: web.AppKey[App] = web.AppKey("app", App)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; with WORKERS over 1, keep that many processes on the port."""
    if settings.workers > 1:
        await _serve_in_processes(settings)
        return
    shared = bool(os.environ.get("BOT_WORKER"))
    composition.check_settings(settings)
    if settings.port and not shared:  # said before a first training, which takes minutes
        listening_socket("PORT", settings.host, settings.port).close()
    stop = _stop_event()
    async with composition.build(settings) as app:
        runner = runner_of(application(app))
        await runner.setup()
        site = web.TCPSite(runner, settings.host, settings.port, backlog=_BACKLOG, reuse_port=shared)
        _freeze_memory()
        # Before the site: a process whose metrics port is taken ends, and must not take a resident's message first.
        async with serving(settings.host, settings.metrics_port, app.gauges.page):
            try:
                await site.start()
            except OSError as error:
                raise cannot_listen("PORT", settings.host, settings.port, error) from None
            await _say_what_is_away(app)
            _print_welcome(settings, app, _port(runner))
            await stop.wait()
        await runner.cleanup()


def runner_of(http: web.Application, head_seconds: float = HEAD_SECONDS) -> web.AppRunner:
    """What serves the application: it tells nobody its version, and holds no connection that sends nothing."""
    # Else every response names the versions of Python and aiohttp; aiohttp's own ones to malformed requests know no hook.
    web_response.SERVER_SOFTWARE = "bot"  # type: ignore[attr-defined]
    # What is read ahead of a page that sends faster than it is answered: with aiohttp's 256 KiB, 600 such pages took 400 MB.
    web_ws.DEFAULT_CHUNK_SIZE = _READ_AHEAD  # type: ignore[attr-defined]
    return web.AppRunner(
        http,
        access_log=None,
        shutdown_timeout=_LAST_ANSWERS_SECONDS,
        keepalive_timeout=head_seconds,
        lingering_time=_LINGERING_SECONDS,
    )


def application(app: App) -> web.Application:
    """The aiohttp application."""
    http = web.Application(client_max_size=BODY_LIMIT, middlewares=[_answer_errors])
    http[_APP] = app
    http.on_shutdown.append(_close_pages)
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


async def _close_pages(http: web.Application) -> None:
    """Close the open pages, which reconnect; else the shutdown would wait for them."""
    await http[_APP].web.close()


@web.middleware
async def _answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every error without detail; the log says what it was."""
    app = request.app[_APP]
    try:
        await _limit_rate(request)
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


async def _limit_rate(request: web.Request) -> None:
    """Refused (429): too many requests from this address."""
    if not _UNLIMITED.fullmatch(request.path) and not await request.app[_APP].rate_limiter.admits(request):
        raise Refused("too many requests from one address", 429)


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _ready(request: web.Request) -> web.Response:
    """200 when all parts answer; 503 names those that do not, though residents are answered all the same.

    Broken content files are named with 200: the old content stays in force, so the process need not be replaced.
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


async def _serve_in_processes(settings: Settings) -> None:
    """Start the processes, restart one that dies, stop all together. They share the embedded Valkey."""
    stop = _stop_event()
    await composition.prepare(settings)
    async with contextlib.AsyncExitStack() as stack:
        environment = os.environ | {"WORKERS": "1", "BOT_WORKER": "1"}
        if not settings.redis_url:
            environment["REDIS_URL"] = await stack.enter_async_context(embedded(settings.data_dir))
        supervisors = [
            asyncio.create_task(_supervise(environment | _own_port(settings, number)))
            for number in range(settings.workers)
        ]
        stopped = asyncio.create_task(stop.wait())
        ended, _ = await asyncio.wait({stopped, *supervisors}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopped, *supervisors):
            task.cancel()
        await asyncio.gather(*supervisors, return_exceptions=True)
        for task in ended:
            task.result()


def _own_port(settings: Settings, number: int) -> dict[str, str]:
    """A metrics port for each process: on the shared port a scrape reaches any of them."""
    return {"METRICS_PORT": str(settings.metrics_port + number if settings.metrics_port else 0)}


async def _supervise(environment: dict[str, str]) -> None:
    """Run one process and restart it when it dies. ConfigError: it refuses its settings, so a restart is no use."""
    while True:
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)
        try:
            await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            raise
        if process.returncode == _SETTINGS_REFUSED:
            raise ConfigError("a worker refuses its settings, as it says above")
        log.warning("worker_ended", status=process.returncode)
        await asyncio.sleep(1)


def _freeze_memory() -> None:
    """Take everything built so far out of garbage collection: it stays as long as the process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # a turn leaves hardly any cycles: collect seldom


def _port(runner: web.AppRunner) -> int:
    return int(runner.addresses[0][1])


async def _say_what_is_away(app: App) -> None:
    """Log which parts do not answer: residents are answered without them, but an operator should know at once."""
    for part, ready in (await app.gauges.parts()).items():
        if not ready:
            log.warning("part_away_at_start", part=part)


def _print_welcome(settings: Settings, app: App, port: int) -> None:
    """Print the address and what to try, for the person who ran `make run`."""
    out = Console(stderr=True)
    community = app.engine.snapshot.content.part(COMMUNITY)
    out.print(f"\n[bold green]{community.bot_name} · {community.name}[/]  {url_of(settings.host, port)}/")
    out.print("试试说：台风来了怎么办 / 下次绿色交换什么时候 / 给我妈报家政，电话13800000000")
    out.print(f"公众号接口：{url_of(settings.host, port)}/wechat   停止：Ctrl-C\n")
