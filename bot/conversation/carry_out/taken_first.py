"""「一 周六那个 有没有补贴的」: the option that a message begins with is taken, and the question beside it is answered. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.commands import Ask, Choose, Command, Complain, Dispute, Nothing, Resume, SetSlot
from bot.conversation.forms.readers import read_option
from bot.conversation.interpret.form_messages import asks
from bot.conversation.session import FormState

_CLAUSE = re.compile(r"[^，,。；;！!？?\s]+[，,。；;！!？?\s]*")
_STOPS = " ，,。；;！!？?"
_OPENS = re.compile(r"(?:那|哦|嗯|好|行|好的|行吧|好吧|那就|对)[的吧啊]?")
_REFUSES = re.compile(r"不|别|勿|弗|莫|没|除")
LONGEST = 10  # characters of a clause that takes an option
_MAY_STAND = (Ask, Complain, Dispute, Nothing, Resume)


def with_option(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands with the option that the first words take, where all of the message was taken for something else."""
    slot = opened.spec.slot(state.asking)
    taken = any(isinstance(command, SetSlot | Choose) and _sets(command, state) for command in commands)
    if slot is None or taken or not all(isinstance(command, (*_MAY_STAND, SetSlot)) for command in commands):
        return commands
    options = slot.options(state.slots, opened.world)
    clauses = _CLAUSE.findall(opened.turn.message.text)
    if len(clauses) < 2 or not options:
        return commands
    value, words = "", ""
    for clause in clauses[:2]:
        bare = clause.strip(_STOPS)
        if len(bare) > LONGEST or asks(bare) or _REFUSES.search(bare):
            break
        words += clause
        heard = opened.turn.hear(bare)
        value = slot.read(heard, options, True).value if _takes(opened, slot.name, bare) else value
        value = value or read_option(heard, options, True).value
        if not value and not _OPENS.fullmatch(bare):
            break
    if not value:
        return commands
    return [SetSlot(slot.name, value, words=""), *(_without(command, words) for command in commands)]


def _sets(command: SetSlot | Choose, state: FormState) -> bool:
    return isinstance(command, Choose) or command.slot == state.asking


def _takes(opened: OpenForm, name: str, clause: str) -> bool:
    """Is a clause for a slot in the resident's own words an option of it, and no other answer?"""
    slot = opened.spec.slot(name)
    return slot is not None and not slot.free and not slot.any_words


def _without(command: Command, words: str) -> Command:
    """The question without the words that take the option."""
    if not isinstance(command, Ask) or not command.words.startswith(words.strip()):
        return command
    rest = command.words[len(words.strip()) :].strip(_STOPS)
    return Ask(command.intent, command.slots, rest) if rest else command
