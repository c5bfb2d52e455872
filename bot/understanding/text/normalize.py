"""Normalises texts: width, script, fillers, repetition. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from zhconv_rs import zhconv

from bot.common.readable import READ_LIMIT, readable
from bot.content.lexicon import Lexicon

_REPEATED = re.compile(r"(.)\1{2,}")
_STAMMER = re.compile(r"([\u4e00-\u9fff]{2,3})\1+")
_NOT_WORDS = re.compile(r"[^\w%+]+|_+")
_EDGE_NOISE = "啊呀哦喔嘛呢哈啦诶欸唉额呃嗯"


@dataclass(frozen=True, slots=True)
class Normal:
    """clean: simplified, half width, lower case, punctuation as single spaces; bare: clean without fillers and spaces."""

    clean: str
    bare: str


class Normalizer:
    """Normalises with the emoticons, openers and fillers that the staff list."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._signs = dict(lexicon.signs)
        # Possessive: one opener may begin with another, and two ways to read a run of them would take for ever.
        self._opener = re.compile(rf"^(?:(?:{_any(lexicon.openers)})\s*+)++") if lexicon.openers else None
        self._filler = re.compile(_any(lexicon.fillers)) if lexicon.fillers else None

    def __call__(self, text: str) -> Normal:
        """Normalise a text; a text of fillers alone keeps them, because 「嗯」 is an answer too."""
        # Cut again: words for signs, and lower case, may make the text longer.
        clean = simplified(self._with_words_for_signs(readable(text)))[:READ_LIMIT]
        spaced = _NOT_WORDS.sub(" ", clean).strip()
        spaced = _STAMMER.sub(r"\1", _REPEATED.sub(r"\1", spaced))
        core = self._opener.sub("", spaced) if self._opener else spaced
        core = self._filler.sub("", core) if self._filler else core
        bare = core.replace(" ", "") or spaced.replace(" ", "")
        return Normal(spaced, bare.strip(_EDGE_NOISE) or bare)

    def _with_words_for_signs(self, text: str) -> str:
        for sign, word in self._signs.items():
            if sign in text:
                text = text.replace(sign, f" {word} ")
        return text


def simplified(text: str) -> str:
    """Half width, simplified, lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    # Lone surrogates from faulty clients make the converter fail.
    return zhconv(folded.encode("utf-8", "ignore").decode(), "zh-cn") if not folded.isascii() else folded


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
