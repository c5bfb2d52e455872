"""Which of several things offered: by number, by place in the list, or by words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from bot.understanding.slots.numerals import NUMERAL, value

_NUMBER = rf"(\d+|{NUMERAL}+)"
_ORDINAL = re.compile(
    rf"(?:我?(?:要|选|选择|报|就|就要|就选|看|想看|回复?|点)?\s*(?:第|选项|序号)?\s*{_NUMBER}\s*(?:号|个|项|条|种|门|班|那个|那班|好了)?)"
    r"(?:吧|啊|呢|的|好了|了|就行|就好|可以)*"
)
_LAST = re.compile(r"(?:我?(?:要|选|就)?)?(?:最后|末尾|最末)(?:一|那)?(?:个|项|条|种|门|班)?(?:吧|啊|的)*")
_NOISE = re.compile(r"[\s,，.。!！~～…、;；:：「」\"'()（）·【】\[\]]+")
_POLITE = re.compile(
    r"^(?:我?(?:想|要|想要|就|选|选择|还是|那就|那|就要|就选|来|看看|看|报|问|去))+|(?:吧|的|啊|呀|呢|好了|那个|那班|就行|可以)+$"
)
_CLEAR, _AHEAD = 80.0, 12.0  # of 100: how near the words must be, and how much nearer than the next label


def pick(text: str, labels: Sequence[str]) -> int | None:
    """The index of the label that the text takes; None when it takes none, or could take several."""
    return _picked(text, tuple(labels))


@lru_cache(maxsize=2048)  # the same few words, said to the same few lists
def _picked(text: str, labels: tuple[str, ...]) -> int | None:
    folded = _folded(text)
    if not folded or not labels:
        return None
    by_number = ordinal(folded, len(labels))
    if by_number is not None:
        return by_number
    return _by_words(_POLITE.sub("", folded) or folded, [_folded(label) for label in labels])


def ordinal(text: str, count: int) -> int | None:
    """The index that a text such as 2, 第二个, ②, 最后一个 names among `count` things."""
    folded = _folded(text)
    if _LAST.fullmatch(folded):
        return count - 1
    found = _ORDINAL.fullmatch(folded)
    number = value(found[1]) if found else None
    return number - 1 if number is not None and 1 <= number <= count else None


def _by_words(said: str, labels: Sequence[str]) -> int | None:
    exact = [index for index, label in enumerate(labels) if label == said]
    if len(exact) == 1:
        return exact[0]
    # 「周六」 is in 「周六上午班」; 「我想要周六上午班可以吗」 holds it.
    held = [index for index, label in enumerate(labels) if len(said) > 1 and said in label]
    if len(held) == 1:
        return held[0]
    holds = [index for index, label in enumerate(labels) if len(label) > 1 and label in said]
    if len(holds) == 1 and len(said) <= 2 * len(labels[holds[0]]) + 2:
        return holds[0]
    scores = sorted(((fuzz.ratio(said, label), index) for index, label in enumerate(labels)), reverse=True)
    best, index = scores[0]
    runner_up = scores[1][0] if len(scores) > 1 else 0.0
    return index if len(said) > 1 and best >= _CLEAR and best - runner_up >= _AHEAD else None


@lru_cache(maxsize=2048)  # labels are offered again and again
def _folded(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
