"""A regular expression as an automaton, to find out how long it can take: `regex_cost`.

Python's own parser reads the pattern. The automaton keeps the loops, and every way in which the pattern can read a text;
what is read without a way back (possessive, atomic, lookaround) is a branch that leads nowhere.

Uses `re._parser` and `re._constants`: there is no public parser. tests/unit/content/test_re_contract.py fails when they change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MANY = 12  # a repetition that may be counted up to this, or further, is a loop
_PASSES = 2
_LOOPS = (ops.MAX_REPEAT, ops.MIN_REPEAT)
_ASIDE = (ops.ATOMIC_GROUP, ops.POSSESSIVE_REPEAT, ops.ASSERT, ops.ASSERT_NOT)

Edges = dict[int, list[tuple[int, int]]]
"""State that reads a character → (the characters as a bit mask, the state that reads the next one), one for each way."""


def automaton(pattern: re.Pattern[str]) -> Edges:
    """The states that read a character. State 0 is what `search` adds: it skips any text before the pattern begins."""
    return _Builder(pattern).edges()


def divisions(pattern: re.Pattern[str]) -> int:
    """In how many ways the counted repetitions can divide a text that follows one place: `.{0,6}x.{0,6}` in 49."""
    return _divisions(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))


def _divisions(items: Any) -> int:
    ways = 1
    for op, argument in items:
        within = [_divisions(inner) for inner in _inner(op, argument)]
        if op in _LOOPS and (most := argument[1]) is not ops.MAXREPEAT and most < MANY:
            ways *= within[0] ** most * (most - argument[0] + 1 if most > 1 else 1)
        else:
            ways *= max(within, default=1)
    return ways


@dataclass(slots=True)
class _States:
    """empty: state → states reached without reading; reads: state → (alphabet as a bit mask, state)."""

    empty: list[list[int]] = field(default_factory=list)
    reads: list[tuple[int, int] | None] = field(default_factory=list)

    def new(self) -> int:
        self.empty.append([])
        self.reads.append(None)
        return len(self.empty) - 1


class _Builder:
    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        self.letters = sorted(set(_letters(self.tree)) | {"\n", " ", "0", "a", "中", "\u2603"})
        self.made = _States()

    def edges(self) -> Edges:
        skip, start = self.made.new(), self.made.new()
        self.sequence(list(self.tree), start)
        if not self._begins_at_the_start():
            self.made.reads[skip] = ((1 << len(self.letters)) - 1, again := self.made.new())
            self.made.empty[again] += [skip, start]
        return self._without_empty_steps()

    def _begins_at_the_start(self) -> bool:
        return bool(self.tree) and self.tree[0] in (
            (ops.AT, ops.AT_BEGINNING),
            (ops.AT, ops.AT_BEGINNING_STRING),
        )

    def sequence(self, items: list[Any], at: int) -> int:
        for op, argument in items:
            at = self.item(op, argument, at)
        return at

    def item(self, op: Any, argument: Any, at: int) -> int:
        if op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN):
            end = self.made.new()
            self.made.reads[at] = (self.mask(op, argument), end)
            return end
        if op is ops.SUBPATTERN:
            return self.sequence(list(argument[3]), self.step(at))
        if op is ops.BRANCH:
            return self.branch(argument[1], at)
        if op in _LOOPS:
            least, most, body = argument
            return self.repeat(least, most, list(body), at)
        if op in _ASIDE:
            self.sequence(list(_inner(op, argument)[0]), self.step(at))
        return self.step(at)  # anchors and back references too

    def step(self, at: int) -> int:
        fresh = self.made.new()
        self.made.empty[at].append(fresh)
        return fresh

    def branch(self, ways: list[Any], at: int) -> int:
        end = self.made.new()
        for way in ways:
            self.made.empty[self.sequence(list(way), self.step(at))].append(end)
        return end

    def repeat(self, least: int, most: int, body: list[Any], at: int) -> int:
        for _ in range(min(least, 3)):
            at = self.sequence(body, self.step(at))
        if most is ops.MAXREPEAT or most >= MANY:
            loop = self.step(at)
            self.made.empty[self.sequence(body, self.step(loop))].append(loop)
            return self.step(loop)
        end = self.made.new()
        for _ in range(most - min(least, most)):
            self.made.empty[at].append(end)
            at = self.sequence(body, self.step(at))
        self.made.empty[at].append(end)
        return end

    def mask(self, op: Any, argument: Any) -> int:
        test = _test(op, argument)
        return sum(1 << number for number, letter in enumerate(self.letters) if test(letter))

    def _without_empty_steps(self) -> Edges:
        ways = {state: list(self._reading(state, ())) for state in range(len(self.made.empty))}
        return {
            state: [(read[0], after) for after in ways[read[1]]]
            for state, read in enumerate(self.made.reads)
            if read is not None
        }

    def _reading(self, state: int, passed: tuple[int, ...]) -> Iterator[int]:
        """The reading states that are reached without reading; a loop within a loop passes its head twice."""
        if self.made.reads[state] is not None:
            yield state
        for after in self.made.empty[state]:
            if passed.count(after) < _PASSES:
                yield from self._reading(after, (*passed, after))


def _letters(tree: Any) -> Iterator[str]:
    """The characters that the pattern tells apart."""
    for op, argument in tree:
        if op in (ops.LITERAL, ops.NOT_LITERAL):
            yield chr(argument)
        elif op is ops.IN:
            yield from _letters_of_set(argument)
        for inner in _inner(op, argument):
            yield from _letters(inner)


def _letters_of_set(parts: Any) -> Iterator[str]:
    for kind, value in parts:
        if kind is ops.LITERAL:
            yield chr(value)
        elif kind is ops.RANGE:
            yield from (chr(value[0]), chr(value[1]))


def _inner(op: Any, argument: Any) -> list[Any]:
    """The patterns within an item."""
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op is ops.BRANCH:
        return list(argument[1])
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return [argument[1]]
    if op is ops.ATOMIC_GROUP:
        return [argument]
    return [argument[2]] if op in (*_LOOPS, ops.POSSESSIVE_REPEAT) else []


_CATEGORIES = {
    ops.CATEGORY_DIGIT: str.isdecimal,
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    ops.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    ops.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    ops.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


def _test(op: Any, argument: Any) -> Any:
    """Whether a character is read by the item."""
    if op is ops.LITERAL:
        return lambda letter: ord(letter) == argument
    if op is ops.NOT_LITERAL:
        return lambda letter: ord(letter) != argument
    if op is ops.ANY:
        return lambda letter: True
    negated = bool(argument) and argument[0][0] is ops.NEGATE
    parts = [_part(*part) for part in argument[negated:]]
    return lambda letter: any(part(letter) for part in parts) != negated


def _part(kind: Any, value: Any) -> Any:
    if kind is ops.LITERAL:
        return lambda letter: ord(letter) == value
    if kind is ops.RANGE:
        return lambda letter: value[0] <= ord(letter) <= value[1]
    return _CATEGORIES[value]
