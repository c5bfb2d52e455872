"""Chinese words, by jieba with the community's own dictionary."""

import logging
from collections.abc import Iterable
from pathlib import Path

import jieba

jieba.setLogLevel(logging.WARNING)  # its loading is no news

_OURS = 200_000  # frequency of our words: high enough that jieba keeps them whole


class Segmenter:
    """Cuts a text into words.

    cache_dir: where jieba keeps its prefix dictionary; its default is the world-writable temp folder.
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        self._tokenizer = jieba.Tokenizer()
        if cache_dir is not None:
            self._tokenizer.tmp_dir = str(cache_dir)
            self._tokenizer.cache_file = "jieba.cache"
        self._tokenizer.initialize()

    def learn(self, words: Iterable[str]) -> None:
        """Keep these words whole from now on."""
        for word in words:
            if len(word) > 1:
                self._tokenizer.add_word(word, _OURS)

    def __call__(self, text: str) -> tuple[str, ...]:
        """The words, without the spaces between them."""
        return tuple(word for word in self._tokenizer.lcut(text) if word.strip())
