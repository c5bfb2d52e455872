"""The first message of a resident tells the wish and much of what its form asks: what of it reaches the form.

Measured on the openings of the talks in `tests/talks/`, which nothing was learned from.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.session import Session
from tests.stage import Stage

TALKS = Path(__file__).parent.parent.parent / "talks"
EVERY = 3  # so many-th opening is played
FLOORS = {"flow": 0.7, "told": 0.42}  # just under what is reached
_SIGNS = re.compile(r"[\s，,。、；;！!？?（）()\-]|(?<=\d)号?楼|的")
_SAME = (("礼拜天", "周日"), ("星期天", "周日"), ("礼拜", "周"), ("星期", "周"), ("两", "二"), ("幢", "栋"))
_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class Opening:
    """A first message, the form that it opens, and what it tells of it."""

    text: str
    flow: str
    slots: Mapping[str, str]


def openings() -> list[Opening]:
    """The turns that begin a talk with one wish that has a form."""
    files = sorted(TALKS.glob("*.jsonl"))
    turns = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [
        Opening(turn["text"], wishes[0]["flow"], wishes[0]["slots"])
        for turn in turns
        if not set(turn["state"]) & {"flow", "own", "shown", "topic", "slots", "paused"}
        and len(wishes := [command for command in turn["commands"] if command["do"] == "start"]) == 1
    ]


def plain(value: str) -> str:
    """A value without signs, its numbers in figures."""
    for spoken, standard in _SAME:
        value = value.replace(spoken, standard)
    return _SIGNS.sub("", value).translate(_DIGITS).lower()


def is_told(slot: str, value: str, session: Session, reply: str) -> bool:
    """Does the value stand in the form, or in what was said of it?"""
    wanted = plain(value)
    held = plain(session.form.slots.get(slot, "")) if session.form else ""
    return bool(held and (wanted in held or held in wanted)) or wanted in plain(reply)


async def scored(stage: Stage, lines: list[Opening]) -> Counter[str]:
    """How many forms were opened, how many values of the opened forms reached them, and which were lost."""
    counts: Counter[str] = Counter()
    for number, line in enumerate(lines):
        user = f"opening{number}"
        replies = (await stage.say(line.text, user)).replies
        session = await stage.session(user)
        form = session.form.form if session.form else session.topic.done
        said = "\n".join(reply.text for reply in replies)
        counts["lines"] += 1
        counts["flow"] += form == line.flow
        lost = [slot for slot, value in line.slots.items() if not is_told(slot, value, session, said)]
        counts["values"] += len(line.slots)
        counts["told"] += len(line.slots) - len(lost) if form == line.flow else 0
        for slot in lost if form == line.flow else ():
            counts[f"lost {line.flow}.{slot}"] += 1
    return counts


async def test_what_is_told_at_first_reaches_the_form(stage: Stage) -> None:
    counts = await scored(stage, openings()[::EVERY])
    assert counts["lines"] >= 30
    assert counts["flow"] / counts["lines"] >= FLOORS["flow"], counts
    assert counts["told"] / counts["values"] >= FLOORS["told"], counts
