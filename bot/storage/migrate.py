"""Migrations, which the programme runs at its start."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError, RecordsAway
from bot.storage import deleted_text
from bot.storage.installation import check_keys, oldest_schema, take_keys
from bot.storage.sql_engine import IMMEDIATE, unreachable

if TYPE_CHECKING:
    from alembic.config import Config

log = structlog.get_logger()

MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x676F7468  # any number that no other programme on the same server takes
_WAIT_SECONDS = 60
_PAUSE_SECONDS = 0.1


async def upgrade(engine: AsyncEngine, cipher: Cipher, *, keys_lost: bool = False) -> None:
    """Bring the schema to the newest revision, one process at a time.

    keys_lost: go on with these keys, whatever sealed what is there.
    ConfigError: the schema is newer by more than additions, or DATA_KEYS are those of another database.

    A SQLite file that held records is written anew: a migration may have sealed what stood in plain.
    """
    path = engine.url.database if engine.dialect.name == "sqlite" else None
    try:
        async with _file_lock(Path(path)) if path else nullcontext(), engine.connect() as connection:
            await connection.execution_options(**{IMMEDIATE: True})
            async with connection.begin():
                if not path:
                    await _wait_for_lock(connection)
                changed = await connection.run_sync(_upgrade)
                await connection.run_sync(take_keys if keys_lost else check_keys, cipher)
            if changed and not await deleted_text.rewrite_file(engine):
                log.warning("file_not_rewritten")
    except unreachable(engine) as error:
        raise RecordsAway(f"the database cannot be reached: {type(error).__name__}") from error


async def _wait_for_lock(connection: AsyncConnection) -> None:
    """Wait until no other process migrates, by polling: one statement may not wait as long as a migration can take."""
    await connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'"))
    try_lock = text(f"SELECT pg_try_advisory_xact_lock({_ADVISORY_LOCK})")
    try:
        async with asyncio.timeout(_WAIT_SECONDS):
            while True:
                if (await connection.execute(try_lock)).scalar_one():
                    return
                await asyncio.sleep(_PAUSE_SECONDS)
    except TimeoutError:
        raise RecordsAway("another process has been migrating the database for a minute") from None


def config() -> "Config":
    """Alembic's configuration; a connection goes in `attributes["connection"]`."""
    from alembic.config import Config

    alembic = Config()
    alembic.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    alembic.set_main_option("path_separator", "os")
    return alembic


def _upgrade(connection: Connection) -> bool:
    """Whether there were tables, and they were changed."""
    had_tables = inspect(connection).has_table("alembic_version")
    if had_tables and (_is_newest(connection) or _works_on_newer(connection)):
        return False
    # Imported only when there is something to migrate: Alembic takes 10 MB of memory.
    from alembic import command
    from alembic.util import CommandError

    alembic = config()
    alembic.attributes["connection"] = connection
    try:
        command.upgrade(alembic, "head")
    except CommandError as error:
        raise ConfigError(f"the database cannot be migrated: {error}") from error
    return had_tables


def _is_newest(connection: Connection) -> bool:
    return _revisions(connection) == [_newest_known()]


def _revisions(connection: Connection) -> list[str]:
    return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def _newest_known() -> str:
    return max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _works_on_newer(connection: Connection) -> bool:
    """Did a newer release only add to the schema, so that this one goes on working on it? ConfigError: it did more."""
    newest, revisions = _newest_known(), _revisions(connection)
    if not revisions or max(revisions) < newest:
        return False
    if not inspect(connection).has_table("installation") or oldest_schema(connection) > newest:
        raise ConfigError(
            f"the database has a schema ({max(revisions)}) of a newer version, which this one ({newest}) cannot work on:"
            " start the newer version, or restore the backup from before the upgrade"
        )
    log.warning("schema_newer", schema=max(revisions), known=newest)
    return True


@asynccontextmanager
async def _file_lock(database: Path) -> AsyncIterator[None]:
    """Held while SQLite migrates: switching a new file to WAL does not wait for other processes by itself."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(database.with_name(database.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        await asyncio.to_thread(fcntl.flock, handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
