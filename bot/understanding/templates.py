"""Phrases with choices, optional parts and slots, written out: `[我]想(报|学){course}`. Pure.

The notation is hassil's (Home Assistant), for Chinese without its word boundaries.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

MOST = 12  # expansions of one template: more of the same sentence teach nothing

_PART = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)|\{(\w+)\}")


def is_template(phrase: str) -> bool:
    """Does it hold anything to write out?"""
    return bool(_PART.search(phrase))


def expand(phrase: str, names: Callable[[str], Sequence[str]], most: int = MOST) -> list[str]:
    """The sentences that a phrase stands for, `most` at the most, spread evenly over all of them."""
    if not is_template(phrase):
        return [phrase]
    options = list(_options(phrase, names))
    total = 1
    for option in options:
        total *= max(1, len(option))
    step = max(1, total // most)
    # A step that shares a factor with the lists would show the same word again and again.
    picks = itertools.islice((number * step + number % step for number in range(total)), most)
    return list(dict.fromkeys(_nth(options, pick % total) for pick in picks))


def _options(phrase: str, names: Callable[[str], Sequence[str]]) -> Iterator[Sequence[str]]:
    end = 0
    for found in _PART.finditer(phrase):
        yield (phrase[end : found.start()],)
        optional, choice, slot = found.groups()
        if slot:
            yield names(slot) or ("",)
        elif choice is not None:
            yield choice.split("|")
        else:
            yield (*(optional or "").split("|"), "")
        end = found.end()
    yield (phrase[end:],)


def _nth(options: Sequence[Sequence[str]], number: int) -> str:
    parts = []
    for option in options:
        number, index = divmod(number, len(option))
        parts.append(option[index])
    return "".join(parts)
