"""`python -m bot staff …` and `desk`: who may sign in to the console, and what they decide on a record."""

import os
import sys
from typing import Annotated

import typer

from bot.commands.shared import Actor, fail, run, settings_of, with_database
from bot.common.clock import china_now
from bot.conversation.hooks import StaffDecision
from bot.runtime.openers import open_staff_actions
from bot.storage import staff_accounts
from bot.storage.database import Database
from bot.storage.staff_accounts import Role, StaffAccount

staff = typer.Typer(no_args_is_help=True, help="Accounts for the console")

Name = Annotated[str, typer.Argument(help="As they sign in")]


@staff.command()
def add(
    name: Name, role: Annotated[Role, typer.Option(help="clerk, editor or manager")] = Role.CLERK
) -> None:
    """A new account, or a new password for one; it is asked for, or comes from STAFF_PASSWORD or standard input."""
    password = os.environ.get("STAFF_PASSWORD") or _ask_password()

    async def write(database: Database) -> StaffAccount:
        async with database.work() as work:
            account = await staff_accounts.save(work, name, role, password, "cli", china_now())
            await work.commit()
            return account

    account = with_database(settings_of(), write)
    typer.echo(f"{account.name} {account.role}")


@staff.command("list")
def listed() -> None:
    """Every account in use."""

    async def read(database: Database) -> list[StaffAccount]:
        async with database.work() as work:
            return await staff_accounts.active_accounts(work)

    for account in with_database(settings_of(), read):
        typer.echo(f"{account.name} {account.role}")


@staff.command()
def remove(name: Name) -> None:
    """Close an account; its sessions end at once."""

    async def write(database: Database) -> bool:
        async with database.work() as work:
            removed = await staff_accounts.remove(work, name, "cli", china_now())
            await work.commit()
            return removed

    if not with_database(settings_of(), write):
        raise fail(f"there is no account {name}", 1)
    typer.echo(f"{name} removed")


def desk(
    kind: Annotated[str, typer.Argument(help="tickets, talent_requests, …: a kind that `export` knows")],
    number: Annotated[int, typer.Argument(help="The record's id, as `export` shows it")],
    status: Annotated[str, typer.Argument(help="Its new status")],
    note: Annotated[str, typer.Option(help="What the resident is told with it")] = "",
    actor: Actor = "staff",
) -> None:
    """Decide on a record: change its status and tell the resident."""
    settings = settings_of()

    async def decide() -> str:
        async with open_staff_actions(settings) as actions:
            return await actions.decide(kind, StaffDecision(number, status, note), actor)

    typer.echo(run(decide()))


def _ask_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("密码", hide_input=True, confirmation_prompt=True))
