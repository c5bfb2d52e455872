"""The parse of a message that says that somebody is in danger now. Pure."""

from collections.abc import Mapping, Sequence

from bot.understanding import ranking
from bot.understanding.analysis import Analysis
from bot.understanding.danger_signs.danger import danger_and_hazard
from bot.understanding.parse import Parse, SlotValue

EMERGENCY = "disaster.emergency"


def emergency_parse(
    text: str,
    analysis: Analysis,
    card: str,
    slots: Mapping[str, SlotValue],
    order: Sequence[tuple[str, float]],
) -> Parse:
    """card: the card that fits; slots: what was read of the message; order: the labels by their likelihood."""
    danger, hazard = danger_and_hazard(card)
    others = [pair for pair in order if pair[0] != EMERGENCY]
    confidence = max(dict(order).get(EMERGENCY, 0.0), ranking.CONFIDENT)
    return Parse(
        text,
        analysis.bare,
        EMERGENCY,
        confidence,
        {**slots, "hazard": hazard} if hazard else slots,
        ranking.alternatives([(EMERGENCY, confidence), *others]),
        analysis.words,
        emergency=True,
        danger=danger,
    )
