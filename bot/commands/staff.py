"""`python -m bot staff …`: who may sign in to the console."""

import os
import sys
from typing import Annotated

import typer

from bot.commands.shared import fail, settings_of, with_records
from bot.common.clock import china_now
from bot.storage import staff as accounts
from bot.storage.database import Database
from bot.storage.staff import Role, Staff

staff = typer.Typer(no_args_is_help=True, help="Accounts for the console")

Name = Annotated[str, typer.Argument(help="As they sign in")]


@staff.command()
def add(
    name: Name, role: Annotated[Role, typer.Option(help="clerk, editor or manager")] = Role.CLERK
) -> None:
    """A new account, or a new password for one; it is asked for, or comes from STAFF_PASSWORD or standard input."""
    password = os.environ.get("STAFF_PASSWORD") or _asked()

    async def write(database: Database) -> Staff:
        async with database.work() as work:
            one = await accounts.put(work, name, role, password, "cli", china_now())
            await work.commit()
            return one

    one = with_records(settings_of(), write)
    typer.echo(f"{one.name} {one.role}")


@staff.command("list")
def listed() -> None:
    """Every account in use."""

    async def read(database: Database) -> list[Staff]:
        async with database.work() as work:
            return await accounts.all_of(work)

    for one in with_records(settings_of(), read):
        typer.echo(f"{one.name} {one.role}")


@staff.command()
def remove(name: Name) -> None:
    """Close an account; its sessions end at once."""

    async def write(database: Database) -> bool:
        async with database.work() as work:
            gone = await accounts.remove(work, name, "cli", china_now())
            await work.commit()
            return gone

    if not with_records(settings_of(), write):
        raise fail(f"there is no account {name}", 1)
    typer.echo(f"{name} removed")


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("密码", hide_input=True, confirmation_prompt=True))
