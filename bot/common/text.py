"""Replies as plain text, and text cut to a size. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from bot.common.message import Reply

_STOP_WORDS = re.compile(
    r"(?:我要|请|回复|回)?(?:TD|T|R|N|TUIDING|退|0000|退订.*|拒收|取消订阅|不要再发.*|别再发.*|别发了)"
)
_TAG = re.compile(r"<(?=\s*[/a-zA-Z])")
GAP = 6  # characters that may stand where a word has a space
_ENDINGS = ("。！？；!?;\n", "，、,")


def plain(replies: Sequence[Reply]) -> str:
    """The replies as one text, a blank line between them; choices as numbered lines after their reply.

    A line of its own keeps the choices apart from numbered steps that a reply itself may end with. WeChat turns
    <a href=…> into a link; our content has none, so a tag here was written by a resident and is made harmless.
    """
    return _TAG.sub("＜", "\n\n".join(_numbered(reply) for reply in replies))


def cut(text: str, limit: int) -> tuple[str, str]:
    """The text in two: a head of at most `limit` UTF-8 bytes, cut at a sentence's end, and the rest.

    Without a sentence's end in the second half of the head it is cut at a comma, else between two characters.
    """
    encoded = text.encode()
    if len(encoded) <= limit:
        return text, ""
    head = encoded[: max(limit, 0)].decode(errors="ignore")
    for endings in _ENDINGS:
        end = max(head.rfind(ending) for ending in endings) + 1
        if end > len(head) // 2:
            return text[:end].rstrip("\n"), text[end:].lstrip("\n")
    return head, text[len(head) :]


def is_stop_word(text: str) -> bool:
    """Whether this answer to an SMS unsubscribes: 退订, TD, T, R, N, as the operators' rules name them."""
    word = unicodedata.normalize("NFKC", text).strip("。.!！ \n").upper()
    return _STOP_WORDS.fullmatch(word) is not None


def _numbered(reply: Reply) -> str:
    if not reply.choices:
        return reply.text
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(reply.choices, 1)]
    return "\n".join([reply.text, "回复数字：", *lines])


def outermost(words: Collection[str]) -> list[str]:
    """The words that stand in no other one of them, in their order."""
    return [word for word in words if not any(word != other and word in other for other in words)]


def letter_pairs(text: str) -> set[str]:
    """The pairs of characters that stand side by side in the text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


@lru_cache(maxsize=128)  # lists of the content, for every message
def any_of_spaced(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of these words; where one has a space, a few characters of the same clause may stand."""
    gap = f"[^，,。；;！!？?]{{0,{GAP}}}"
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(gap.join(map(re.escape, word.split())) for word in longest) or r"(?!)")


@lru_cache(maxsize=64)  # lists of the content, for every message
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of these words, the longest first; of none it matches nothing."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")
