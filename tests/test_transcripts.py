"""Plays every conversation in `transcripts/` through the real engine.

A transcript:
    about: what it shows
    at: 2026-05-06T09:00+08:00          (optional: when it begins)
    turns:
      - user: what the resident says
        bot: [words that the answer must hold, each of three characters at least; none with `replies: 0`]
        not: [words that it must not hold]   (optional)
        by: another resident                 (optional)
        kind: image                          (optional: what was sent, if not a text)
        picture: http://…                    (optional: where the picture lies)
        urgent: true                         (optional: the answer is an emergency's)
        replies: 2                           (optional: how many replies; 1 when not said)
        form: enrol | none                   (optional: the form that is open afterwards)
        slots: {phone: "13800000000"}        (optional: what the form holds; "" for not yet)
      - wait: 31 minutes                     (time passes)
      - restart: true                        (the process is a new one)
      - notices: 1                           (the outbox delivers so many)
      - periodic_jobs: true                  (a round of the jobs of every minute)
      - decide: tickets                      (the staff decide on a record)
        row: 1
        status: resolved
        note: 修好了                          (optional)
    enrolments:                              (optional: what is on record in the end)
      - {course: 家政服务, name: 张秀英, status: confirmed}
    records:                                 (optional: the same for other kinds of export)
      tickets:
        - {detail: 路灯坏了, status: resolved}
"""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from redis.asyncio import Redis

from bot.common.message import Kind
from bot.common.text import plain
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.engine import TurnResult
from bot.conversation.hooks import StaffDecision
from bot.conversation.say.wording import Wording
from bot.services import exported
from bot.understanding.pipeline import Understanding
from tests.databases import opened
from tests.stage import Stage, staged

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.rglob("*.yaml"))


class Twice(Stage):
    """A stage where a new process hears each message, and then hears it again."""

    async def say(self, text: str, user: str = "me", **how: Any) -> TurnResult:
        """The answer to the message, which is the same the second time."""
        self.restart()
        message_id = how.pop("message_id", "") or f"twice{len(self.engines)}"
        first = await super().say(text, user, message_id=message_id, **how)
        again = await super().say(text, user, message_id=message_id, **how)
        assert plain(again.replies) in ("", plain(first.replies))
        return first


@pytest.fixture
async def twice(
    content: Content, understanding: Understanding, redis: Redis, tmp_path: Path
) -> AsyncIterator[Twice]:
    """Such a stage."""
    async with staged(Twice, content, understanding, redis, tmp_path) as played:
        yield played


def test_there_are_enough() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
async def test_transcript(stage: Stage, file: Path) -> None:
    await _played(stage, file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
async def test_transcript_with_retries_and_restarts(twice: Twice, file: Path) -> None:
    """The same with every message delivered twice, as WeChat does after five seconds, and a new process before each."""
    await _played(twice, file)


async def _played(stage: Stage, file: Path) -> None:
    script = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(script) <= {"about", "at", "turns", "enrolments", "records"}
    if "at" in script:
        stage.now = datetime.fromisoformat(str(script["at"]))
    for number, turn in enumerate(script["turns"], 1):
        await _play(stage, turn, f"{file.name}, turn {number}")
    await _all_on_record(stage, script)


async def _play(stage: Stage, turn: dict[str, Any], where: str) -> None:
    if "wait" in turn:
        amount, unit = turn["wait"].split()
        stage.wait(**{unit: float(amount)})
    elif "restart" in turn:
        stage.restart()
    elif "notices" in turn:
        assert await stage.notices() == turn["notices"], where
    elif "periodic_jobs" in turn:
        await stage.periodic_jobs()
    elif "decide" in turn:
        await stage.order(turn["decide"], StaffDecision(turn["row"], turn["status"], turn.get("note", "")))
    else:
        await _say(stage, turn, where)


async def _say(stage: Stage, turn: dict[str, Any], where: str) -> None:
    known = {"user", "bot", "not", "by", "kind", "picture", "urgent", "replies", "form", "slots"}
    assert set(turn) <= known, where
    by = turn.get("by", "me")
    turned = await stage.say(
        str(turn["user"] or ""), by, kind=Kind(turn.get("kind", "text")), picture=turn.get("picture", "")
    )
    said = plain(turned.replies)
    shown = f"{where}: 「{turn['user']}」 → {said}"
    for words in turn["bot"]:
        assert str(words) in said, f"{words!r} is missing in {shown}"
    for words in turn.get("not", ()):
        assert str(words) not in said, f"{words!r} must not be in {shown}"
    assert len(turned.replies) == turn.get("replies", 1), shown
    assert any(reply.urgent for reply in turned.replies) == turn.get("urgent", False), shown
    if "form" in turn or "slots" in turn:
        form = (await stage.session(by)).form
        assert (form.form if form else "none") == turn.get("form", form.form if form else "none"), shown
        slots = form.slots if form else {}
        for name, value in turn.get("slots", {}).items():
            assert slots.get(name, "") == (value or ""), f"{name} in {shown}"


async def _all_on_record(stage: Stage, script: dict[str, Any]) -> None:
    await (
        stage.end()
    )  # what goes on beside the answers (the staff are told of an emergency) is on record then
    kinds = dict(script.get("records", {}))
    if "enrolments" in script:
        kinds["enrolments"] = script["enrolments"]
    for kind, wanted in kinds.items():
        await _on_record(stage, kind, wanted)


async def _on_record(stage: Stage, kind: str, expected: list[dict[str, Any]]) -> None:
    async with stage.database.work() as work:
        table = await exported(work, kind, stage.snapshot.content)
    rows = list(table)
    assert len(rows) == len(expected), rows
    for row, wanted in zip(rows, expected, strict=True):
        assert {key: row[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", ["for-mother", "waitlist", "same-person-twice", "withdraw"])
async def test_transcript_on_postgresql(
    name: str, content: Content, understanding: Understanding, redis: Redis, postgres_url: str
) -> None:
    script = yaml.safe_load((FOLDER / "enrolment" / f"{name}.yaml").read_text(encoding="utf-8"))
    async with opened(postgres_url) as database:
        stage = Stage(ContentSnapshot(content, understanding, Wording(content.replies)), database, redis)
        for number, turn in enumerate(script["turns"], 1):
            await _play(stage, turn, f"{name} on PostgreSQL, turn {number}")
        await _all_on_record(stage, script)
