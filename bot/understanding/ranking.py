"""From the votes to one reading, and whether it is sure enough to be answered outright. Pure."""

from collections.abc import Mapping

from bot.understanding.parse import Alternative, Parse

CERTAIN = 0.95  # of the linear model alone: what is surer than this needs no second opinion
CONFIDENT = 0.90  # the first reading's share of confidence …
LEAD = 0.30  # … and its lead over the second, from which a message is answered outright
MAX_ALTERNATIVES = 4  # alternatives that are worth keeping

NEAREST_PHRASES_WEIGHT = 0.15
SEMANTIC_WEIGHT = 0.25  # of the semantic margins beside the lexical ones; more would cost what was misheard
EXACT_MATCH_SHARE = 0.97


def blend(linear: Mapping[str, float], recalled: Mapping[str, float]) -> Mapping[str, float]:
    """The linear model's shares and the nearest phrases' votes as one distribution."""
    return {
        label: share * (1 - NEAREST_PHRASES_WEIGHT) + recalled.get(label, 0.0) * NEAREST_PHRASES_WEIGHT
        for label, share in linear.items()
    }


def favour_exact_match(shares: Mapping[str, float], label: str | None) -> Mapping[str, float]:
    """The shares when the text is, word for word, a phrase of this label: the staff's word counts most."""
    if label is None:
        return shares
    rest = {name: share * (1 - EXACT_MATCH_SHARE) for name, share in shares.items()}
    return rest | {label: rest.get(label, 0.0) + EXACT_MATCH_SHARE}


def ranked(shares: Mapping[str, float]) -> list[tuple[str, float]]:
    """The labels, the likeliest first."""
    return sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))


def alternatives(order: list[tuple[str, float]]) -> tuple[Alternative, ...]:
    """What came after the first."""
    return tuple(Alternative(label, share) for label, share in order[1 : MAX_ALTERNATIVES + 1])


def is_confident(parse: Parse) -> bool:
    """Is the reading answered outright? Else the resident is asked back."""
    second = parse.alternatives[0].confidence if parse.alternatives else 0.0
    return parse.confidence >= CONFIDENT and parse.confidence - second >= LEAD
