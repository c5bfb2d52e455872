"""`docs/danger_answers.md` holds every answer that is given after a card, for an emergency office to sign off."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.governed import Source
from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswer, DangerAnswers
from bot.content.shared.hazards import Hazard
from bot.content.snapshot import Content
from bot.services import load_content
from bot.services.disaster.arrest_content import ARREST, Pressing
from bot.services.disaster.content import DANGERS, card_name
from tests.stage import ROOT

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "danger_answers.md"
EXAMPLES = 2  # wordings that stand for all of an answer
HEADER = """\
# After the card

What the bot answers to what residents say once the card of a danger was shown, for an emergency office to read and sign off.
Written by `.venv/bin/python -m tests.house.test_answers_document`; as a test it fails when an answer has changed. The answers stand in
`knowledge/danger_answers/`, with all the wordings by which each is found.

*When*: `now` before help has come, `helped` once it is there or all is over, `any`; *ends*: the danger is taken to be over; *eased*: the
worst is, and what is written for it is not said; *to outside*: only to who stands outside of the danger; *→ card*: another danger is on from here, whose card is shown below the answer. *Keep*: said
where no answer fits.
"""


def answers_document() -> str:
    """The whole document."""
    content = load_content(ROOT).content
    assert content is not None
    files = content.part(DANGER_ANSWERS)
    return HEADER + _arrest(content) + "".join(_section(content, files[card]) for card in sorted(files))


def _arrest(content: Content) -> str:
    """What is said in any danger where a heart or a breath has stopped; which words tell so stands in the file."""
    arrest = content.part(ARREST)
    sources = "".join(f"- {_source(source)}\n" for source in arrest.sources)
    rows = "".join(_pressing_rows(content, kind) for kind in arrest.kinds)
    return (
        f"\n## No breath, no heartbeat, in any danger `knowledge/arrest.yaml`\n\nReview by {arrest.review_by}. "
        f"Before it is told that there is none: {arrest.only_if}\n\n{sources}\n"
        f"| Said | Answer | When | Signed off |\n|---|---|---|---|\n{rows}"
    )


def _pressing_rows(content: Content, kind: Pressing) -> str:
    return "".join(
        f"| {said} | {text.answer}<br>*under one year*: {text.baby}<br>*a child*: {text.child} "
        f"| on the card {card_name(content, kind.card)} |  |\n"
        for said, text in (("where, how deep, how often to press", kind.how), ("still no breath", kind.again))
    )


def _section(content: Content, file: DangerAnswers) -> str:
    sources = "".join(f"- {_source(source)}\n" for source in file.sources)
    rows = "".join(_rows(content, file))
    keep = " / ".join(file.keep)
    if file.keep_bystander:
        keep += f"; to a bystander: {' / '.join(file.keep_bystander)}"
    if file.keep_inside:
        keep += f"; to who is in it: {' / '.join(file.keep_inside)}"
    return (
        f"\n## {card_name(content, file.card)} `{file.card}`\n\nReview by {file.review_by}. Keep: {keep}\n\n{sources}\n"
        f"| Said | Answer | When | Signed off |\n|---|---|---|---|\n{rows}"
    )


def _rows(content: Content, file: DangerAnswers) -> Iterator[str]:
    for answer in file.answers:
        said = "<br>".join(f"「{wording}」" for wording in answer.says[:EXAMPLES])
        texts = [answer.answer]
        texts += [f"*the danger is known*: {answer.known}"] if answer.known else []
        texts += [f"*to a bystander*: {answer.bystander}"] if answer.bystander else []
        texts += [f"*to who is in it*: {answer.inside}"] if answer.inside else []
        texts += [f"*an SMS was sent*: {answer.texted}"] if answer.texted else []
        texts += [f"*under one year*: {answer.baby}"] if answer.baby else []
        texts += [f"*a child*: {answer.child}"] if answer.child else []
        yield f"| {said} | {'<br>'.join(texts)} | {_when(content, answer)} |  |\n"


def _when(content: Content, answer: DangerAnswer) -> str:
    then = [f"→ {card_name(content, answer.then)}"] if answer.then else []
    flags = [name for name, is_set in (("ends", answer.ends), ("eased", answer.eased)) if is_set]
    flags += [f"to {answer.to}"] if answer.to != "all" else []
    flags += ["above the card"] if answer.above_card else []
    flags += (
        [f"not on {'、'.join(card_name(content, card) for card in answer.not_on)}"] if answer.not_on else []
    )
    return ", ".join([answer.when, *flags, *then])


def _source(source: Source) -> str:
    return f"{source.title}，{source.publisher}，{f'<{source.url}>' if source.url else 'no address'}"


def test_the_document_says_what_the_answers_say() -> None:
    if DOCUMENT.read_text(encoding="utf-8") != answers_document():
        raise AssertionError(
            "docs/danger_answers.md is out of date: .venv/bin/python -m tests.house.test_answers_document writes it"
        )


def test_every_card_has_answers_and_names_only_cards() -> None:
    content = load_content(ROOT).content
    assert content is not None
    cards, files = {*Hazard, *content.part(DANGERS)}, content.part(DANGER_ANSWERS)
    assert cards == set(files)
    answers = [answer for file in files.values() for answer in file.answers]
    assert {answer.then for answer in answers} - cards <= {""}
    assert {card for answer in answers for card in answer.not_on} <= cards


if __name__ == "__main__":
    DOCUMENT.write_text(answers_document(), encoding="utf-8")
