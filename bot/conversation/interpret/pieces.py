"""Splits a message into pieces that may each mean something of their own. Pure."""

import re

from bot.understanding.slots import phone

MOST = 6
_SIGNS = re.compile(r"[，,。；;！!？?、\n～~…]+|\s+")
_NUMBER_PART = re.compile(r"^[\d零〇一二三四五六七八九幺两\-—]+$")
_JOINED = re.compile(
    r"(?=顺便|顺带|另外|还有就是|再就是|然后再|还有(?!没|吗|什么|啥|哪|多|几|人|课|别|得|的|点)|对了(?=[\u4e00-\u9fff]{2})|再帮我|再问|再报|再给)"
)


def split(text: str) -> list[str]:
    """The pieces between punctuation, blanks and words that begin something new; a dictated number stays whole."""
    parts = [part for part in _SIGNS.split(text) if part]
    pieces = [piece for part in _numbers_whole(parts) for piece in _JOINED.split(part) if piece]
    return pieces if len(pieces) <= MOST else _merged(pieces)


def ends_as_question(text: str, piece: str) -> bool:
    """Does a question mark stand behind the piece?"""
    at = text.find(piece)
    return at >= 0 and text[at + len(piece) : at + len(piece) + 2].lstrip().startswith(("?", "？"))


def _numbers_whole(parts: list[str]) -> list[str]:
    """Parts of digits that follow each other belong to one number: 「一八零 五七四二 三三六八」."""
    whole: list[str] = []
    for part in parts:
        if (
            whole
            and _NUMBER_PART.match(part)
            and _ends_in_digits(whole[-1])
            and phone.find(whole[-1]) is None
        ):
            whole[-1] = f"{whole[-1]}{part}"
        else:
            whole.append(part)
    return whole


def _ends_in_digits(part: str) -> bool:
    return bool(re.search(r"[\d零〇一二三四五六七八九幺两]{2,}$", part))


def _merged(pieces: list[str]) -> list[str]:
    """So many pieces at most: the shortest neighbours are put together, with a blank between them."""
    merged = list(pieces)
    while len(merged) > MOST:
        at = min(range(len(merged) - 1), key=lambda index: len(merged[index]) + len(merged[index + 1]))
        merged[at : at + 2] = [f"{merged[at]} {merged[at + 1]}"]
    return merged
