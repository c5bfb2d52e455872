"""The card of a danger, and what is said after it; by the id of a hazard or of a danger that is no hazard."""

from bot.common.message import Reply
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.conversation.turn import Turn
from bot.services.disaster.content import DANGERS, Danger
from bot.understanding.danger_signs.danger import GENERAL
from bot.understanding.slots.crisis_facts import clauses, tells_of_call
from bot.understanding.slots.standing import INSIDE


def advice_of(turn: Turn, card: str) -> Tips | Danger:
    """What the content holds on this danger; on an unknown one, the general advice."""
    dangers = turn.content.part(DANGERS)
    if card in dangers:
        return dangers[card]
    if card in tuple(Hazard):
        return turn.content.part(TIPS).get(Hazard(card), dangers[GENERAL])
    return dangers[GENERAL]


def known_called(turn: Turn, card: str) -> bool:
    """Has the number of this card been rung, by this message or while the danger that is on had the same number?"""
    call, on = advice_of(turn, card).call, turn.session.crisis
    told = any(call in part and tells_of_call(part) for part in clauses(turn.message.text))
    before = on is not None and on.called and not on.asked
    return told or (before and on is not None and advice_of(turn, on.card).call == call)


def card_reply(turn: Turn, card: str, stands: str = "", *, called: bool = False) -> Reply:
    """The number comes first, unless something must be done before the call (gas: get out first).

    stands: where the one who writes is, if that is known. called: the number was rung, and is not told first again.
    """
    advice = advice_of(turn, card)
    own = (advice.inside if stands == INSIDE else None) or advice
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(own.now, 1))
    key = "emergency.card_called" if called else "emergency.card"
    key = "emergency.card_later" if own.before_call else key
    text = turn.words.say(key, call=advice.call, name=advice.name, steps=steps, before=own.before_call)
    never = turn.words.say("emergency.never", never=own.never) if own.never else ""
    also = turn.words.say("emergency.also", numbers="；".join(advice.also)) if advice.also else ""
    stay = turn.words.say("emergency.stay")
    return Reply("\n".join(part for part in (text, never, also, stay) if part), urgent=True)
