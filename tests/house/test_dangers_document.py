"""`docs/dangers.md` says of every danger what its card says."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.content.governed import Governed, Source
from bot.content.shared.emergency_cards import DANGER_NEXT, EmergencyCard, GeneralNextSteps
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.content.snapshot import Content
from bot.services import load_content
from bot.services.disaster.content import DANGERS, Danger, DangerFile
from tests.stage import ROOT

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "dangers.md"
EXAMPLES = 3  # sentences that stand for the signs of a danger
HEADER = """\
# Dangers

What the bot says first in every danger, for an emergency office to read and sign off. The table is written by
`.venv/bin/python -m tests.house.test_dangers_document`; as a test it fails when a card has changed.

*Signs*: three of the sentences of `intents/danger/` by which the danger is recognised. *First*: what is done before calling, or the
number, then the first line. *Never*: what must not be done. *Source*: what the card is based on; *no address*: the source is named,
but no public address was found. *Review by*: the day by which the file is to be read again. The cards stand in
`knowledge/dangers/` and `knowledge/tips/`, what is said after them in their `next` and in `knowledge/danger_next.yaml`.

| Danger | Signs | First | Never | Other numbers | Source | Review by | Signed off |
|---|---|---|---|---|---|---|---|
"""
FOOTER = """\

## In any danger

| | |
|---|---|
"""


def dangers_document() -> str:
    """The whole document."""
    loaded = load_content(ROOT)
    content = loaded.content
    assert content is not None, loaded.problems
    files = [
        DangerFile.model_validate(document.data, strict=False) for document in loaded.documents_of(DANGERS)
    ]
    rows = [_row(content, danger.id, danger, file) for file in files for danger in file.dangers]
    rows += [_row(content, hazard, tips, tips) for hazard, tips in _hazards(content)]
    return f"{HEADER}{''.join(rows)}{FOOTER}{''.join(_general(content.part(DANGER_NEXT)))}"


def _hazards(content: Content) -> Iterator[tuple[str, Tips]]:
    tips = content.part(TIPS)
    yield from ((hazard.value, tips[hazard]) for hazard in Hazard)


def _row(content: Content, key: str, card: Danger | Tips, file: Governed) -> str:
    first = f"{card.before_call}：**{card.call}**" if card.before_call else f"**{card.call}**"
    inside = f"<br>*in it*: {card.inside.before_call}<br>{card.inside.now[0]}" if card.inside else ""
    cells = (
        f"{card.name}<br>`{key}`",
        _lines(_signs(content, key)),
        f"{first}<br>{card.now[0]}{inside}",
        card.never,
        _lines(card.also),
        _lines(_sources(card, file.sources)),
        str(file.review_by),
        "",
    )
    return f"| {' | '.join(cells)} |\n"


def _signs(content: Content, key: str) -> Sequence[str]:
    said = next((sentences.now for sentences in content.danger if sentences.danger == key), ())
    return [f"「{sentence}」" for sentence in said[:EXAMPLES]]


def _sources(card: EmergencyCard, sources: Iterable[Source]) -> list[str]:
    known = {source.title: source for source in sources}
    return [_source(known[title]) for title in card.based_on]


def _source(source: Source) -> str:
    return f"{source.title}，{source.publisher}，{f'<{source.url}>' if source.url else 'no address'}"


def _general(steps: GeneralNextSteps) -> Iterator[str]:
    texts = {
        "By SMS": f"{steps.sms}<br>「{steps.sms_text}」", "No credit": steps.no_credit, "No voice": steps.no_voice,
        "To the operator": steps.operator, "A small child": _lines(steps.children), "Fear": steps.fear,
        "Nobody answers": steps.next.cannot_reach, "It grows": steps.next.growing, "Alone": steps.next.alone,
        "Cannot call": steps.next.cannot_call, "Help has come": steps.next.arrived, "It is over": steps.next.over,
        "Who helps": steps.helpers, "Source": _lines(_source(source) for source in steps.sources),
        "Review by": str(steps.review_by),
    }  # fmt: skip
    yield from (f"| {name} | {text} |\n" for name, text in texts.items())


def _lines(parts: Iterable[str]) -> str:
    return "<br>".join(parts)


def test_the_document_says_what_the_cards_say() -> None:
    if DOCUMENT.read_text(encoding="utf-8") != dangers_document():
        raise AssertionError(
            "docs/dangers.md is out of date: .venv/bin/python -m tests.house.test_dangers_document writes it"
        )


def test_every_card_has_sentences_by_which_it_is_recognised() -> None:
    content = load_content(ROOT).content
    assert content is not None
    said = {sentences.danger for sentences in content.danger}
    assert {*Hazard, *content.part(DANGERS)} - said <= {Hazard.FIRST_AID}


if __name__ == "__main__":
    DOCUMENT.write_text(dangers_document(), encoding="utf-8")
