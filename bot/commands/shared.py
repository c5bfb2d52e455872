"""What the command line's parts share: a database for one command, and refusals as one line."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import typer
from pydantic import ValidationError

from bot.common.errors import ConfigError, OrderRefused
from bot.common.logs import configure
from bot.common.settings import Settings
from bot.runtime import job_context as backstage
from bot.storage.database import Database


def settings_of() -> Settings:
    """The settings; ConfigError names the one that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{'.'.join(map(str, first['loc'])).upper()}: {first['msg']}") from None


def with_records(settings: Settings, work: Callable[[Database], Awaitable[Any]]) -> Any:
    configure("error", as_json=False)

    async def run() -> Any:
        async with backstage.open_database(settings) as database:
            return await work(database)

    try:
        return asyncio.run(run())
    except OrderRefused as refused:
        raise fail(str(refused), 1) from None


def fail(message: str, status: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(status)
