"""What is to be taken out of the open form: 「把白天两个字去掉」, 「括号里那句删掉」. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.form_words.dictated_fields import IN_WORDS
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has
from bot.conversation.commands import Command, Dispute, Exclude, SetSlot, Stop, Yes
from bot.conversation.forms import engine
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.understanding.slots.numerals import figures
from bot.understanding.text import edited_words
from bot.understanding.text.left_out_part import part_left_out, strikes, strikes_all, without_part

_BETWEEN = "、"
_STAYS = re.compile(r"留着|留下|不动|照旧|保留")
SHORTEST = 2  # characters of a part that is named


def without_struck(
    opened: OpenForm, state: FormState, commands: Sequence[Command]
) -> tuple[FormState, Sequence[Command], Sequence[str]]:
    """The form without what the message takes out of it, what is left of the commands, and what is said of the change.

    Where nothing such stands in the form, and the message says nothing else, it is asked what is to be changed; where
    nothing would be left, what it is to be.
    """
    text = opened.turn.message.text
    in_words = _less_words(state.slots, text)
    clause = strikes(text) or (text if in_words else "")
    if not clause:
        return state, _ended_if_all(text, commands), ()
    told = _told_besides(commands, "" if clause == text else text.replace(clause, " "))
    left = in_words or _left(state.slots, clause, part_left_out(text))
    if not left:
        unknown = not told and state.asking == engine.CONFIRM
        return state, _asks_what(state, commands) if unknown else commands, ()
    step = engine.filled(opened.spec, state, left, opened.world)
    again = any(form_slot(command.slot) in left for command in told)
    return step.state, told, () if again else opened.prompter.changed(step)


def _ended_if_all(text: str, commands: Sequence[Command]) -> Sequence[Command]:
    """The end of the form where all of it is to be taken out, which was taken for a yes."""
    return (Stop(),) if strikes_all(text) and has(commands, Yes) else commands


def _asks_what(state: FormState, commands: Sequence[Command]) -> tuple[Dispute]:
    """The question what is to stand there, of the slot that would be empty, or what is to be changed."""
    held = [
        form_slot(command.slot)
        for command in commands
        if isinstance(command, Exclude) and command.value in state.slots.get(form_slot(command.slot), "")
    ]
    return (Dispute(held[0] if held else ""),)


def _told_besides(commands: Sequence[Command], rest: str) -> list[SetSlot]:
    """The values that the rest of the message tells; not what is only named in order to be taken out."""
    in_figures, time = figures(rest), times.free(rest)
    return [
        replace(command, words=command.value)
        if form_slot(command.slot) not in OF_TIMES
        else replace(command, value=time, words=time)
        for command in commands
        if isinstance(command, SetSlot)
        and (time if form_slot(command.slot) in OF_TIMES else command.value in f"{rest}{in_figures}")
        and not _STAYS.search(rest)
    ]


def _less_words(slots: dict[str, str], text: str) -> dict[str, str]:
    """The slot in the resident's own words of which a part is to go, with what is left of them; empty for none."""
    held = {name: slots[name] for name in IN_WORDS if slots.get(name)}
    rests = {name: edited_words.without(words, text) for name, words in held.items()}
    return next(({name: rest} for name, rest in rests.items() if rest), {})


def _left(slots: dict[str, str], clause: str, part: str | None) -> dict[str, str]:
    """The slot of which something is taken out, with what is left of it; empty where nothing such stands there."""
    for name, held in reversed(slots.items()):
        rest = without_part(held, part) if part is not None else ""
        rest = rest or _other_parts(name, held, clause)
        if rest:
            return {name: rest}
    return {}


def _other_parts(name: str, held: str, clause: str) -> str:
    """「白天、晚上」 without 白天, which the clause takes out; "" where it takes out none, or all."""
    struck = [times.standard(said) for said in times.refused(clause)] if name in OF_TIMES else []
    parts = held.split(_BETWEEN)
    stay = [
        part
        for part in parts
        if not (len(part) >= SHORTEST and part in clause) and not any(said in part for said in struck)
    ]
    return _BETWEEN.join(stay) if len(stay) < len(parts) else ""
