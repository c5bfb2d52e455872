"""`python -m bot review …`: what was not understood, labelled and turned into phrases."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.shared import settings_of
from bot.common.clock import china_now
from bot.common.logs import configure
from bot.conversation.phrase_review import PhraseReview
from bot.runtime import job_context as backstage
from bot.storage.reviews import Review

review = typer.Typer(no_args_is_help=True, help="What was not understood: list, label, turn into phrases")
_out = Console()


@review.command("list")
def list_open(limit: Annotated[int, typer.Option(help="How many to show")] = 50) -> None:
    """Messages that were asked back, missed or answered 不是, the most frequent first."""
    rows: list[Review] = _with(lambda reviewing: reviewing.listed(limit=limit))
    table = Table("编号", "次数", "说的话", "当时", "听成", "后来选了")
    for one in rows:
        table.add_row(str(one.id), str(one.count), one.text, one.reason, one.intent, one.chosen)
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
    for one, where in _with(lambda reviewing: reviewing.write()):
        typer.echo(f"「{one.text}」→ {one.label} {where}")


def _with(work: Callable[[PhraseReview], Awaitable[Any]]) -> Any:
    settings = settings_of()
    configure("error", as_json=False)

    async def run() -> Any:
        async with backstage.open_database(settings) as database:
            return await work(PhraseReview(database, settings.content_dir, china_now, "staff"))

    return asyncio.run(run())
