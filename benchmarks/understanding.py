"""How the time of a parse grows with the number of phrases, also as multiples of what jieba takes in the same run."""

import dataclasses
import itertools
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.content.intents import Intent
from bot.content.snapshot import Content
from bot.services import load_content
from bot.understanding.pipeline import Understanding
from bot.understanding.text.segment import Segmenter

ROOT = Path(__file__).parent.parent
SIZES = (2_000, 16_000, 100_000)
ROUNDS = 3
_BEFORE = ("", "我问下", "那边", "上回说的", "隔壁讲", "听人说", "今天想知道", "帮我看看")
_AFTER = ("", "可以不", "行不行", "你看呢", "谢谢侬", "急的", "在线等", "好伐")


def main() -> None:
    """Build an understanding of each size, parse the same messages with each, print the table."""
    content = load_content(ROOT).content
    assert content is not None
    texts = _phrases(content)[::37]
    reference = _median(Segmenter(reference=True), texts)
    table = Table("phrases", "trained in s", "parse µs", "of the smallest", "of jieba's own share")
    smallest = 0.0
    for size in SIZES:
        began = time.perf_counter()
        understanding = Understanding(_sized(content, size))
        trained = time.perf_counter() - began
        median = _median(understanding.parse, texts)
        smallest = smallest or median
        table.add_row(
            f"{len(understanding.phrases):,}",
            f"{trained:.0f}",
            f"{median * 1e6:.0f}",
            f"{median / smallest:.2f}",
            f"{median / reference:.1f}",
        )
    Console().print(table)


def _phrases(content: Content) -> list[str]:
    return [phrase for intent in content.intents.values() for phrase in intent.phrases if "(" not in phrase]


def _sized(content: Content, size: int) -> Content:
    """The content with so many phrases: fewer of each label, or variants with words before and after them."""
    each = size // len(content.intents)
    grown: dict[str, Intent] = {}
    for label, intent in content.intents.items():
        plain = [phrase for phrase in intent.phrases if not set("([{") & set(phrase)]
        variants = (
            f"{before}{phrase}{after}" for before, after, phrase in itertools.product(_BEFORE, _AFTER, plain)
        )
        grown[label] = intent.model_copy(update={"phrases": tuple(itertools.islice(variants, each))})
    return dataclasses.replace(content, intents=grown)


def _median(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """The median time of a text that is not cached, in seconds, of the best of a few rounds."""
    best = []
    for number in range(1, ROUNDS + 1):
        seconds = []
        for text in texts:
            new = text + "。" * number  # a known text is answered from a cache
            began = time.perf_counter()
            work(new)
            seconds.append(time.perf_counter() - began)
        best.append(statistics.median(seconds))
    return min(best)


if __name__ == "__main__":
    main()
