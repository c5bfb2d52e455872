"""What understanding makes of a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

OUT_OF_SCOPE = "out_of_scope"

SlotValue = str | int


def _nothing() -> Mapping[str, SlotValue]:
    return MappingProxyType({})


def _no_names() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the text, with its share of confidence (0 to 1)."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a text.

    text: what was said, as it came.
    normal: the text normalised (simplified, half width, no fillers); "" if nothing is left.
    intent: the best label, or "out_of_scope".
    confidence: 0 to 1, calibrated: of the parses at 0.8, about 80 in 100 are right.
    slots: what was found that the wish can carry, by slot name; numbers are int, the rest str.
    named: the things of the community that the text names, whatever the wish, by slot name.
    alternatives: the labels that came next, best first, without `intent`.
    segments: the words, in order.
    emergency: somebody is in danger now (then intent is "disaster.emergency"); danger: which of the dangers
    that are no hazard (a heart attack, a burglar), if it is one.
    """

    text: str
    normal: str
    intent: str
    confidence: float
    slots: Mapping[str, SlotValue] = field(default_factory=_nothing)
    alternatives: tuple[Alternative, ...] = ()
    segments: tuple[str, ...] = ()
    emergency: bool = False
    danger: str = ""
    named: Mapping[str, str] = field(default_factory=_no_names)
