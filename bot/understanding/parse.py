"""The result of understanding a text."""

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
    """Another label that the text may have, with the confidence in it (0 to 1)."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Parse:
    """What a text means.

    text: the text as it came, cut to what is read (`readable`).
    normal: the text normalised (simplified, half width, no fillers); "" if nothing is left.
    intent: the best label, or "out_of_scope".
    confidence: 0 to 1, calibrated: of the parses at 0.8, about 80 in 100 are right.
    slots: values for the slots that the intent can carry, by slot name; numbers are int, the rest str.
    named: the things of the community that the text names, whatever the intent, by slot name.
    alternatives: the next labels, best first, without `intent`.
    segments: the words, in order.
    emergency: somebody is in danger now (then intent is "disaster.emergency").
    danger: in an emergency, a danger that is not among our hazards (a heart attack, a burglar); else "".
    possible: the card of a danger that there may be, which is asked; "" for none, and in an emergency.
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
    possible: str = ""

    @property
    def ranked(self) -> tuple[tuple[str, float], ...]:
        """(label, confidence), the best first."""
        others = ((other.intent, other.confidence) for other in self.alternatives)
        return ((self.intent, self.confidence), *others)
