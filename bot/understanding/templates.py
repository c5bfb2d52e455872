"""Phrases with choices, optional parts and slots, written out: `[我|阿拉]想(报|学[一下]){course}`. Pure.

The notation is hassil's (Home Assistant), for Chinese without its word boundaries; parts may be nested.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

MAX_EXPANSIONS = 12  # expansions of one template: more of the same sentence teach nothing

Names = Callable[[str], Sequence[str]]
_CLOSING = {"(": ")", "[": "]"}


class TemplateError(ValueError):
    """A bracket without its other half."""


@dataclass(frozen=True)
class Choice:
    """One of several sequences of parts; a part is a text or again a choice."""

    options: "tuple[tuple[str | Choice, ...], ...]"

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """Of each option: how many sentences it stands for."""
        return tuple(map(_count, self.options))

    @cached_property
    def count(self) -> int:
        """How many sentences it stands for."""
        return sum(self.counts)

    def nth(self, number: int) -> str:
        """The number-th of the sentences that it stands for."""
        for option, count in zip(self.options, self.counts, strict=True):
            if number < count:
                return _nth(option, number)
            number -= count
        return ""


Parts = tuple[str | Choice, ...]


def is_template(phrase: str) -> bool:
    """Does it hold anything to write out?"""
    return any(sign in phrase for sign in "([{")


def expand(phrase: str, names: Names, most: int = MAX_EXPANSIONS) -> list[str]:
    """The sentences that a phrase stands for, `most` at the most, spread evenly over all of them.

    TemplateError when its brackets do not match.
    """
    if not is_template(phrase):
        return [phrase]
    parts, end = _parts(phrase, 0, "", names)
    if end < len(phrase):
        raise TemplateError(phrase)
    total = _count(parts)
    step = max(1, total // most)
    # A step that shares a factor with the lists would show the same word again and again.
    picks = itertools.islice((number * step + number % step for number in range(total)), most)
    return list(dict.fromkeys(_nth(parts, pick % total) for pick in picks))


def _parts(phrase: str, start: int, until: str, names: Names) -> tuple[Parts, int]:
    """The parts from `start` up to one of the signs in `until`, or the end; and where they end."""
    parts: list[str | Choice] = []
    while start < len(phrase) and phrase[start] not in until:
        sign = phrase[start]
        if sign in _CLOSING:
            choice, start = _choice(phrase, start, names)
            parts.append(choice)
        elif sign == "{":
            end = phrase.find("}", start)
            if end < 0:
                raise TemplateError(phrase)
            parts.append(Choice(tuple((name,) for name in names(phrase[start + 1 : end]) or ("",))))
            start = end + 1
        elif sign in ")]}":
            raise TemplateError(phrase)
        else:
            end = next(
                (at for at in range(start, len(phrase)) if phrase[at] in f"([{{)]}}{until}"), len(phrase)
            )
            parts.append(phrase[start:end])
            start = end
    return tuple(parts), start


def _choice(phrase: str, start: int, names: Names) -> tuple[Choice, int]:
    closing = _CLOSING[phrase[start]]
    options: list[Parts] = []
    end = start
    while end == start or phrase[end] == "|":
        option, end = _parts(phrase, end + 1, f"|{closing}", names)
        options.append(option)
        if end >= len(phrase):
            raise TemplateError(phrase)
    if closing == "]":
        options.append(())
    return Choice(tuple(options)), end + 1


def _count(parts: Parts) -> int:
    return prod(1 if isinstance(part, str) else part.count for part in parts)


def _nth(parts: Parts, number: int) -> str:
    said = []
    for part in parts:
        if isinstance(part, str):
            said.append(part)
        else:
            number, index = divmod(number, part.count)
            said.append(part.nth(index))
    return "".join(said)
