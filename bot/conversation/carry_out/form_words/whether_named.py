"""The answer to whether to be named, heard before all other readers: 「匿名匿名 房东知道要骂的」, 「匿啥名 大家都认得我」."""

from collections.abc import Sequence

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has
from bot.conversation.commands import Ask, Command, SetSlot
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.slots import anonymity

_SLOT, _PHONE, _OF_FORM = "anonymous", "phone", "meta."
_BESIDES = frozenset({"place", "name", "phone"})


def answers(turn: Turn) -> bool:
    """Is it asked whether to be named, and does the message say so? What follows is a reason, and no question of its own."""
    form = turn.session.form
    return form is not None and form.asking == _SLOT and bool(anonymity.told_when_asked(turn.message.text))


def with_answer(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands with the answer, whatever the message was taken for; its other values and its questions stay."""
    told = anonymity.told_when_asked(opened.turn.message.text) if state.asking == _SLOT else ""
    asks_meaning = state.asking == _SLOT and anonymity.asks_meaning(opened.turn.message.text)
    if not told and asks_meaning and not has(commands, Ask):
        return [Ask("meta.word", words=opened.turn.message.text)]
    if not told:
        return commands
    text = opened.turn.message.text
    return [SetSlot(_SLOT, told), *(command for command in commands if _stays(command, text))]


def _stays(command: Command, text: str) -> bool:
    """Is it another value, or a question of something else than the form that is a part of the text?"""
    if isinstance(command, SetSlot):
        return command.slot in _BESIDES
    if not isinstance(command, Ask) or command.words == text:
        return False
    return asks(command.words) and not command.intent.startswith(_OF_FORM)


def keep_number(opened: OpenForm, commands: Sequence[Command]) -> None:
    """A phone number for which a report has no field is kept: it is offered when the resident wants to be rung."""
    if opened.spec.slot(_PHONE) is not None:
        return
    for command in commands:
        if isinstance(command, SetSlot) and command.slot == _PHONE:
            opened.turn.session.known[_PHONE] = command.value
