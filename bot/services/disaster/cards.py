"""The card of a danger, and what is said after it; by the id of a hazard or of a danger that is no hazard."""

from bot.common.message import Reply
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.conversation.turn import Turn
from bot.services.disaster.content import DANGERS, Danger
from bot.understanding.danger import GENERAL


def advice_of(turn: Turn, card: str) -> Tips | Danger:
    """What the content holds on this danger; on an unknown one, the general advice."""
    dangers = turn.content.part(DANGERS)
    if card in dangers:
        return dangers[card]
    if card in tuple(Hazard):
        return turn.content.part(TIPS).get(Hazard(card), dangers[GENERAL])
    return dangers[GENERAL]


def card_reply(turn: Turn, card: str) -> Reply:
    """The number comes first, unless something must be done before the call (gas: get out first)."""
    advice = advice_of(turn, card)
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(advice.now, 1))
    key = "emergency.card_later" if advice.before_call else "emergency.card"
    text = turn.words.say(key, call=advice.call, name=advice.name, steps=steps, before=advice.before_call)
    never = turn.words.say("emergency.never", never=advice.never) if advice.never else ""
    also = turn.words.say("emergency.also", numbers="；".join(advice.also)) if advice.also else ""
    stay = turn.words.say("emergency.stay")
    return Reply("\n".join(part for part in (text, never, also, stay) if part), urgent=True)
