"""A question to the open form that nothing written answers: what the form holds, a word of regret, or that it is not written."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.answers.unwritten_facts import beside_the_form
from bot.conversation.carry_out.open_form.form_progress import Answer, FormProgress
from bot.conversation.carry_out.readings.parts import meant_instead
from bot.conversation.commands import Ask, Command, Complain
from bot.understanding.questions import said_to_bot

WHAT_IS_WRITTEN = "meta.said"


async def answered(progress: FormProgress, command: Ask, answer: Answer) -> Reply | None:
    """The reply to the question. After a grumble the form asks in other words."""
    turn = progress.opened.turn
    if said_to_bot.asks_of_form(command.words):
        return await answer(turn, replace(command, intent=WHAT_IS_WRITTEN))
    if said_to_bot.grumbles(command.words):
        progress.state = replace(progress.state, attempts=progress.state.attempts + 1)
    return Reply(beside_the_form(turn, command.words))


def known_or_regret(progress: FormProgress, command: Command, known: str) -> Reply | None:
    """What is known, else a word of regret to a complaint that says nothing else; the form asks on, in other words."""
    turn = progress.opened.turn
    if known:
        return Reply(known)
    if not isinstance(command, Complain) or meant_instead(turn):
        return None
    progress.state = replace(progress.state, attempts=progress.state.attempts + 1)
    return Reply(turn.words.say("form.sorry"))
