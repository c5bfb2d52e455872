"""`bot console`: the console's parts, built and served by uvicorn on a port of its own."""

import contextlib
import logging
import secrets
from dataclasses import dataclass

import structlog
import uvicorn

from bot import app as composition
from bot import backstage
from bot.chores import Chores
from bot.clock import china_now
from bot.console.app import BASE, application
from bot.console.parts import Parts
from bot.console.writing import Desk
from bot.content.checks import check
from bot.dialogue.engine import Brain
from bot.dialogue.wording import Wording
from bot.errors import ConfigError
from bot.learning import Reviewing
from bot.records import staff
from bot.records.database import Database
from bot.records.staff import Role
from bot.reload import Reloader
from bot.settings import Settings
from bot.skills import SKILLS

log = structlog.get_logger()

SHORTEST = 32


@dataclass(slots=True)
class Held:
    """The content that is in force in this process."""

    brain: Brain

    def swap(self, brain: Brain) -> None:
        """New content."""
        self.brain = brain


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    secret = _secret(settings)
    logging.getLogger("starlette_admin").setLevel(logging.ERROR)  # it notes every field and every look
    content = backstage.content_of(settings)
    understanding = composition.understanding_of(settings, content)
    held = Held(Brain(content, understanding, Wording(content.replies)))
    cache, needs = composition.cache_dir(settings), composition.expected()
    reloader = Reloader(settings.content_dir, cache, lambda: held.brain, held.swap, needs)
    async with backstage.records(settings) as database, reloader.running():
        await _demo_account(settings, database)
        app = application(
            _parts(settings, database, held), secret, https=settings.public_url.startswith("https")
        )
        port = settings.console_port or settings.port + 1
        config = uvicorn.Config(
            app, settings.host, port, log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        log.info("console_started", url=f"http://{settings.host}:{port}{BASE}")
        with contextlib.suppress(KeyboardInterrupt):
            await uvicorn.Server(config).serve()


def _parts(settings: Settings, database: Database, held: Held) -> Parts:
    names = [name.strip() for name in settings.sms_provider.split(",") if name.strip()]
    needs = composition.expected()
    return Parts(
        database,
        Chores(SKILLS, database, lambda: backstage.Spoken(held.brain.content, held.brain.words), china_now),
        lambda: held.brain.content,
        lambda: held.brain.understanding,
        lambda actor: Reviewing(database, settings.content_dir, china_now, actor),
        Desk(settings.content_dir, settings.data_dir / "history", lambda loaded: check(loaded, needs)),
        china_now,
        settings.sms_sign or held.brain.content.community.name,
        settings.sms_price,
        tuple(names or ["console"]),
    )


def _secret(settings: Settings) -> str:
    given = settings.console_secret.get_secret_value()
    if not given and backstage.is_public(settings):
        raise ConfigError(
            f"{backstage.reached(settings)}: others can reach us, set CONSOLE_SECRET (bot keys new)"
        )
    if given and len(given) < SHORTEST:
        raise ConfigError(f"CONSOLE_SECRET has fewer than {SHORTEST} characters (python -m bot keys new)")
    return given or secrets.token_hex(SHORTEST)


async def _demo_account(settings: Settings, database: Database) -> None:
    """On this machine alone, where there is no account yet: one to look around with, told in the terminal."""
    if backstage.is_public(settings):
        return
    async with database.work() as work:
        if await staff.all_of(work):
            return
        password = secrets.token_urlsafe(9)
        await staff.put(work, "demo", Role.MANAGER, password, "bot", china_now())
        await work.commit()
    print(f"工作台的演示账号：demo 密码：{password}", flush=True)  # noqa: T201 - for the person who started it
