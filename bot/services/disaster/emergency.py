"""Answers an emergency: the number to call and the first steps, and nothing else."""

from bot.common.message import Reply
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.conversation.turn import Turn
from bot.services.disaster.content import DANGERS, GENERAL, Danger
from bot.services.disaster.service import service


@service.on("disaster.emergency", slots=("place",))
async def emergency(turn: Turn) -> Reply:
    """The number comes first, unless something must be done before the call (gas: get out first)."""
    advice = _advice(turn)
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(advice.now, 1))
    key = "emergency.card_later" if advice.before_call else "emergency.card"
    card = turn.words.say(key, call=advice.call, name=advice.name, steps=steps, before=advice.before_call)
    never = turn.words.say("emergency.never", never=advice.never) if advice.never else ""
    also = turn.words.say("emergency.also", numbers="；".join(advice.also)) if advice.also else ""
    stay = turn.words.say("emergency.stay")
    return Reply("\n".join(part for part in (card, never, also, stay) if part), urgent=True)


def _advice(turn: Turn) -> Tips | Danger:
    dangers, named = turn.content.part(DANGERS), turn.parse.danger
    if named in dangers:
        return dangers[named]
    hazard = turn.slot("hazard")
    if hazard in tuple(Hazard):
        return turn.content.part(TIPS).get(Hazard(hazard), dangers[GENERAL])
    return dangers[GENERAL]
