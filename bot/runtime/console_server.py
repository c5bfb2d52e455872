"""`bot console`: the console's parts, built and served by uvicorn on a port of its own."""

import contextlib
import logging
import secrets
from dataclasses import dataclass

import structlog
import uvicorn

from bot.broadcast.sms_offer import sms_offer
from bot.common.clock import china_now
from bot.common.errors import ConfigError
from bot.common.settings import Settings
from bot.console.app import BASE, application
from bot.console.content_editor import ContentEditor
from bot.console.context import ConsoleContext
from bot.content.checks import check
from bot.content.watch import stamp
from bot.conversation.engine import ContentSnapshot
from bot.conversation.phrase_review import PhraseReview
from bot.conversation.say.wording import Wording
from bot.conversation.staff_actions import StaffActions
from bot.runtime import background, composition, periodic_jobs
from bot.runtime import job_context as backstage
from bot.runtime.reload import Reloader
from bot.services import SERVICES
from bot.storage import staff
from bot.storage.database import Database
from bot.storage.staff import Role

log = structlog.get_logger()

SHORTEST = 32


@dataclass(slots=True)
class Held:
    """The content that is in force in this process."""

    snapshot: ContentSnapshot

    def swap(self, snapshot: ContentSnapshot) -> None:
        """New content."""
        self.snapshot = snapshot


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    secret = _secret(settings)
    logging.getLogger("starlette_admin").setLevel(logging.ERROR)  # it notes every field and every look
    files, content = stamp(settings.content_dir), backstage.content_of(settings)
    understanding = composition.understanding_of(settings, content)
    held = Held(ContentSnapshot(content, understanding, Wording(content.replies)))
    cache, needs = composition.cache_dir(settings), composition.expected()
    reloader = Reloader(settings.content_dir, cache, lambda: held.snapshot, held.swap, needs, files)
    jobs = periodic_jobs.of_reloader(reloader)
    async with backstage.open_database(settings) as database, background.running(jobs):
        await _demo_account(settings, database)
        app = application(
            console_context(settings, database, held), secret, https=settings.public_url.startswith("https")
        )
        port = settings.console_port or settings.port + 1
        config = uvicorn.Config(
            app, settings.host, port, log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        log.info("console_started", url=f"http://{settings.host}:{port}{BASE}")
        with contextlib.suppress(KeyboardInterrupt):
            await uvicorn.Server(config).serve()


def console_context(settings: Settings, database: Database, held: Held) -> ConsoleContext:
    """What the console's pages work with."""
    needs = composition.expected()
    return ConsoleContext(
        database,
        StaffActions(
            SERVICES,
            database,
            lambda: backstage.ContentAndWords(held.snapshot.content, held.snapshot.words),
            china_now,
        ),
        lambda: held.snapshot.content,
        lambda: held.snapshot.understanding,
        lambda actor: PhraseReview(database, settings.content_dir, china_now, actor),
        ContentEditor(
            settings.content_dir, settings.data_dir / "history", lambda loaded: check(loaded, needs)
        ),
        china_now,
        settings.sms_sign or held.snapshot.content.community.name,
        settings.sms_price,
        sms_offer(settings),
    )


def _secret(settings: Settings) -> str:
    given = settings.console_secret.get_secret_value()
    if not given and settings.is_public:
        raise ConfigError(
            f"{settings.public_setting}: others can reach us, set CONSOLE_SECRET (bot keys new)"
        )
    if given and len(given) < SHORTEST:
        raise ConfigError(f"CONSOLE_SECRET has fewer than {SHORTEST} characters (python -m bot keys new)")
    return given or secrets.token_hex(SHORTEST)


async def _demo_account(settings: Settings, database: Database) -> None:
    """On this machine alone, where there is no account yet: one to look around with, told in the terminal."""
    if settings.is_public:
        return
    async with database.work() as work:
        if await staff.all_of(work):
            return
        password = secrets.token_urlsafe(9)
        await staff.put(work, "demo", Role.MANAGER, password, "bot", china_now())
        await work.commit()
    print(f"工作台的演示账号：demo 密码：{password}", flush=True)  # noqa: T201 - for the person who started it
