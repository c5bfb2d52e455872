"""Wording of an order, for the firm and for the staff."""

from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.employer.records import HIRE, TRAIN, FirmOrder

KINDS = {HIRE: "employer.kind_hire", TRAIN: "employer.kind_train"}


def summary(turn: Turn | JobContext, order: FirmOrder) -> str:
    """Hiring or training, what is wanted, and for how many people."""
    kind = turn.words.say(KINDS[order.kind])
    people = turn.words.say("employer.people", count=order.quantity) if order.quantity else ""
    return turn.words.say("employer.what", kind=kind, need=order.need, people=people)


def title(turn: Turn, order: FirmOrder) -> str:
    """How the order is called: what the firm wants, and its name."""
    return turn.words.say("employer.title", what=summary(turn, order), firm=order.firm)


def values_of(order: FirmOrder) -> dict[str, str]:
    """What stands in the order, by the slots of its form."""
    names = ("kind", "need", "quantity", "due", "firm", "name", "phone")
    return {name: str(getattr(order, name) or "") for name in names}
