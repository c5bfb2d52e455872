"""Expands phrases with choices, optional parts and slots: `[我|阿拉]想(报|学[一下]){course}`. Pure.

The notation is that of hassil (Home Assistant), without its word boundaries, which Chinese lacks; parts may nest.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

MAX_EXPANSIONS = 12  # of one template: more sentences of one pattern did not improve the model
DEEPEST = 8  # brackets within brackets: nobody reads more, and each is a call within a call

Names = Callable[[str], Sequence[str]]
_CLOSING = {"(": ")", "[": "]"}


class TemplateError(ValueError):
    """A bracket has no counterpart, or too many stand within one another."""


@dataclass(frozen=True)
class Alternation:
    """One of several sequences of parts; a part is a text or another alternation."""

    options: "tuple[tuple[str | Alternation, ...], ...]"

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many sentences each option stands for."""
        return tuple(map(_count, self.options))

    @cached_property
    def count(self) -> int:
        """How many sentences the alternation stands for."""
        return sum(self.counts)

    def nth(self, number: int) -> str:
        """The sentence with this number, from 0."""
        for option, count in zip(self.options, self.counts, strict=True):
            if number < count:
                return _nth(option, number)
            number -= count
        return ""


Parts = tuple[str | Alternation, ...]


def is_template(phrase: str) -> bool:
    """Does the phrase hold anything to expand?"""
    return any(bracket in phrase for bracket in "([{")


def expand(phrase: str, names: Names, most: int = MAX_EXPANSIONS) -> list[str]:
    """At most `most` of the sentences that a phrase stands for, spread evenly over all of them.

    names: slot → the names under which its values are said. TemplateError when brackets do not match.
    """
    if not is_template(phrase):
        return [phrase]
    if _depth(phrase) > DEEPEST:
        raise TemplateError(phrase)
    parts, end = _parts(phrase, 0, "", names)
    if end < len(phrase):
        raise TemplateError(phrase)
    total = _count(parts)
    step = max(1, total // most)
    # Without the added remainder, a step that shares a factor with a list's length would pick the same word each time.
    picks = itertools.islice((number * step + number % step for number in range(total)), most)
    return list(dict.fromkeys(_nth(parts, pick % total) for pick in picks))


def _depth(phrase: str) -> int:
    steps = ((character in "([") - (character in ")]") for character in phrase)
    return max(itertools.accumulate(steps))


def _parts(phrase: str, start: int, until: str, names: Names) -> tuple[Parts, int]:
    """(parts, end): the parts from `start` up to a character of `until`, or to the end of the phrase."""
    parts: list[str | Alternation] = []
    while start < len(phrase) and phrase[start] not in until:
        character = phrase[start]
        if character in _CLOSING:
            alternation, start = _alternation(phrase, start, names)
            parts.append(alternation)
        elif character == "{":
            end = phrase.find("}", start)
            if end < 0:
                raise TemplateError(phrase)
            parts.append(Alternation(tuple((name,) for name in names(phrase[start + 1 : end]) or ("",))))
            start = end + 1
        elif character in ")]}":
            raise TemplateError(phrase)
        else:
            end = next(
                (at for at in range(start, len(phrase)) if phrase[at] in f"([{{)]}}{until}"), len(phrase)
            )
            parts.append(phrase[start:end])
            start = end
    return tuple(parts), start


def _alternation(phrase: str, start: int, names: Names) -> tuple[Alternation, int]:
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
    return Alternation(tuple(options)), end + 1


def _count(parts: Parts) -> int:
    return prod(1 if isinstance(part, str) else part.count for part in parts)


def _nth(parts: Parts, number: int) -> str:
    texts = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        else:
            number, index = divmod(number, part.count)
            texts.append(part.nth(index))
    return "".join(texts)
