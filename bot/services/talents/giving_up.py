"""Before a resident is erased, the talent bank is told: their requests end, and what they promised is given back."""

from bot.conversation.turn import Turn
from bot.services.talents import help_request, helper_answers
from bot.services.talents import request_records as talent_requests
from bot.services.talents.service import service


@service.on_erasure
async def give_up_all(turn: Turn) -> None:
    """Withdraw the resident's requests and give back what they have accepted; the other sides are told."""
    user = turn.message.user
    for request in await talent_requests.of_user(turn.work, user):
        await help_request.give_up(turn, request.id)
    for request in await talent_requests.of_helper(turn.work, user):
        await helper_answers.give_back(turn, request.id)
