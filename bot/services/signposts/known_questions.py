"""Answers a known question that was asked in its own words, or nearly."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import ANSWER, QUESTIONS
from bot.conversation.turn import Turn
from bot.services.signposts.service import service

_NOTHING_TO_OPEN = ("dialog.", "privacy.", "community.", "feedback.status")


@service.on_postback(ANSWER)
async def answer(turn: Turn) -> Reply:
    """The answer, with the way on to what the question is about."""
    question = next(
        (known for known in turn.content.part(QUESTIONS).all if known.id == turn.slot("question")), None
    )
    if question is None:
        return turn.say("signpost.unknown")
    turn.rely_on(question)
    if question.intent.startswith(_NOTHING_TO_OPEN):
        return Reply(question.answer)
    title = turn.content.intents[question.intent].title
    return Reply(question.answer, (Choice(title, Wish(question.intent), more=True),))
