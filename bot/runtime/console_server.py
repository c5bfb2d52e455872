"""The console's process: its parts, served by uvicorn on a port of its own."""

import contextlib
import logging
import secrets
from dataclasses import dataclass

import structlog
import uvicorn

from bot.broadcast.sms_offer import sms_offer
from bot.common.client_address import TrustedProxies
from bot.common.clock import china_now
from bot.common.errors import ConfigError
from bot.common.ports import listening_socket, url_of
from bot.common.settings import Settings
from bot.console.app import BASE, application
from bot.console.console_context import ConsoleContext
from bot.console.content_editor import ContentEditor
from bot.content.shared.community import COMMUNITY
from bot.content.watch import stamp
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.phrase_review import PhraseReview
from bot.conversation.staff_actions import StaffActions
from bot.runtime import background, periodic_jobs
from bot.runtime.bounded_check import check_in_subprocess
from bot.runtime.openers import open_database
from bot.runtime.snapshot_loading import content_of, reloader_of, snapshot_of
from bot.services import LABELS, SERVICES
from bot.storage import staff_accounts
from bot.storage.database import Database
from bot.storage.staff_accounts import Role

log = structlog.get_logger()

SECRET_LENGTH = 32


@dataclass(slots=True)
class SnapshotHolder:
    """Holds the content that is in force in this process."""

    snapshot: ContentSnapshot

    def swap(self, snapshot: ContentSnapshot) -> None:
        """Put new content in force."""
        self.snapshot = snapshot


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    secret = _secret(settings)
    port = settings.console_port or settings.port + 1
    listening_socket("CONSOLE_PORT", settings.host, port).close()  # said before a first training
    logging.getLogger("starlette_admin").setLevel(logging.ERROR)  # it logs every field of every list
    files = stamp(settings.content_dir)
    holder = SnapshotHolder(snapshot_of(settings, content_of(settings)))
    jobs = periodic_jobs.of_reloader(reloader_of(settings, files, lambda: holder.snapshot, holder.swap))
    async with open_database(settings) as database, background.running(jobs):
        await _demo_account(settings, database)
        app = application(
            console_context(settings, database, holder), secret, https=settings.public_url.startswith("https")
        )
        config = uvicorn.Config(
            app, settings.host, port, log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        listening = listening_socket("CONSOLE_PORT", settings.host, port)
        log.info("console_started", url=f"{url_of(settings.host, port)}{BASE}")
        with contextlib.suppress(KeyboardInterrupt):
            await uvicorn.Server(config).serve(sockets=[listening])


def console_context(settings: Settings, database: Database, holder: SnapshotHolder) -> ConsoleContext:
    """What the console's pages work with."""
    return ConsoleContext(
        database,
        StaffActions(
            SERVICES,
            database,
            lambda: holder.snapshot,
            china_now,
        ),
        lambda: holder.snapshot.content,
        lambda: holder.snapshot.understanding,
        lambda actor: PhraseReview(database, settings.content_dir, china_now, actor, LABELS),
        ContentEditor(settings.content_dir, settings.data_dir / "history", check_in_subprocess),
        china_now,
        settings.sms_sign or holder.snapshot.content.part(COMMUNITY).name,
        settings.sms_price,
        sms_offer(settings),
        TrustedProxies(settings.proxies),
    )


def _secret(settings: Settings) -> str:
    given = settings.console_secret.get_secret_value()
    if not given and settings.is_public:
        raise ConfigError(
            f"{settings.public_setting}: others can reach us, set CONSOLE_SECRET (bot keys new)"
        )
    if given and len(given) < SECRET_LENGTH:
        raise ConfigError(
            f"CONSOLE_SECRET has fewer than {SECRET_LENGTH} characters (python -m bot keys new)"
        )
    return given or secrets.token_hex(SECRET_LENGTH)


async def _demo_account(settings: Settings, database: Database) -> None:
    """On this machine alone, where there is no account yet: a demo account, whose password is printed in the terminal."""
    if settings.is_public:
        return
    async with database.work() as work:
        if await staff_accounts.active_accounts(work):
            return
        password = secrets.token_urlsafe(9)
        await staff_accounts.save(work, "demo", Role.MANAGER, password, "bot", china_now())
        await work.commit()
    print(f"工作台的演示账号：demo 密码：{password}", flush=True)  # noqa: T201 - for the person who started it
