"""Residents' questions find the passage that answers them, among everything that the staff wrote."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.common.text import plain
from bot.content.shared.questions import QUESTIONS
from bot.content.snapshot import Content
from bot.conversation.turn import Turn
from bot.services.signposts.content import SIGNPOSTS
from bot.services.signposts.service import lines_of
from tests.stage import Stage

FOLDER = Path(__file__).parent.parent.parent / "questions"
# The share that finds its answer. held_out: written apart, after the content, and nothing was changed for it.
ENOUGH = {"facts.txt": 0.9, "report.txt": 0.9, "signposts.txt": 0.9, "held_out.txt": 0.62}


def _asked(file: str) -> Iterator[tuple[str, str]]:
    """The questions of a file, with the signpost that answers them, or = and words of the answer."""
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            question, _, answer = line.partition("\t")
            yield question, answer


def _is_answered(reply: str, answer: str, content: Content) -> bool:
    if answer.startswith("="):
        return answer[1:] in reply
    signpost = next(entry for entry in content.part(SIGNPOSTS) if entry.id == answer)
    return signpost.what in reply or (bool(signpost.danger) and signpost.danger in reply)


@pytest.mark.parametrize("file", sorted(ENOUGH))
async def test_questions_find_what_answers_them(stage: Stage, content: Content, file: str) -> None:
    missed = []
    asked = list(_asked(file))
    for number, (question, answer) in enumerate(asked):
        reply = plain((await stage.say(question, f"u{number}")).replies)
        if not _is_answered(reply, answer, content):
            missed.append(f"{question} → {reply[:60]!r}")
    assert len(missed) <= len(asked) * (1 - ENOUGH[file]), "\n".join(missed)


def test_there_are_enough_questions() -> None:
    assert sum(len(list(_asked(file.name))) for file in FOLDER.glob("*.txt")) >= 350


async def test_every_known_question_is_answered_to_its_own_words(stage: Stage, content: Content) -> None:
    missed = []
    for question in content.part(QUESTIONS).all:
        for ask in question.ask:
            replies = (await stage.say(ask, ask)).replies
            if question.answer not in plain(replies) and not any(reply.urgent for reply in replies):
                missed.append(f"{question.id}: {ask} → {plain(replies)[:60]!r}")
    assert missed == []


def test_enough_signposts_and_words(content: Content) -> None:
    signposts = content.part(SIGNPOSTS)
    assert len(signposts) >= 80
    assert all(len({*signpost.words, *signpost.sure}) >= 15 for signpost in signposts)
    assert {dict(passage.wish.slots).get("signpost") for passage in content.passages} >= {
        signpost.id for signpost in signposts
    }


def test_every_signpost_is_short(stage: Stage, content: Content) -> None:
    """The last of five lines says what to do."""
    turn = cast("Turn", SimpleNamespace(words=stage.snapshot.words))
    assert all(len(lines_of(turn, signpost)) <= 4 for signpost in content.part(SIGNPOSTS))
