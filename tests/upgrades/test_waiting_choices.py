"""Sessions that release 0.1.0 left waiting for an answer: each of its choices still does what it did.

`release-0.1.0/choices.json`: sessions as that release wrote them (seen at 09:00 on 2026-05-06), by what they wait for.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.common.text import plain
from bot.conversation.session import dumps, loads
from bot.services import exported
from tests.stage import Stage

SESSIONS = json.loads((Path(__file__).parent / "release-0.1.0" / "choices.json").read_text(encoding="utf-8"))


async def left(stage: Stage, name: str) -> None:
    """Let the resident's session be the one that the release left."""
    session = loads(json.dumps(SESSIONS[name]).encode())
    assert session is not None
    async with stage.sessions.open("terminal:me") as held:
        session.turn, session.writes = held.session.turn, held.session.writes
        held.session = session
        assert await held.save()


async def said(stage: Stage, *texts: str) -> str:
    """The answer to the last of these."""
    answer = ""
    for text in texts:
        answer = plain((await stage.say(text)).replies)
    return answer


async def on_record(stage: Stage, kind: str, *columns: str) -> list[tuple[Any, ...]]:
    async with stage.database.work() as work:
        rows = list(await exported(work, kind, stage.snapshot.content))
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.mark.parametrize(
    ("waiting", "taken", "answer"),
    [
        ("confirm", "1", "报好了"),
        ("confirm", "2", "要改哪一项"),
        ("confirm", "3", "不办了"),
        ("change", "3", "叫什么名字"),
        ("age", "1", "哪门课"),
        ("age", "2", "今年多大"),
        ("skip", "1", "什么时候有空"),
        ("missed", "1", "工作人员"),
        ("missed", "2", "给您留一天"),
        ("draft", "1", "叫什么名字"),
        ("draft", "2", "那就不弄了"),
        ("guess", "2", "工作人员"),
        ("erase", "1", "删好"),
        ("erase", "2", "都给您留着"),
        ("request_question", "1", "想学什么"),
        ("employer", "1", "招人"),
        ("big", "更多", "绿化养护"),
        ("big", "3", "绿化养护"),
        ("big", "再说一遍", "技能课（第1页"),
    ],
)
async def test_a_choice_does_what_it_did(stage: Stage, waiting: str, taken: str, answer: str) -> None:
    await left(stage, waiting)
    assert answer in await said(stage, taken)


async def test_a_withdrawal_that_waits_to_be_confirmed_is_carried_out(stage: Stage) -> None:
    await said(stage, "我想报家政", "1", "张秀英", "13812345678", "1")
    await left(stage, "sure_cancel")
    await said(stage, "1")
    assert await on_record(stage, "enrolments", "name", "status") == [("张秀英", "cancelled")]


@pytest.mark.parametrize(("taken", "status"), [("1", "stopped"), ("2", "active")])
async def test_the_answer_to_are_you_sure_counts(stage: Stage, taken: str, status: str) -> None:
    await said(stage, "我会修电器", "1", "张秀英", "13812345678", "1")
    await left(stage, "talent_stop")
    await said(stage, taken)
    assert await on_record(stage, "talents", "name", "status") == [("张秀英", status)]


async def test_a_correction_changes_the_record_that_it_is_of(stage: Stage) -> None:
    await said(stage, "我想加入志愿者", "1", "1", "跳过", "跳过", "张秀英", "13812345678", "1")
    await left(stage, "change_link")
    assert "要改哪一项" in await said(stage, "3")
    await said(stage, "姓名", "李秀英", "对")
    assert await on_record(stage, "volunteers", "name", "status") == [("李秀英", "active")]


@pytest.mark.parametrize("waiting", sorted(SESSIONS))
def test_what_is_written_again_the_old_release_can_read(waiting: str) -> None:
    """While one release replaces the other, both read what either wrote."""
    session = loads(json.dumps(SESSIONS[waiting]).encode())
    assert session is not None
    written = json.loads(dumps(session))
    for field in ("form", "draft", "topic"):
        assert written.get(field) == SESSIONS[waiting].get(field)
    for field in ("choices", "later"):
        assert [_full(choice) for choice in written.get(field, [])] == [
            _full(choice) for choice in SESSIONS[waiting].get(field, [])
        ]


def _full(choice: dict[str, Any]) -> dict[str, Any]:
    """With the fields that are left out when they say nothing; 0.1.0 had a word of its own for what opens a form."""
    empty: dict[str, Any] = {"value": "", "intent": "", "slots": [], "more": False, "detail": ""}
    whole = empty | choice
    whole["slots"] = [["open", "yes"] if slot == ["ask", "yes"] else slot for slot in whole["slots"]]
    return whole
