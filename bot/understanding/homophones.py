"""Sentences with a same-sound error, as dictation and pinyin keyboards make them: for training and for tests."""

from functools import cache
from random import Random

from bot.understanding.pinyin import syllables


def with_homophone_error(text: str, dice: Random) -> str:
    """The text with one character replaced by a common one that sounds the same; as it is where none can be."""
    places = [(place, others) for place, sign in enumerate(text) if (others := _alike(sign))]
    if not places:
        return text
    place, others = dice.choice(places)
    return text[:place] + dice.choice(others) + text[place + 1 :]


@cache
def _alike(sign: str) -> tuple[str, ...]:
    if not "\u4e00" <= sign <= "\u9fff":
        return ()
    return tuple(other for other in _by_sound().get(syllables(sign)[0], ()) if other != sign)


@cache
def _by_sound() -> dict[str, list[str]]:
    """The 3,755 characters of everyday use (GB 2312, level 1) by their sound."""
    found: dict[str, list[str]] = {}
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            sign = bytes([row, cell]).decode("gb2312", "ignore")
            if sign:
                found.setdefault(syllables(sign)[0], []).append(sign)
    return found
