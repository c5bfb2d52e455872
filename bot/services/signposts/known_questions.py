"""Answers a known question that was asked in its own words, or nearly."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import ANSWER, QUESTIONS
from bot.conversation.carry_out.answers import on_table
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.turn import Turn
from bot.services.signposts.service import service
from bot.understanding.passages.faq import closest_question
from bot.understanding.text.foreign_words import brings_another

ASKED_ON = "question.asked"
"""The wish for the answer to a question that follows on a known question, without saying what it is about."""
_OF_COURSES = ("training.", "dialog.", "privacy.")
_NOTHING_TO_OPEN = ("dialog.", "privacy.", "community.", "feedback.status")


@service.on_postback(ANSWER)
async def answer(turn: Turn) -> Reply:
    """The answer, with the way on to what the question is about."""
    question = turn.content.part(QUESTIONS).known_as(turn.slot("question"))
    if question is None:
        return turn.say("signpost.unknown")
    turn.rely_on(question)
    if not question.intent.startswith(_OF_COURSES) and turn.session.form is None:
        on_table.keep_named(turn, ASKED_ON, "question", question.id, told=question.answer)
    if question.intent.startswith(_NOTHING_TO_OPEN):
        return Reply(question.answer)
    title = turn.content.intents[question.intent].title
    return Reply(question.answer, (Choice(title, Wish(question.intent), more=True),))


@service.on_postback(ASKED_ON)
async def asked_on(turn: Turn) -> Reply:
    """The known question of the same subject that comes nearest; where none does, that it is not written."""
    questions = turn.content.part(QUESTIONS)
    before = questions.known_as(turn.slot("question"))
    if before is None:
        return turn.say("signpost.unknown")
    nearest = closest_question(turn.parse.normal, questions.of(before.intent))
    if nearest is None:
        text = turn.message.text
        about = text if brings_another(text, before.ask[0]) else before.ask[0]
        return Reply(not_written(turn), (ask_for_me(turn, about),))
    turn.rely_on(nearest)
    on_table.keep_named(turn, ASKED_ON, "question", nearest.id)
    return Reply(nearest.answer)
