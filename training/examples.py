"""Writes what the encoder is tuned on: `python -m training.examples FILE`, JSON lines of {"text", "task": label, …, "context"}.

Tasks: intent (phrases), act, kind and slot (labelled turns, with what the state says), answer (what is said in a danger, by
the answer that it wants), passage (what is asked, by what is written), after (kinds of news after a card), danger and card.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.content.snapshot import Content
from bot.services import load_content
from bot.understanding.acts.labelled_turns import labelled_pieces
from bot.understanding.danger_models import danger_training
from bot.understanding.danger_models.danger_model import NEVER
from bot.understanding.models.act_head import context
from bot.understanding.pipeline import Understanding

ROOT = Path(__file__).parent.parent
Row = Mapping[str, str | Sequence[str]]


def examples(content: Content, cache: Path) -> Iterator[Row]:
    """Every sentence of the content that has a label, in the form in which it is embedded."""
    understanding = Understanding(content, cache_dir=cache)

    def clean(text: str) -> str:
        return understanding.analyse(text).normal.clean

    for phrase in understanding.phrases:
        yield {"text": clean(phrase.text), "intent": phrase.label}
    yield from _turns(content, understanding)
    for card, file in content.part(DANGER_ANSWERS).items():
        for number, answer in enumerate(file.answers):
            yield from ({"text": clean(said), "answer": f"{card}/{number}"} for said in answer.says)
    for number, passage in enumerate(content.passages):
        yield from ({"text": text, "passage": str(number)} for text in passage.wordings)
    for kind, says in content.after_card.items():
        yield from ({"text": clean(said), "after": kind} for said in says)
    for example in danger_training.of_files(content.danger):
        card = example.card if example.answer != NEVER else ""
        yield {"text": clean(example.text), "danger": example.answer, "card": card}


def _turns(content: Content, understanding: Understanding) -> Iterator[Row]:
    for piece in labelled_pieces(content.acts):
        if piece.act:
            text = understanding.analyse(piece.text).normal.clean
            told = list(context(piece.state))
            yield {"text": text, "act": piece.act, "kind": piece.kind, "slot": piece.slot, "context": told}


def main() -> None:
    """Write the examples to the file that is named."""
    content = load_content(ROOT).content
    if content is None:
        sys.exit("the content has faults: python -m bot check")
    cache = ROOT / "data" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    with Path(sys.argv[1]).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in examples(content, cache))


if __name__ == "__main__":
    main()
