"""How much of a text is read: whatever looks for a meaning in a text is given no more than this. Pure."""

import re
import unicodedata

READ_LIMIT = 400  # characters: nobody states a request after that much
_SURELY_READ = READ_LIMIT // 18  # characters: NFKC makes no more of any
_BLANKS = re.compile(r"\s{2,}")


def readable(text: str) -> str:
    """The text with each run of blanks as one, cut so that it has at most READ_LIMIT characters, also in half width.

    Half width is Unicode's NFKC, which many readers ask for: it makes 18 characters of 「ﷺ」. Patterns take time that
    grows with the square of the text's length, so an uncut text would stop the process for everybody.
    """
    head = _BLANKS.sub(_one_blank, text)[:READ_LIMIT]
    if len(head) <= _SURELY_READ or head.isascii() or len(unicodedata.normalize("NFKC", head)) <= READ_LIMIT:
        return head
    size = 0
    for position, character in enumerate(head):
        # The decomposed form bounds the composed one, whatever stands beside the character.
        size += len(unicodedata.normalize("NFKD", character))
        if size > READ_LIMIT:
            return head[:position]
    return head


def _one_blank(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "
