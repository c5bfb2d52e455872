"""tips/<hazard>.yaml: what to do before, during and after a disaster, and in the moment of danger.

Read by disaster (tips, shelters, emergency cards), subscription, feedback, understanding (signs of danger) and the console.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.content.governed import Governed
from bot.content.lexicon import SlotName
from bot.content.model import NonEmptyStr
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem, Where

TIP_LENGTH = 60  # characters of a tip, so that it fits into an SMS of 70 with the signature
CARD_LINE_LENGTH = 22  # characters of a line that is read in danger


class Hazard(StrEnum):
    """The hazards that tips exist for; the values are the slot values of `hazard`."""

    TYPHOON = "typhoon"
    RAINSTORM = "rainstorm"
    FLOOD = "flood"
    FIRE = "fire"
    EARTHQUAKE = "earthquake"
    LIGHTNING = "lightning"
    HEAT = "heat"
    COLD = "cold"
    GAS = "gas"
    ELECTRICITY = "electricity"
    DROWNING = "drowning"
    LANDSLIDE = "landslide"
    TRAFFIC = "traffic"
    EPIDEMIC = "epidemic"
    FIRST_AID = "first_aid"
    ELEVATOR = "elevator"
    FOOD_SAFETY = "food_safety"


class Tips(Governed):
    """One file.

    aliases: words that residents use for the hazard.
    call: the number to ring first (119, 120 or 110); also: other numbers and when they are the right ones;
    before_call: what has to be done before ringing (gas: 先到室外). now: the first steps when it is happening,
    short imperative lines, most urgent first. shelter: what a place to shelter from it must be like.
    """

    hazard: Hazard
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    call: Literal["119", "120", "110"]
    also: tuple[NonEmptyStr, ...] = ()
    before_call: str = ""
    now: tuple[NonEmptyStr, ...] = Field(min_length=3, max_length=6)
    before: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    during: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    after: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    shelter: str = ""


def card_problems(document: Document, where: Where, lines: Sequence[str]) -> Iterator[Problem]:
    """The lines of an emergency card that are too long to be read at a glance."""
    for number, line in enumerate(lines):
        if len(line) > CARD_LINE_LENGTH:
            text = f"紧急卡片一行最多 {CARD_LINE_LENGTH} 个字，这行有 {len(line)} 个"
            yield document.problem((*where, "now", number), text)


def _names(tips: Mapping[Hazard, Tips]) -> Iterator[SlotName]:
    """The value is the hazard's identifier."""
    for hazard, about in tips.items():
        yield from (SlotName("hazard", hazard.value, name) for name in (about.name, *about.aliases))


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """There are tips for every hazard, no name stands for two hazards, tips fit an SMS and cards a glance."""
    for hazard in Hazard:
        if hazard not in content.part(TIPS):
            yield Problem("knowledge/tips", 1, f"缺少「{hazard}」的防灾知识")
    names: dict[str, str] = {}
    for document in documents:
        own_name = document.data["name"]
        for name in (own_name, *document.data.get("aliases", ())):
            other = names.setdefault(name, own_name)
            if other != own_name:
                yield document.problem(("aliases",), f"「{name}」也是「{other}」的叫法，只能属于一种灾害")
        yield from _long_tips(document)
        yield from card_problems(document, (), document.data["now"])


def _long_tips(document: Document) -> Iterator[Problem]:
    for phase in ("before", "during", "after"):
        for number, tip in enumerate(document.data[phase]):
            if len(tip) > TIP_LENGTH:
                text = f"这条有 {len(tip)} 个字，一条短信最多 {TIP_LENGTH} 个字"
                yield document.problem((phase, number), text)


TIPS = ContentPart(
    every_file("tips/*.yaml", Tips, lambda files: {tips.hazard: tips for tips in files}, unique="hazard"),
    names=_names,
    check=_check,
)
