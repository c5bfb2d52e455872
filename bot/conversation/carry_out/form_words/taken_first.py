"""「一 周六那个 有没有补贴的」: the option that a message begins with is taken, and the question beside it is answered. Pure."""

import re
from collections.abc import Sequence

from bot.common.message import Choice
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has_only
from bot.conversation.commands import Ask, Choose, Command, Complain, Dispute, Nothing, Resume, SetSlot, Start
from bot.conversation.forms import engine
from bot.conversation.forms.readers import read_option
from bot.conversation.forms.spec import SlotSpec
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.session import FormState
from bot.understanding.slots import choice
from bot.understanding.text.clauses import bare_clauses, clauses_with_stops, without_stops

_OPENS = re.compile(r"(?:那|哦|嗯|好|行|好的|行吧|好吧|那就|对)[的吧啊]?")
_REFUSES = re.compile(r"不|别|勿|弗|莫|没|除")
LONGEST = 10  # characters of a clause that takes an option
_MAY_STAND = (Ask, Complain, Dispute, Nothing, Resume)


def with_option(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands with the option that the first words take, where all of the message was taken for something else."""
    if state.asking in (engine.CONFIRM, engine.CHANGE):
        slot = opened.spec.slot(next(iter(_BY_NUMBER & state.slots.keys()), ""))
        return (_within(opened, slot, state, numbers=False) if slot else None) or commands
    return _at_its_question(opened, state, commands)


def _at_its_question(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands with the option of the slot that is asked for."""
    slot = opened.spec.slot(state.asking)
    taken = any(isinstance(command, SetSlot | Choose) and _sets(command, state) for command in commands)
    if slot is None or taken or not has_only(commands, *_MAY_STAND, SetSlot, Start):
        return commands
    options = slot.offered(state.slots, opened.world)
    within = _within(opened, slot, state, numbers=True)
    clauses = clauses_with_stops(opened.turn.message.text)
    if within is not None or len(clauses) < 2 or not options:
        return within or commands
    value, words = _first_option(opened, slot, options, clauses)
    if not value:
        return commands
    return [SetSlot(slot.name, value, words=""), *(_without(command, words) for command in commands)]


def _within(opened: OpenForm, slot: SlotSpec, state: FormState, *, numbers: bool) -> Sequence[Command] | None:
    """「就是帮忙看孩子做作业，应该算2吧」: the option that a clause of the answer takes, and the other values; None for none."""
    options = slot.offered(state.slots, opened.world) if slot.name in _BY_NUMBER else ()
    clauses = bare_clauses(opened.turn.message.text)
    labels = [option.label for option in options]
    taken = [
        at for clause in clauses if (at := choice.in_sentence(clause, labels, numbers=numbers)) is not None
    ]
    if len(taken) != 1:
        return None
    opened.turn.outcome.beside.answered.append(opened.turn.message.text)  # it chooses, and asks nothing
    return [SetSlot(slot.name, options[taken[0]].value, words="")]


_BY_NUMBER = frozenset({"bank"})


def _first_option(
    opened: OpenForm, slot: SlotSpec, options: tuple[Choice, ...], clauses: Sequence[str]
) -> tuple[str, str]:
    """The option that one of the first two clauses takes, and the words up to there; "" for none."""
    words = ""
    for clause in clauses[:2]:
        bare = without_stops(clause)
        if len(bare) > LONGEST or asks(bare) or _REFUSES.search(bare):
            break
        words += clause
        value = _option(opened, slot, options, bare)
        if value or not _OPENS.fullmatch(bare):
            again = clauses[1:2] if words == clauses[0] else ()
            return value, words + _named_again(opened, slot, options, again, value)
    return "", ""


def _named_again(
    opened: OpenForm, slot: SlotSpec, options: tuple[Choice, ...], clauses: Sequence[str], value: str
) -> str:
    """「一 周六那个」: the clauses that take the same option once more."""
    same = [
        clause
        for clause in clauses
        if len(bare := without_stops(clause)) <= LONGEST and _option(opened, slot, options, bare) == value
    ]
    return "".join(same) if value else ""


def _option(opened: OpenForm, slot: SlotSpec, options: tuple[Choice, ...], clause: str) -> str:
    heard = opened.turn.hear(clause)
    read = slot.read(heard, options, True).value if not (slot.free or slot.any_words) else ""
    return read or read_option(heard, options, True).value


def _sets(command: SetSlot | Choose, state: FormState) -> bool:
    return isinstance(command, Choose) or command.slot == state.asking


def _without(command: Command, words: str) -> Command:
    """The question without the words that take the option."""
    if not isinstance(command, Ask) or not command.words.startswith(words.strip()):
        return command
    rest = without_stops(command.words[len(words.strip()) :])
    return Ask(command.intent, command.slots, rest) if rest else command
