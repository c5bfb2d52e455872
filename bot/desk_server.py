"""`bot console`: the console's parts, built and served by uvicorn on a port of its own."""

import contextlib
import logging
import secrets

import structlog
import uvicorn

from bot import backstage
from bot.chores import Chores
from bot.clock import china_now
from bot.console.app import BASE, application
from bot.console.parts import Parts
from bot.dialogue.wording import Wording
from bot.errors import ConfigError
from bot.learning import Reviewing
from bot.records import staff
from bot.records.database import Database
from bot.records.staff import Role
from bot.settings import Settings
from bot.skills import SKILLS
from bot.understanding.pipeline import Understanding

log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    secret = _secret(settings)
    logging.getLogger("starlette_admin").setLevel(logging.ERROR)  # it notes every field and every look
    content = backstage.content_of(settings)
    cache = settings.data_dir / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    brain = Understanding(content, cache_dir=cache)
    words = Wording(content.replies)
    names = [name.strip() for name in settings.sms_provider.split(",") if name.strip()]
    async with backstage.records(settings) as database:
        await _demo_account(settings, database)
        parts = Parts(
            database,
            Chores(SKILLS, database, lambda: backstage.Spoken(content, words), china_now),
            lambda: content,
            lambda: brain,
            lambda actor: Reviewing(database, settings.content_dir, china_now, actor),
            china_now,
            settings.sms_sign or content.community.name,
            settings.sms_price,
            tuple(names or ["console"]),
        )
        app = application(parts, secret, https=settings.public_url.startswith("https"))
        port = settings.console_port or settings.port + 1
        config = uvicorn.Config(
            app, settings.host, port, log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        log.info("console_started", url=f"http://{settings.host}:{port}{BASE}")
        with contextlib.suppress(KeyboardInterrupt):
            await uvicorn.Server(config).serve()


def _secret(settings: Settings) -> str:
    given = settings.console_secret.get_secret_value()
    if not given and backstage.is_public(settings.host):
        raise ConfigError(
            f"HOST={settings.host} can be reached by others: set CONSOLE_SECRET (python -m bot keys new)"
        )
    if given and len(given) < 32:
        raise ConfigError("CONSOLE_SECRET has fewer than 32 characters (python -m bot keys new)")
    return given or secrets.token_hex(32)


async def _demo_account(settings: Settings, database: Database) -> None:
    """On this machine alone, where there is no account yet: one to look around with, told in the terminal."""
    if backstage.is_public(settings.host):
        return
    async with database.work() as work:
        if await staff.all_of(work):
            return
        password = secrets.token_urlsafe(9)
        await staff.put(work, "demo", Role.MANAGER, password, "bot", china_now())
        await work.commit()
    print(f"工作台的演示账号：demo 密码：{password}", flush=True)  # noqa: T201 - for the person who started it
