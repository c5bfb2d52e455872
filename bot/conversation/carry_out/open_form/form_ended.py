"""The open form dropped, and what else the message asks answered."""

from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.form_progress import Answer, FormProgress, lines
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import Ask, Command, Record
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.session import FormState


async def stopped_and_answered(progress: FormProgress, commands: Sequence[Command], answer: Answer) -> Reply:
    """The form dropped, and said so; then what else the message asks: 「那不报了，有没有乒乓球」."""
    dropped, turn = stopped(progress.opened, progress.state), progress.opened.turn
    text, of_record = turn.message.text, next(filter(_is_of_record, commands), None)
    asked = next((command.words for command in commands if isinstance(command, Ask)), "")
    rest = endings.without_end(asked or (text if endings.plainly_ends(text) and asks(text) else ""))
    besides = of_record or (Ask("", words=rest) if rest else None)
    answered = await answer(turn, besides) if besides else None
    if answered is None:
        return dropped
    return replace(answered, text=lines([dropped.text, answered.text]))


def _is_of_record(command: Command) -> bool:
    return isinstance(command, Record)


def stopped(opened: OpenForm, state: FormState) -> Reply:
    """The form dropped, and that it is."""
    opened.drop(state)
    opened.turn.outcome.form_ended = True
    return opened.turn.say("form.stopped", title=opened.prompter.title(state))
