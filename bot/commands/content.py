"""`python -m bot check`, `understand`, `evaluate` and `learn`: the content, and what is understood with it."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from bot.commands.shared import InputFile, Json, fail, settings_of
from bot.common.clock import china_now
from bot.common.files import write_whole
from bot.content import checks, stale
from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.content.shared.service_answers import SERVICE_ANSWERS
from bot.runtime import snapshot_loading
from bot.runtime.snapshot_loading import content_of
from bot.services import LABELS, load_content
from bot.understanding.acts.labelled_turns import labelled_pieces
from bot.understanding.evaluation import evaluate as evaluation
from bot.understanding.evaluation.evaluation_report import render
from bot.understanding.evaluation.heatmap import page
from bot.understanding.models.answer_head import PASSAGES
from bot.understanding.models.answer_head import save as save_answer_heads
from bot.understanding.pipeline import Understanding
from bot.understanding.semantic_training import (
    train_answer_heads,
    train_heads,
    train_passage_head,
    train_passages,
    train_wordings,
)

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)]


def understand(file: InputFile = None) -> None:
    """JSON Lines {"text": …} in, what was understood out."""
    understanding = _understanding()
    lines = file.read_text(encoding="utf-8").splitlines() if file else sys.stdin
    for number, line in enumerate(lines, 1):
        if line.strip():
            understood = _understood(understanding, line, number)
            print(json.dumps(understood, ensure_ascii=False), flush=True)  # noqa: T201


def evaluate(
    files: Files,
    as_json: Json = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with a heat map to this file")] = None,
    min_accuracy: Annotated[float, typer.Option(help="Exit 1 below this in-scope accuracy (0 to 1)")] = 0.0,
) -> None:
    """Measure understanding on labelled JSON Lines."""
    understanding = _understanding()
    try:
        rows = [
            row
            for file in files
            for row in evaluation.read_rows(file.read_text(encoding="utf-8"), file.name, LABELS)
        ]
    except ValueError as error:
        raise fail(str(error), 2) from None
    report = evaluation.evaluate(understanding, rows)
    typer.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else render(report))
    if html is not None:
        write_whole(html, page(report))
    if report.accuracy < min_accuracy:
        raise typer.Exit(1)


def learn() -> None:
    """Train the semantic step on the phrases and turns in intents/ (minutes the first time, seconds after)."""
    settings = settings_of()
    content = content_of(settings)
    understanding = snapshot_loading.understanding_of(settings, content)
    pieces = list(labelled_pieces(content.acts))
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("句子")

        def progress(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        embed = snapshot_loading.embedder(settings, os.cpu_count() or 1)

        def vectors(of: str) -> Path:
            """Where the vectors that this encoder gives are kept: those of another are never read."""
            return snapshot_loading.cache_dir(settings) / f"{of}-{embed.name}.npz"

        head, acts = train_heads(understanding, pieces, embed, vectors("vectors"), progress)
        passages = train_passages(content.passages, embed, vectors("passage-vectors"), progress)
        said = [
            *(
                text
                for file in content.part(DANGER_ANSWERS).values()
                for answer in file.answers
                for text in answer.says
            ),
            *(text for file in content.part(SERVICE_ANSWERS).values() for text in file.wordings),
        ]
        passage_head = train_passage_head(
            content, understanding, passages, embed, vectors("passage-head-vectors"), progress
        )
        answers = train_wordings(said, embed, vectors("answer-vectors"), progress)
    answers.save(snapshot_loading.answer_vectors(settings))
    heads = train_answer_heads(content.part(SERVICE_ANSWERS), answers)
    save_answer_heads(heads, snapshot_loading.service_answer_heads(settings))
    save_answer_heads({PASSAGES: passage_head}, snapshot_loading.passage_head(settings))
    passages.save(snapshot_loading.passage_vectors(settings))
    head.save(snapshot_loading.semantic_head(settings))
    if acts is not None:
        acts.save(snapshot_loading.act_head(settings))
    typer.echo(f"学会了 {len(understanding.phrases) + len(pieces)} 句")


def check(
    as_stale: Annotated[
        bool, typer.Option("--stale", help="Only list what is out of date or due for review within 30 days")
    ] = False,
) -> None:
    """Check intents/ and knowledge/: file, line, what is wrong; what is out of date is told, and is no failure."""
    loaded, today = load_content(settings_of().content_dir), china_now().date()
    if as_stale:
        for problem in stale.stale(loaded, today):
            typer.echo(str(problem))
        return
    for problem in stale.outdated(loaded, today):
        typer.echo(f"提醒 {problem}", err=True)
    problems = checks.check(loaded, snapshot_loading.expected())
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise fail(f"共 {len(problems)} 处要改", 1)
    typer.echo("内容没有问题")


def _understanding() -> Understanding:
    settings = settings_of()
    return snapshot_loading.understanding_of(settings, content_of(settings))


def _understood(understanding: Understanding, line: str, number: int) -> dict[str, Any]:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError):
        raise fail(f'line {number}: not {{"text": …}}', 2) from None
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
