"""How long a regular expression can take: whether a short text could keep it busy for long.

Python's matcher tries every way in which a pattern can read a text. Weideman et al. (2016, "Analyzing matching time
behavior of backtracking regular expression matchers by using ambiguity of NFA") tell from the automaton how many ways
there are: exponentially many when a loop reads one text in two ways, polynomially many when one text can go round two
loops, one after the other, in more than one division.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from bot.content.regex_automaton import Edges, automaton, divisions

T = TypeVar("T")


MOST_LOOPS = 1
"""A pattern may search (try every place to begin) or have one loop: at 400 characters, 80,000 steps, some milliseconds."""


MOST_DIVISIONS = 300
"""Of the text behind one place to begin: two gaps of up to six characters make 49, three 343."""


def costly(pattern: re.Pattern[str]) -> bool:
    """Can the pattern take more than quadratic time, or long at one place?"""
    edges = automaton(pattern)
    return _exponential(edges) or _degree(edges) > MOST_LOOPS or divisions(pattern) > MOST_DIVISIONS


def exponential(pattern: re.Pattern[str]) -> bool:
    """Can a loop of this pattern read the same text in two ways?"""
    return _exponential(automaton(pattern))


def degree(pattern: re.Pattern[str]) -> int:
    """How many divisions of the text can vary at once: the time grows with the text's length to this power and one more.

    For patterns that are not exponential.
    """
    return _degree(automaton(pattern))


def _exponential(edges: Edges) -> bool:
    components = _components(edges)
    return any(
        _twice_connected(edges, component) or _two_ways_round(edges, component) for component in components
    )


def _twice_connected(edges: Edges, component: frozenset[int]) -> bool:
    """Two ways without reading between the same two states of a loop."""
    for state in component:
        afters = [after for _, after in edges[state] if after in component]
        if len(afters) > len(set(afters)):
            return True
    return False


def _two_ways_round(edges: Edges, component: frozenset[int]) -> bool:
    """From (q, q) over a pair of different states back to (q, q)."""
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    todo = [(state, state) for state in component]
    while todo:
        pair = todo.pop()
        if pair in pairs:
            continue
        pairs[pair] = _steps(edges, component, pair)
        todo += pairs[pair]
    return any(
        any(left == right for left, right in round_trip) and any(left != right for left, right in round_trip)
        for round_trip in _strong_components(pairs)
    )


def _steps(edges: Edges, component: frozenset[int], pair: tuple[int, int]) -> list[tuple[int, int]]:
    """The pairs of states within the component to which both lead by the same character."""
    return [
        (left, right)
        for mask, left in edges[pair[0]]
        if left in component
        for other, right in edges[pair[1]]
        if right in component and mask & other
    ]


def _degree(edges: Edges) -> int:
    components = _components(edges)
    leads_to = {component: _reachable(edges, next(iter(component))) for component in components}

    @cache
    def longest(first: frozenset[int]) -> int:
        return max(
            (
                longest(second) + _divides(edges, first, second)
                for second in components
                if second is not first and not second.isdisjoint(leads_to[first])
            ),
            default=0,
        )

    return max(map(longest, components), default=0)


def _divides(edges: Edges, first: frozenset[int], second: frozenset[int]) -> bool:
    """Is there a text that goes round the first loop, round the second, and from the first to the second?"""
    backwards: Edges = {state: [] for state in edges}
    for state, outs in edges.items():
        for mask, after in outs:
            backwards[after].append((mask, state))
    between = _reachable(edges, next(iter(first))) & _reachable(backwards, next(iter(second)))
    return any(_goes_round(edges, start, end, (first, between, second)) for start in first for end in second)


def _goes_round(edges: Edges, start: int, end: int, within: tuple[Collection[int], ...]) -> bool:
    """From (start, start, end) over one text to (start, end, end), each of the three within its states."""
    first, between, second = within
    seen: set[tuple[int, int, int]] = set()
    todo = [(start, start, end)]
    while todo:
        in_first, in_between, in_second = todo.pop()
        for mask, after in edges[in_first]:
            for second_mask, second_after in edges[in_between] if after in first else ():
                both = mask & second_mask
                for third_mask, third_after in edges[in_second] if both and second_after in between else ():
                    triple = (after, second_after, third_after)
                    if third_after in second and both & third_mask and triple not in seen:
                        seen.add(triple)
                        todo.append(triple)
    return (start, end, end) in seen


def _components(edges: Edges) -> list[frozenset[int]]:
    """The loops: sets of states each of which leads to every other."""
    return list(_strong_components({state: [after for _, after in outs] for state, outs in edges.items()}))


def _reachable(edges: Edges, start: int) -> set[int]:
    found: set[int] = set()
    todo = [start]
    while todo:
        for _, after in edges[todo.pop()]:
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


def _strong_components(graph: Mapping[T, Sequence[T]]) -> Iterator[frozenset[T]]:
    """The sets of nodes each of which leads to all of its set (Kosaraju, 1978)."""
    backwards: dict[T, list[T]] = {node: [] for node in graph}
    for node, afters in graph.items():
        for after in afters:
            backwards[after].append(node)
    taken: set[T] = set()
    for root in reversed(_finished(graph)):
        component, todo = set[T](), [root]
        while todo:
            node = todo.pop()
            if node not in taken:
                taken.add(node)
                component.add(node)
                todo += backwards[node]
        if len(component) > 1 or (component and root in graph[root]):
            yield frozenset(component)


def _finished(graph: Mapping[T, Sequence[T]]) -> list[T]:
    """The nodes in the order in which a depth-first search leaves them."""
    seen: set[T] = set()
    order: list[T] = []
    for root in graph:
        todo = [(root, False)]
        while todo:
            node, left = todo.pop()
            if left:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                todo.append((node, True))
                todo += [(after, False) for after in graph[node]]
    return order
