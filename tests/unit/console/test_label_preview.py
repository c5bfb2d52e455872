"""The effect of labelled sentences is computed on a copy, and shown before anything is written."""

import asyncio
from pathlib import Path

import httpx
import pytest

from bot.console.pages.label_preview import LabelPreviewJob, Score, preview_labels
from bot.content.snapshot import Content
from bot.storage import reviews
from bot.storage.reviews import NewReview, Review
from bot.understanding.pipeline import Understanding
from tests.unit.console.office import Office, post

SENTENCE = "那个叮叮当当的班还收人吗"


@pytest.fixture(scope="module")
def current(small_content: Content) -> Understanding:
    return Understanding(small_content)


async def test_what_was_learnt_is_told_before_it_is_written(
    small_folder: Path, current: Understanding
) -> None:
    assert current.parse(SENTENCE).intent != "training.enrol"
    labelled = [Review(SENTENCE, "missed", "", id=1, label="training.enrol")]
    files = {file: file.read_bytes() for file in (small_folder / "intents").glob("*.yaml")}
    preview = preview_labels(small_folder, current, labelled, [Review(SENTENCE, "missed", "", id=2)])
    assert preview.labelled == Score(0, 1, 1)
    assert (preview.unlabelled.after, preview.unlabelled.total) == (1, 1)
    assert 0 < preview.known.after <= preview.known.total
    assert {file: file.read_bytes() for file in (small_folder / "intents").glob("*.yaml")} == files


async def test_a_preview_is_that_of_the_sentences_it_was_asked_for(
    small_folder: Path, current: Understanding
) -> None:
    job, sentence = (
        LabelPreviewJob(small_folder),
        Review(SENTENCE, "missed", "", id=1, label="training.enrol"),
    )
    job.start(current, [sentence], [])
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
