"""Toneless syllables in which sounds that are confused locally are one: finds words that were misheard or mistyped."""


def syllables(text: str) -> tuple[str, ...]:
    """One syllable a character; characters that are not Chinese stay as they are."""
    from bot.understanding.text.pinyin_table import PINYIN

    return tuple(PINYIN.get(character, character) for character in text)
