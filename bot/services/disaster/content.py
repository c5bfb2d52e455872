"""dangers.yaml: first steps in emergencies beside the hazards that have tips of their own."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.hazards import Hazard, card_problems
from bot.content.snapshot import Content, ContentPart, single_file
from bot.content.source import Document, Problem

GENERAL = "general"
"""The id of the entry that serves an emergency of no known kind."""


class Danger(ContentModel):
    """A danger that is none of the hazards (a heart attack, a burglar): whom to call, and the first steps."""

    id: NonEmptyStr
    name: NonEmptyStr
    call: Literal["119", "120", "110"]
    also: tuple[NonEmptyStr, ...] = ()
    before_call: str = ""
    now: tuple[NonEmptyStr, ...] = Field(min_length=3, max_length=6)


class DangerFile(Governed):
    """The file."""

    dangers: tuple[Danger, ...]


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for number, danger in enumerate(document.data["dangers"]):
            yield from card_problems(document, ("dangers", number), danger["now"])
        if GENERAL not in content.part(DANGERS):
            yield document.problem(("dangers",), f"缺少编号为 {GENERAL} 的一条")
    cards = {*Hazard, *content.part(DANGERS)}
    for sayings in content.danger:
        if sayings.danger not in cards:
            yield Problem("intents/danger", 1, f"「{sayings.danger}」没有紧急卡片")


DANGERS = ContentPart(
    single_file("dangers.yaml", DangerFile, lambda file: {danger.id: danger for danger in file.dangers}),
    check=_check,
    lists={"dangers": "紧急情况"},
)
