"""Makes texts with homophone errors, as dictation and pinyin keyboards produce them: for training and tests."""

from functools import cache
from random import Random

from bot.understanding.text.pinyin import syllables


def with_homophone_error(text: str, random: Random) -> str:
    """The text with one character replaced by a common homophone; unchanged if no character has one."""
    candidates = [
        (position, homophones)
        for position, character in enumerate(text)
        if (homophones := _homophones(character))
    ]
    if not candidates:
        return text
    position, homophones = random.choice(candidates)
    return text[:position] + random.choice(homophones) + text[position + 1 :]


@cache
def _homophones(character: str) -> tuple[str, ...]:
    if not "\u4e00" <= character <= "\u9fff":
        return ()
    return tuple(other for other in _by_sound().get(syllables(character)[0], ()) if other != character)


@cache
def _by_sound() -> dict[str, list[str]]:
    """The 3,755 common characters (GB 2312, level 1) by their syllable."""
    characters: dict[str, list[str]] = {}
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            character = bytes([row, cell]).decode("gb2312", "ignore")
            if character:
                characters.setdefault(syllables(character)[0], []).append(character)
    return characters
