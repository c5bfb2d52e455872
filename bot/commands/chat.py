"""`python -m bot chat`: the conversation in the terminal."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.channels import terminal
from bot.commands.shared import run, settings_of
from bot.common.message import Address, Channel
from bot.runtime import composition

_out = Console()


def chat(
    user: Annotated[str, typer.Option(help="Who is talking; a conversation belongs to a user")] = "me",
    record: Annotated[
        Path | None, typer.Option(help="Write the conversation to this file, as a test")
    ] = None,
) -> None:
    """Talk to the bot in the terminal."""
    settings = settings_of()

    async def talk() -> None:
        async with composition.build(settings) as app:
            address = str(Address(Channel.TERMINAL, user))
            await terminal.chat(app.engine, address, input, _show, record=record)

    with suppress(KeyboardInterrupt):
        run(talk())


def _show(text: str) -> None:
    """An answer as it stands: its square brackets are no markup."""
    _out.print(text, markup=False, highlight=False)
