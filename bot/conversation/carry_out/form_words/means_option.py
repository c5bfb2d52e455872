"""An option chosen by what it stands for and not by its name: 「家里电脑都是他修」 takes the team that mends computers."""

import re
from collections.abc import Sequence

from bot.common.message import Choice
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    More,
    Nothing,
    Record,
    Resume,
    SetSlot,
    Skip,
    Social,
    Start,
)
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.session import FormState
from bot.understanding.parse import Parse
from bot.understanding.text.deeds import doing

_MAY_STAND = (
    Ask, Complain, Dispute, Exclude, Hold, More, Nothing, Record, Resume, SetSlot, Skip, Social, Start,
)  # fmt: skip
_WHICH = re.compile(r"哪|有没有|有[吗么伐不]|没有[吗么啊]|有没$|叫(?:什么|啥)")


def with_meant(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands with the one option that the message tells of; as they are where it tells of none, or of several."""
    slot = opened.spec.slot(state.asking)
    options = slot.options(state.slots, opened.world) if slot is not None else ()
    meant = doing(
        {option.value: option.means for option in options if option.means}, opened.turn.message.text
    )
    named = state.asking in opened.turn.parse.named
    if len(meant) != 1 or named or not all(_may_stand(opened, command) for command in commands):
        return commands
    if _name_one_of(options, state.asking, commands):
        return commands
    kept = [command for command in commands if _is_kept(command, state, opened.turn.message.text)]
    return [SetSlot(state.asking, meant[0], words=opened.turn.message.text), *kept]


def unanswered(opened: OpenForm) -> tuple[Parse, ...]:
    """The clauses of the message without those that an option answers: 「哪支是捡垃圾的」."""
    state = opened.turn.session.form
    slot = opened.spec.slot(state.asking) if state is not None else None
    if state is None or slot is None:
        return opened.turn.clauses
    options = slot.options(state.slots, opened.world)
    deeds = {option.value: option.means for option in options if option.means}
    return tuple(clause for clause in opened.turn.clauses if not doing(deeds, clause.text))


def _may_stand(opened: OpenForm, command: Command) -> bool:
    """A wish for something else comes before; one for the open form says more of it."""
    own = not isinstance(command, Start) or command.flow == opened.spec.name
    return own and isinstance(command, _MAY_STAND)


def _name_one_of(options: Sequence[Choice], asking: str, commands: Sequence[Command]) -> bool:
    """Do the commands name an option already, by its value or its label?"""
    offered = {option.value for option in options} | {option.label for option in options}
    return any(_names(command, asking, offered) for command in commands)


def _names(command: Command, asking: str, offered: set[str]) -> bool:
    """Is the option told by a name already: 「爱心红」 of 爱心红志愿慈善队?"""
    if not isinstance(command, SetSlot) or form_slot(command.slot) != asking:
        return False
    return any(command.value and command.value in name for name in offered)


def _is_kept(command: Command, state: FormState, text: str) -> bool:
    """Other values stay, and questions that the option does not answer."""
    if isinstance(command, Ask):
        return _WHICH.search(text) is None
    return isinstance(command, SetSlot) and form_slot(command.slot) != state.asking
