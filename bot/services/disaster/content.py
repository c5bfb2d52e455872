"""dangers/*.yaml: first steps in emergencies beside the hazards that have tips of their own."""

from collections.abc import Iterator, Sequence

from bot.content.governed import Governed
from bot.content.model import NonEmptyStr
from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.content.shared.emergency_cards import EmergencyCard, card_problems
from bot.content.shared.hazards import TIPS, Hazard
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem
from bot.understanding.danger_signs.danger import GENERAL


class Danger(EmergencyCard):
    """A danger that is none of the hazards (a heart attack, a burglar): whom to call, and the first steps."""

    id: NonEmptyStr
    name: NonEmptyStr


class DangerFile(Governed):
    """A file."""

    dangers: tuple[Danger, ...]


def _by_id(files: Sequence[DangerFile]) -> dict[str, Danger]:
    return {danger.id: danger for file in files for danger in file.dangers}


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    files: dict[str, str] = {}
    for document in documents:
        for number, danger in enumerate(document.data["dangers"]):
            yield from card_problems(document, ("dangers", number), danger)
            if files.setdefault(danger["id"], document.file) != document.file:
                text = f"编号「{danger['id']}」在 {files[danger['id']]} 里已经有了"
                yield document.problem(("dangers", number, "id"), text)
    if GENERAL not in content.part(DANGERS):
        yield Problem("knowledge/dangers", 1, f"缺少编号为 {GENERAL} 的一条")
    cards = {*Hazard, *content.part(DANGERS)}
    for card, written in content.part(DANGER_ANSWERS).items():
        for unknown in {card, *(answer.then for answer in written.answers)} - cards - {""}:
            yield Problem(f"knowledge/danger_answers/{card}.yaml", 1, f"「{unknown}」没有紧急卡片")
    for sayings in content.danger:
        if sayings.danger not in cards:
            yield Problem("intents/danger", 1, f"「{sayings.danger}」没有紧急卡片")


DANGERS = ContentPart(
    every_file("dangers/*.yaml", DangerFile, _by_id),
    check=_check,
    lists={"dangers": "紧急情况"},
)


def card_name(content: Content, card: str) -> str:
    """How the danger with this card is called."""
    dangers = content.part(DANGERS)
    if card in dangers:
        return dangers[card].name
    names = {hazard.value: about.name for hazard, about in content.part(TIPS).items()}
    return names.get(card, card)
