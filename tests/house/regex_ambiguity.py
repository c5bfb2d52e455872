"""Finds regular expressions that backtrack exponentially: those in which a loop can read the same text in two ways.

The pattern becomes an automaton whose loops are kept (Weideman et al., 2016, "Analyzing matching time behavior of
backtracking regular expression matchers by using ambiguity of NFA"): it is exponential if from one state two different ways lead
back to it over the same text. Counted repetitions of MANY and more count as loops.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MANY = 12
_PASSES = 2
_LOOPS = (ops.MAX_REPEAT, ops.MIN_REPEAT)


@dataclass(slots=True)
class _Automaton:
    """empty: state → states reached without reading; reads: state → (alphabet as a bit mask, state)."""

    empty: list[list[int]] = field(default_factory=list)
    reads: list[tuple[int, int] | None] = field(default_factory=list)

    def state(self) -> int:
        self.empty.append([])
        self.reads.append(None)
        return len(self.empty) - 1


class _Builder:
    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        self.ignore_case = bool(pattern.flags & re.IGNORECASE)
        self.letters = sorted(set(_letters(self.tree)) | {"\n", " ", "0", "a", "中", "\u2603"})
        self.all = (1 << len(self.letters)) - 1
        self.made = _Automaton()

    def build(self) -> _Automaton:
        start = self.made.state()
        self.sequence(list(self.tree), start)
        return self.made

    def sequence(self, items: list[Any], at: int) -> int:
        for op, argument in items:
            at = self.item(op, argument, at)
        return at

    def item(self, op: Any, argument: Any, at: int) -> int:
        if op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN):
            end = self.made.state()
            self.made.reads[at] = (self.mask(op, argument), end)
            return end
        if op is ops.SUBPATTERN:
            return self.sequence(list(argument[3]), self.step(at))
        if op is ops.BRANCH:
            return self.branch(argument[1], at)
        if op in _LOOPS:
            least, most, body = argument
            return self.repeat(least, most, list(body), at)
        if op in (ops.ATOMIC_GROUP, ops.POSSESSIVE_REPEAT):
            # What was read stays read: no second way is tried.
            return self.step(at)
        return self.step(at)  # anchors, lookaround, back references

    def step(self, at: int) -> int:
        fresh = self.made.state()
        self.made.empty[at].append(fresh)
        return fresh

    def branch(self, ways: list[Any], at: int) -> int:
        end = self.made.state()
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
        end = self.made.state()
        for _ in range(most - min(least, most)):
            self.made.empty[at].append(end)
            at = self.sequence(body, self.step(at))
        self.made.empty[at].append(end)
        return end

    def mask(self, op: Any, argument: Any) -> int:
        test = _test(op, argument)
        return sum(1 << n for n, letter in enumerate(self.letters) if test(letter))


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
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op is ops.BRANCH:
        return list(argument[1])
    return [argument[2]] if op in _LOOPS else []


_CATEGORIES = {
    ops.CATEGORY_DIGIT: str.isdecimal,
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    ops.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    ops.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    ops.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


def _test(op: Any, argument: Any) -> Any:
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


def exponential(pattern: re.Pattern[str]) -> bool:
    """Can a loop of this pattern read the same text in two ways?"""
    made = _Builder(pattern).build()
    edges = _edges(made)
    return _twice_connected(edges) or _two_ways_round(edges)


def _edges(made: _Automaton) -> dict[int, list[tuple[int, int]]]:
    """Reading states only: state → (mask, next reading state), one entry for each way without reading between them."""
    ways: dict[int, list[int]] = {}
    for state in range(len(made.empty)):
        ways[state] = list(_closures(made, state, ()))
    return {
        state: [(read[0], after) for after in ways[read[1]]]
        for state, read in enumerate(made.reads)
        if read is not None
    }


def _closures(made: _Automaton, state: int, passed: tuple[int, ...]) -> Iterator[int]:
    """The reading states that are reached without reading; a loop within a loop passes its head twice."""
    if made.reads[state] is not None:
        yield state
    for after in made.empty[state]:
        if passed.count(after) < _PASSES:
            yield from _closures(made, after, (*passed, after))


def _reachable(edges: dict[int, list[tuple[int, int]]], start: int) -> set[int]:
    found: set[int] = set()
    todo = [start]
    while todo:
        for _, after in edges[todo.pop()]:
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


def _twice_connected(edges: dict[int, list[tuple[int, int]]]) -> bool:
    """Two ways without reading between the same two states of a loop."""
    for state, outs in edges.items():
        afters = [after for _, after in outs]
        for after in {a for a in afters if afters.count(a) > 1}:
            if state in _reachable(edges, after) or state == after:
                return True
    return False


def _two_ways_round(edges: dict[int, list[tuple[int, int]]]) -> bool:
    """From (q, q) over a pair of different states back to (q, q)."""
    looping = {state for state in edges if state in _reachable(edges, state)}
    component = {
        state: {
            other
            for other in _reachable(edges, state)
            if other in looping and state in _reachable(edges, other)
        }
        for state in looping
    }
    for state in looping:
        inside = component[state]
        seen = set()
        todo = [(state, state, False)]
        while todo:
            left, right, parted = todo.pop()
            for mask, after in edges[left]:
                if after not in inside:
                    continue
                for other_mask, other in edges[right]:
                    if other not in inside or not mask & other_mask:
                        continue
                    now = parted or after != other
                    if now and after == other == state:
                        return True
                    if (after, other, now) not in seen:
                        seen.add((after, other, now))
                        todo.append((after, other, now))
    return False
