"""From which margins of the danger model a text is a danger, may be one or is none, and which card is shown. Pure."""

from bot.understanding.analysis import Analysis
from bot.understanding.danger_models.danger_model import NEVER, NOW, POSSIBLE
from bot.understanding.danger_signs.danger import GENERAL, GRAVE, SUICIDE, DangerSigns

# The margin of "now" over "never", by which a text is a danger, or may be one; and that of "possible", by which it may be.
CERTAIN = 0.35
OPEN = -0.4
POSSIBLY = 0.0
GRAVE_CERTAIN = 0.35  # with a sign of a danger in which minutes count
GRAVE_OPEN = -1.2
MARKED_CERTAIN = 0.8  # with a word that says drill, film, past or what-if
FIGURATIVE = 1.0  # with nothing but an expression that only sounds dangerous
LEAST_CARD = -0.7  # a card that the model finds less fitting is not shown: the general one is right then
UNSIGNED_CARD = -0.63  # the same where no word of the message is a sign of any danger
KNOWN_CARD = -0.7  # a card that fits so well comes before the family that a word names


def card_by_margin(likeliest: str, margin: float, fallback: str, *, is_family: bool) -> str:
    """The card. margin: of the likeliest; fallback: what a word names, "" for none; is_family: and that is no single danger."""
    if fallback and is_family:  # such as first aid: the model may know which of it
        return likeliest if margin >= KNOWN_CARD and likeliest != GENERAL else fallback
    if margin < (LEAST_CARD if fallback else UNSIGNED_CARD):
        likeliest = GENERAL
    # 「着火了快来人啊」 is said in many dangers but for its sign: the general card is for those that have none.
    return fallback or GENERAL if likeliest == GENERAL else likeliest


def decided(analysis: Analysis, margin: float, open_margin: float) -> str:
    """Now, possible or never, by the margins of now and of possible over never."""
    signs = analysis.signs
    if signs.figurative:
        return NOW if margin >= FIGURATIVE else NEVER
    grave = bool(GRAVE.intersection(signs.dangers)) and not signs.not_now
    if margin >= _certain(signs, grave=grave) and margin >= open_margin:
        return NOW
    least = GRAVE_OPEN if grave else OPEN
    return POSSIBLE if margin >= least or open_margin >= (GRAVE_OPEN if grave else POSSIBLY) else NEVER


def _certain(signs: DangerSigns, *, grave: bool) -> float:
    """The margin of now from which the danger is certain."""
    if grave and signs.first != SUICIDE:
        return GRAVE_CERTAIN
    return MARKED_CERTAIN if signs.not_now else CERTAIN
