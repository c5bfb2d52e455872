"""Whether a message is parted at a place, by what the place, the whole and both sides look like. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from bot.understanding.acts.boundaries import Boundary

UNLIKELY = -0.6  # margin: a place with punctuation that has less is not looked at
UNLIKELY_WITHIN = 0.1  # the same for a place between two words without a sign
MOST = 6  # pieces of a message
AT_ONCE = 4  # places of a message that are weighed against each other
READILY = 0.6  # the regression's own constant is 0.38: a part too many harms less than one that is lost
LEAST = 1e-4  # a likelihood below this counts as this
_SAYS_LITTLE = frozenset({"none", "hold", "social.chat"})
_GOES_ALONG = frozenset({"ask", "start", "social.thanks", "yes", "exclude", "stop"})
_TAKES_BACK = frozenset({"no", "dispute", "complain"})


@dataclass(frozen=True, slots=True)
class Likely:
    """What a text is taken for, and how likely that is."""

    act: str
    likelihood: float


def worth_a_look(places: Sequence[tuple[Boundary, float]]) -> list[tuple[Boundary, float]]:
    """The likeliest places, the best first."""
    likely = [
        (place, margin) for place, margin in places if margin > (UNLIKELY if place.sign else UNLIKELY_WITHIN)
    ]
    return sorted(likely, key=lambda entry: -entry[1])[:AT_ONCE]


def parted(margin: float, whole: Likely, left: Likely, right: Likely) -> float:
    """How much speaks for parting: above 0 the message is parted.

    The weights are a logistic regression's on the marks of four writers, each read by models that had not seen them.
    """
    score = READILY + 2.2 * margin
    score += 1.34 * _log(left.likelihood) + 1.16 * _log(right.likelihood) - 0.03 * _log(whole.likelihood)
    score += 1.18 * (left.act == right.act) - 1.53 * (whole.act == left.act) - 1.18 * (whole.act == right.act)
    score -= 1.8 * (left.act in _SAYS_LITTLE) + 0.99 * (right.act in _SAYS_LITTLE)
    score += 1.04 * (left.act == "set") + 0.29 * (right.act == "set") + 0.47 * (right.act in _GOES_ALONG)
    return score - 1.31 * (left.act in _TAKES_BACK and right.act == "set")


def _log(likelihood: float) -> float:
    return log(max(likelihood, LEAST))
