"""The feedback loop: messages are stored masked, counted, labelled, and written as phrases that are understood at once."""

import shutil
from pathlib import Path

import pytest

from bot.common.errors import ContentError, OrderRefused
from bot.content.edit import add_phrase
from bot.conversation.phrase_review import PhraseReview
from bot.services import LABELS, load_content
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.understanding.pipeline import Understanding
from tests.stage import ROOT, Stage

ODD = "那种拿布拼拼凑凑的花样东西弄得来不"


async def listed(stage: Stage) -> list[Review]:
    async with stage.database.work() as work:
        return await reviews.with_status(work)


async def test_what_was_asked_back_is_kept_masked_and_without_who_said_it(stage: Stage) -> None:
    await stage.say("我叫王小明电话13800001234那个东西怎么弄来着")
    assert await stage.evidence() >= 1
    [noted] = await listed(stage)
    assert "13800001234" not in noted.text
    assert "王小明" not in noted.text
    assert "me" not in noted.text


async def test_the_same_words_count_up(stage: Stage) -> None:
    for user in ("a", "b", "c"):
        await stage.say(ODD, user)
        await stage.evidence()
    [noted] = await listed(stage)
    assert (noted.text, noted.count) == (ODD, 3)


async def test_what_the_resident_chose_is_evidence(stage: Stage) -> None:
    turned = await stage.say(ODD)
    await stage.say("1")
    await stage.evidence()
    [noted] = await listed(stage)
    assert noted.count == 1
    assert noted.chosen == turned.replies[0].choices[0].intent


async def test_a_no_right_after_an_answer_is_kept(stage: Stage) -> None:
    await stage.say("图书馆几点开门")
    await stage.say("不是")
    await stage.evidence()
    assert [(noted.text, noted.reason, noted.intent) for noted in await listed(stage)] == [
        ("图书馆几点开门", "denied", "venue.info")
    ]


async def test_labelled_it_becomes_a_phrase(stage: Stage, tmp_path: Path) -> None:
    for name in ("intents", "knowledge"):
        shutil.copytree(ROOT / name, tmp_path / name)
    await stage.say(ODD)
    await stage.evidence()
    [noted] = await listed(stage)
    reviewing = PhraseReview(stage.database, tmp_path, lambda: stage.now, "staff:li", LABELS)
    with pytest.raises(OrderRefused):
        await reviewing.label(noted.id, "no.such")
    with pytest.raises(OrderRefused):
        await reviewing.label(noted.id + 1, "training.info")
    await reviewing.label(noted.id, "training.browse")
    [(written, where)] = await reviewing.write()
    assert (written.text, where.split(":")[0]) == (ODD, "intents/training.yaml")
    assert await listed(stage) == []
    content = load_content(tmp_path).content
    assert content is not None
    assert content.intents["training.browse"].phrases[-1] == ODD
    fresh = Understanding(content, previous=stage.snapshot.understanding)
    assert fresh.parse(ODD).intent == "training.browse"


def test_a_phrase_is_added_once_and_nothing_else_changes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "intents", tmp_path / "intents")
    file, line = add_phrase(tmp_path, "dialog.bye", "先走: 一步#了")
    before = (ROOT / file).read_text(encoding="utf-8").split("\n")
    after = (tmp_path / file).read_text(encoding="utf-8").split("\n")
    assert after[: line - 1] + after[line:] == before
    with pytest.raises(ContentError):
        add_phrase(tmp_path, "dialog.bye", "先走: 一步#了")
    with pytest.raises(ContentError):
        add_phrase(tmp_path, "no.such", "一句")
