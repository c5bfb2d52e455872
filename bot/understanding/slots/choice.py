"""Which item of an offered list a text chooses: by number, by position, or by words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from bot.common.readable import readable
from bot.understanding.slots.numerals import NUMERAL, value

_NUMBER = rf"(\d+|{NUMERAL}+)"
_ORDINAL = re.compile(
    rf"(?:我?(?:要|选|选择|报|就|就要|就选|看|想看|回复?|点)?(?:第|选项|序号)?{_NUMBER}(?:号|个|项|条|种|门|班|那个|那班|好了)?)"
    r"(?:吧|啊|呢|的|好了|了|就行|就好|可以)*"
)
_LAST = re.compile(r"(?:我?(?:要|选|就)?)?(?:最后|末尾|最末)(?:一|那)?(?:个|项|条|种|门|班)?(?:吧|啊|的)*")
_NOISE = re.compile(r"[\s,，.。!！~～…、;；:：「」\"'()（）·【】\[\]]+")
_WISH_WORDS = re.compile(
    r"^(?:我?(?:想|要|想要|就|选|选择|还是|那就|那|就要|就选|来|看看|看|报|问|去))++|(?:吧|的|啊|呀|呢|好了|那个|那班|就行|可以)+$"
)
_DENIED = re.compile(r"[不别勿弗覅甭](?:要|用|想|是|必|再|去|找)*$")
_DATE = re.compile(
    rf"(?P<month>\d{{1,2}}|{NUMERAL}{{1,3}})月(?:份)?(?P<day>\d{{1,2}}|{NUMERAL}{{1,3}})[日号]"
)
_SIMILAR, _LEAD = 80.0, 12.0  # of 100: the least likeness of a label, and its least lead over the next


def pick(text: str, labels: Sequence[str]) -> int | None:
    """The index of the label that the text chooses; None when it chooses none, or could mean several."""
    return _pick(text, tuple(labels))


@lru_cache(maxsize=2048)  # residents answer the same few lists with the same few words
def _pick(text: str, labels: tuple[str, ...]) -> int | None:
    folded = _folded(text)
    if not folded or not labels:
        return None
    by_number = ordinal(folded, len(labels))
    if by_number is not None:
        return by_number
    by_date = _by_date(folded, labels)
    if by_date is not None:
        return by_date
    return _by_words(_WISH_WORDS.sub("", folded) or folded, [_folded(label) for label in labels])


def ordinal(text: str, count: int) -> int | None:
    """The index among `count` items that a text such as 2, 第二个, ② or 最后一个 names."""
    folded = _folded(text)
    if _LAST.fullmatch(folded):
        return count - 1
    match = _ORDINAL.fullmatch(folded)
    number = value(match[1]) if match else None
    return number - 1 if number is not None and 1 <= number <= count else None


_CUED = re.compile(
    rf"(?:应该|算|是|选|归|属于|那就|就|要|选的?是){{1,3}}(?:第|选项)?(?P<number>\d|{NUMERAL})(?:类|个|种|号|项)?(?:吧|呀|啊|的|好了|了)*(?=$|[，,。！!\s])"
    rf"|第(?P<ordinal>\d|{NUMERAL})(?:类|个|种|项)(?!人|孩|月|天|星期)"
)
_HEAD = 2  # characters by which a label is called in a sentence: 「学习的那个」


def in_sentence(text: str, labels: Sequence[str], *, numbers: bool = True) -> int | None:
    """The index of the label that a longer text chooses: 「…应该算2吧」, 「不是爱心是学习的那个啦」; None for none, or several."""
    cued = list(_CUED.finditer(readable(text))) if numbers else []
    number = value(cued[-1]["number"] or cued[-1]["ordinal"]) if cued else None
    if number is not None and 1 <= number <= len(labels):
        return number - 1
    heads = [label[:_HEAD] for label in labels]
    if len(set(heads)) < len(heads):
        return None
    return _only([at for at, head in enumerate(heads) if _named_head(text, head)])


def _named_head(text: str, head: str) -> bool:
    """Is the label called by its head, and not only to deny it: 「学习的那个」, 「学习银行」, 「学习类」?"""
    before, found, after = text.partition(head)
    called = re.match(r"(?:银行|类|的(?:那个|那类|呀|啦|吧|$)|那个|那类|[吧呀啊啦的]{0,2}$)", after)
    return bool(found and called) and _DENIED.search(before) is None


def _by_date(text: str, labels: Sequence[str]) -> int | None:
    """The only label of the one day that the text names: 「十二月四号那个」 of 「周五上午班，12月4日（周五）开课」."""
    named = _dates(text)
    if len(named) != 1 or _DENIED.search(_DATE.split(text)[0]):
        return None
    return _only([index for index, label in enumerate(labels) if _dates(_folded(label))[:1] == named])


def _dates(text: str) -> list[tuple[int | None, int | None]]:
    return [(value(found["month"]), value(found["day"])) for found in _DATE.finditer(text)]


def _by_words(text: str, labels: Sequence[str]) -> int | None:
    exact = _only([index for index, label in enumerate(labels) if label == text])
    if exact is not None:
        return exact
    contained = _contained(text, labels)
    return contained if contained is not None else _most_similar(text, labels)


def _contained(text: str, labels: Sequence[str]) -> int | None:
    """The only label that contains the text (「周六」 for 「周六上午班」) or that the text contains."""
    within = _only([index for index, label in enumerate(labels) if len(text) > 1 and text in label])
    if within is not None:
        return within
    if _ASKS_MEANING.search(text):
        return None
    around = _only([index for index, label in enumerate(labels) if len(label) > 1 and _affirmed(text, label)])
    if around is not None and len(text) <= 2 * len(labels[around]) + 2:
        return around
    return None


_ASKS_MEANING = re.compile(r"(?:什么|啥)(?:叫|是)|(?:是|叫)(?:什么|啥)(?:意思|东西)?")
"""「什么叫匿名呀」 names the label, and does not choose it."""


def _affirmed(text: str, label: str) -> bool:
    """Does the text name the label, and not only to say that it is not meant: 「不要找工作人员」?"""
    before, found, _ = text.partition(label)
    return bool(found) and _DENIED.search(before) is None


def _most_similar(text: str, labels: Sequence[str]) -> int | None:
    if len(text) <= 1:
        return None
    scores = sorted(((fuzz.ratio(text, label), index) for index, label in enumerate(labels)), reverse=True)
    best, index = scores[0]
    runner_up = scores[1][0] if len(scores) > 1 else 0.0
    return index if best >= _SIMILAR and best - runner_up >= _LEAD else None


def _only(indices: Sequence[int]) -> int | None:
    return indices[0] if len(indices) == 1 else None


@lru_cache(maxsize=2048)  # the same labels are offered again and again
def _folded(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", readable(text))).lower()
