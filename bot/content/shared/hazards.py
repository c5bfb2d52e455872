"""tips/<hazard>.yaml: what to do before, during and after a disaster, and in the moment of danger.

Read by disaster (tips, shelters, emergency cards), subscription, feedback, understanding (signs of danger) and the console.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from pydantic import Field

from bot.content.governed import Governed
from bot.content.lexicon import SlotName
from bot.content.model import NonEmptyStr
from bot.content.shared.emergency_cards import EmergencyCard, card_problems
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem

TIP_LENGTH = 60  # characters of a tip, so that it fits into an SMS of 70 with the signature


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


class Tips(Governed, EmergencyCard):
    """One file.

    aliases: words that residents use for the hazard. shelter: what a place to shelter from it must be like.
    """

    hazard: Hazard
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    before: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    during: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    after: tuple[NonEmptyStr, ...] = Field(min_length=5, max_length=7)
    shelter: str = ""


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
        yield from card_problems(document, (), document.data)


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
