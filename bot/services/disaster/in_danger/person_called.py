"""Who despairs and wants somebody of the community to come hears that the staff see it, and what to do until then."""

import re

from bot.common.message import Reply
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.denied import refuses_person
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card
from bot.understanding.danger_signs.danger import DESPAIR

SAYS: dict[str, frozenset[str]] = {
    "despair.called_1": frozenset(),
    "despair.called_2": frozenset(),
    "despair.called_place": frozenset({"place"}),
}
_TOLD = "person_called"  # among what was told after the card
_CALLS = re.compile(
    r"(?<![别不没])(?:叫|喊|请|让|派|要)(?:你们|侬|你|他们|社区|居委会?|那边){0,3}(?:里|那边)?的?"
    r"(?:个|一个|几个)?(?:人|阿姨|同志|干部|工作人员|志愿者)(?:快点?|赶紧|马上)?(?:过?来|上门)"
    r"|(?:叫|喊|让|催)(?:他们|你们|社区的?人?)(?:快点?|赶紧|马上)(?:过?来|上门)"
)
_HAS_COME = re.compile(r"来了|来过|已经来|到了")


def heard(turn: Turn, crisis: Crisis) -> Reply | None:
    """That the staff see it, with the place where it is known; None for any other message."""
    text = turn.message.text
    if crisis.card not in DESPAIR or crisis.asked or crisis.arrived or not calls_somebody(text):
        return None
    crisis.note(text)
    number = 2 if _TOLD in crisis.told else 1
    after_card.tell(crisis, _TOLD)
    said = turn.words.say(f"despair.called_{number}")
    place = turn.words.say("despair.called_place", place=crisis.place) if crisis.place else ""
    return Reply("\n".join(filter(None, (place, said))), urgent=True)


def calls_somebody(text: str) -> bool:
    """「叫社区的人来坐坐吧」: is it wanted that somebody comes, who is not there yet?"""
    calls = _CALLS.search(text) is not None and not refuses_person(text)
    return calls and _HAS_COME.search(text) is None
