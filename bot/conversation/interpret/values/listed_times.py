"""Expressions of time as they stand in a text, and what holds for those that are listed together. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time as it was said. refused: taken back, or unfit; suits: said to suit; busy: something is on."""

    text: str
    refused: bool
    suits: bool = False
    busy: bool = False


def refused_together(found: list[Expression], listed: Collection[int]) -> list[Expression]:
    """「除了礼拜三和初五」, 「礼拜三和初五不来」: what is listed with a time that does not suit does not either.

    listed: the places of those that 「和」 joins to the one before.
    """
    for at in [*sorted(listed), *sorted(listed, reverse=True)]:
        both = found[at - 1 : at + 1]
        if any(said.refused for said in both) and not any(said.suits for said in both):
            found[at - 1 : at + 1] = [replace(said, refused=True) for said in both]
    return found


def contrasted(found: Sequence[Expression]) -> list[Expression]:
    """「下午有空，上午要看孙子」: beside a time that suits, one when there is something to do does not."""
    suits = any(said.suits and not said.refused for said in found)
    return [replace(said, refused=True) if suits and said.busy and not said.suits else said for said in found]
