"""The card of a danger, and what is said after it; by the id of a hazard or of a danger that is no hazard."""

from bot.common.message import Reply
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.conversation.turn import Turn
from bot.services.disaster.content import DANGERS, Danger
from bot.understanding.danger import GENERAL
from bot.understanding.slots.standing import INSIDE


def advice_of(turn: Turn, card: str) -> Tips | Danger:
    """What the content holds on this danger; on an unknown one, the general advice."""
    dangers = turn.content.part(DANGERS)
    if card in dangers:
        return dangers[card]
    if card in tuple(Hazard):
        return turn.content.part(TIPS).get(Hazard(card), dangers[GENERAL])
    return dangers[GENERAL]


def card_reply(turn: Turn, card: str, stands: str = "") -> Reply:
    """The number comes first, unless something must be done before the call (gas: get out first).

    stands: where the one who writes is, if that is known.
    """
    advice = advice_of(turn, card)
    own = (advice.inside if stands == INSIDE else None) or advice
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(own.now, 1))
    key = "emergency.card_later" if own.before_call else "emergency.card"
    text = turn.words.say(key, call=advice.call, name=advice.name, steps=steps, before=own.before_call)
    never = turn.words.say("emergency.never", never=own.never) if own.never else ""
    also = turn.words.say("emergency.also", numbers="；".join(advice.also)) if advice.also else ""
    stay = turn.words.say("emergency.stay")
    return Reply("\n".join(part for part in (text, never, also, stay) if part), urgent=True)
