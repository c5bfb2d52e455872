"""Takes the offer to pass something on in whatever words: the ticket opens with what was asked before as its matter."""

from collections.abc import Awaitable, Callable, Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.asking_back import TICKET
from bot.conversation.carry_out.named_records import overlap
from bot.conversation.carry_out.parts import with_intent, with_text
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.form_messages import asks
from bot.conversation.talk_topic import OfferedTicket
from bot.conversation.turn import Turn
from bot.understanding.passing_on import beside_passing, is_address, passes_on
from bot.understanding.ranking import is_confident

LATELY, KEPT = 6, 3  # turns in which an offer may still be taken; how many are kept
TELLS = 6  # characters that tell something more


async def taken(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The ticket's form, opened; None where no offer is taken. reply: answers a turn of its own."""
    if turn.session.form is not None or turn.postback is not None:
        return None
    text = turn.message.text
    standing = any(map(_is_offer, turn.session.choices))
    passing = passes_on(text)
    if not passing and not (standing and is_address(text) and not asks(text)):
        return None
    beside = beside_passing(text) if passing else text.strip()
    offer = _meant(turn, text)
    if offer is None or _of_something_else(turn, offer, beside, standing=standing):
        return None
    told = len(beside) >= TELLS or any(map(str.isdecimal, beside))
    said = offer.said if not told or beside in offer.said else f"{offer.said}（{beside}）"
    opened = with_intent(with_text(turn, said), TICKET)
    return await reply(opened.with_slots({"place": ""}) if offer.anywhere else opened)


def _of_something_else(turn: Turn, offer: OfferedTicket, beside: str, *, standing: bool) -> bool:
    """Is another wish told beside, or another question, or something else after the offer has gone by?"""
    if not beside or overlap(offer.said, beside):
        return False
    heard = turn.hear(beside)
    wish = is_confident(heard) and FLOW_OF_INTENT.get(heard.intent, "feedback") != "feedback"
    return wish or asks(beside) or not standing


def noted(turn: Turn, choices: Sequence[Choice]) -> list[Choice]:
    """The choices; what is offered in them to be passed on is kept, so that it can be taken a few turns later as well."""
    topic, now = turn.session.topic, turn.session.turn
    for wish in (choice.postback for choice in choices if _is_offer(choice)):
        if isinstance(wish, Wish):
            others = [offer for offer in topic.tickets if offer.said != wish.said]
            offer = OfferedTicket(wish.said, now, anywhere=("place", "") in wish.slots)
            topic.tickets = [*others, offer][-KEPT:]
    return list(choices)


def _is_offer(choice: Choice) -> bool:
    return (
        isinstance(choice.postback, Wish) and choice.postback.intent == TICKET and bool(choice.postback.said)
    )


def _meant(turn: Turn, text: str) -> OfferedTicket | None:
    """Of the offers made lately the one whose matter the message names most, else the last; None for none."""
    lately = [offer for offer in turn.session.topic.tickets if turn.session.turn - offer.turn <= LATELY]
    return max(reversed(lately), key=lambda offer: overlap(offer.said, text), default=None)
