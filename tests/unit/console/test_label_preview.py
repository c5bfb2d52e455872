"""The effect of labelled sentences is computed on a copy, and shown before anything is written."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.console.pages.label_preview import LabelPreviewJob, Score, preview_labels
from bot.services import load_content
from bot.storage import reviews
from bot.storage.reviews import NewReview, Review
from bot.understanding.pipeline import Understanding
from tests.stage import ROOT
from tests.unit.console.office import Office, post

SENTENCE = "那个叮叮当当的班还收人吗"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with few phrases, on which a model is trained in a second."""
    small = tmp_path_factory.mktemp("small")
    for room in ("intents", "knowledge"):
        shutil.copytree(ROOT / room, small / room)
    for file in (small / "intents").glob("*.yaml"):
        data: Any = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)
        for intent in data.get("intents", ()):
            intent["phrases"] = [phrase for phrase in intent["phrases"] if "{" not in phrase][:12]
        file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return small


async def test_what_was_learnt_is_told_before_it_is_written(folder: Path) -> None:
    content = load_content(folder).content
    assert content is not None
    current = Understanding(content)
    assert current.parse(SENTENCE).intent != "training.enrol"
    labelled = [Review(SENTENCE, "missed", "", id=1, label="training.enrol")]
    files = {file: file.read_bytes() for file in (folder / "intents").glob("*.yaml")}
    preview = preview_labels(folder, current, labelled, [Review(SENTENCE, "missed", "", id=2)])
    assert preview.labelled == Score(0, 1, 1)
    assert (preview.unlabelled.after, preview.unlabelled.total) == (1, 1)
    assert 0 < preview.known.after <= preview.known.total
    assert {file: file.read_bytes() for file in (folder / "intents").glob("*.yaml")} == files


async def test_a_preview_is_that_of_the_sentences_it_was_asked_for(folder: Path) -> None:
    content = load_content(folder).content
    assert content is not None
    job, sentence = LabelPreviewJob(folder), Review(SENTENCE, "missed", "", id=1, label="training.enrol")
    job.start(Understanding(content), [sentence], [])
    assert job.is_running()
    async with asyncio.timeout(60):
        while job.is_running():
            await asyncio.sleep(0.05)
    assert job.result_for([sentence]) is not None
    assert job.result_for([sentence, sentence]) is None


async def test_a_label_is_given_by_what_it_is_called_and_taken_back(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    async with office.database.work() as work:
        await reviews.add(work, [NewReview(SENTENCE, "missed", "")], office.now[0])
        await work.commit()
    title = office.context.content().intents["training.enrol"].title
    assert (await post(clerk, "/review/1", label=title)).status_code == 303
    page = (await clerk.get("/console/review")).text
    assert f"「{SENTENCE}」是 {title}" in page
    assert (await post(clerk, "/review/1/undo")).status_code == 303
    assert "还没写进去" not in (await clerk.get("/console/review")).text
    await post(clerk, "/review/effect")
    assert "先标几句" in (await clerk.get("/console/review")).text
