"""The fast segmenter cuts as jieba does."""

from pathlib import Path

import yaml

from bot.content.snapshot import Content
from bot.understanding.text.segment import Segmenter
from bot.understanding.text.vocabulary import Vocabulary
from tests.stage import ROOT


def test_both_cut_alike(content: Content, tmp_path: Path) -> None:
    fast, reference = Segmenter(), Segmenter(tmp_path, reference=True)
    words = list(Vocabulary(content).words())
    fast.add_words(words)
    reference.add_words(words)
    sentences = [
        row["say"]
        for file in sorted((ROOT / "tests" / "utterances").glob("*.yaml"))
        for rows in yaml.safe_load(file.read_text(encoding="utf-8")).values()
        for row in rows
    ]
    differing = [text for text in sentences if fast(text) != reference(text)]
    assert len(differing) <= len(sentences) / 100, differing


def test_our_words_stay_whole() -> None:
    segmenter = Segmenter()
    segmenter.add_words(["浃江风情馆"])
    assert "浃江风情馆" in segmenter("浃江风情馆怎么走")
