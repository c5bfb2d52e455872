"""`python -m bot review …`: what was not understood, labelled and turned into phrases."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.shared import T, settings_of, with_database
from bot.common.clock import china_now
from bot.conversation.phrase_review import PhraseReview
from bot.services import LABELS
from bot.storage.database import Database

review = typer.Typer(no_args_is_help=True, help="What was not understood: list, label, turn into phrases")
_out = Console()


@review.command("list")
def list_open(limit: Annotated[int, typer.Option(help="How many to show")] = 50) -> None:
    """Messages that were asked back, missed or answered 不是, the most frequent first."""
    table = Table("编号", "次数", "说的话", "当时", "听成", "后来选了")
    for message in _with(lambda reviewing: reviewing.listed(limit=limit)):
        table.add_row(
            str(message.id), str(message.count), message.text, message.reason, message.intent, message.chosen
        )
    _out.print(table)


@review.command()
def label(number: Annotated[int, typer.Argument()], intent: Annotated[str, typer.Argument()]) -> None:
    """Say what a message means, by its label."""
    _with(lambda reviewing: reviewing.label(number, intent))
    typer.echo(f"{number} → {intent}")


@review.command()
def dismiss(number: Annotated[int, typer.Argument()]) -> None:
    """Leave a message alone: it teaches nothing."""
    _with(lambda reviewing: reviewing.dismiss(number))
    typer.echo(f"{number} 放下了")


@review.command()
def write() -> None:
    """Write the labelled messages into intents/ as phrases; running servers take them up by themselves."""
    for message, where in _with(lambda reviewing: reviewing.write()):
        typer.echo(f"「{message.text}」→ {message.label} {where}")


def _with(work: Callable[[PhraseReview], Awaitable[T]]) -> T:
    """Run work that needs the review of phrases."""
    settings = settings_of()

    async def reviewed(database: Database) -> T:
        return await work(PhraseReview(database, settings.content_dir, china_now, "staff", LABELS))

    return with_database(settings, reviewed)
