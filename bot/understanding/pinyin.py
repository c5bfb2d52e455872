"""How Chinese sounds, so that words typed or recognised by sound are found: toneless syllables, folded."""


def syllables(text: str) -> tuple[str, ...]:
    """One syllable a character; what is not Chinese stays as it is."""
    from bot.understanding.pinyin_table import PINYIN

    return tuple(PINYIN.get(sign, sign) for sign in text)
