"""What the commands share: settings, content, a database for one command, and errors of one line."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
import uvloop
from pydantic import ValidationError

from bot.common import descriptors
from bot.common.errors import ConfigError
from bot.common.logs import configure
from bot.common.settings import Settings, unknown_settings
from bot.runtime.openers import open_database
from bot.storage.database import Database

T = TypeVar("T")

Actor = Annotated[str, typer.Option(help="Who decides, for the record of changes")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable")]
InputFile = Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)]


def settings_of() -> Settings:
    """The settings, after a line for each name in `.env` that is none; ConfigError names the one that cannot be used."""
    for name, meant in unknown_settings().items():
        typer.echo(f".env: {name} is no setting" + (f", {meant} is" if meant else ""), err=True)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{'.'.join(map(str, first['loc'])).upper()}: {first['msg']}") from None


def run(work: Coroutine[Any, Any, T], *, log_level: str = "error") -> T:
    """Run a command's work to its end; the log names what goes wrong from that level on."""
    configure(log_level, as_json=False)
    return asyncio.run(work)


def run_server(serve: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    """Run a server until it is stopped; its log is JSON where nobody reads along."""
    settings = settings_of()
    descriptors.raise_limit()
    configure(settings.log_level, as_json=not sys.stderr.isatty())
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings))


def with_database(
    settings: Settings, work: Callable[[Database], Awaitable[T]], *, keys_lost: bool = False
) -> T:
    """Run work that needs the database alone. keys_lost: see `Database.migrate`."""

    async def opened() -> T:
        async with open_database(settings, keys_lost=keys_lost) as database:
            return await work(database)

    return run(opened())


def fail(message: str, status: int) -> typer.Exit:
    """Say what is wrong; raise what is returned."""
    typer.echo(message, err=True)
    return typer.Exit(status)
