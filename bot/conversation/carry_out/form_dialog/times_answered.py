"""A message that tells the open form when it suits: it is heard so, whatever else its words may be taken for."""

import re
from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_commands import FormCommands
from bot.conversation.carry_out.form_words.told_beside import with_remark
from bot.conversation.carry_out.open_form.form_progress import Answer, FormProgress
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import Command, SetSlot
from bot.conversation.forms import engine
from bot.conversation.forms.engine import StepKind
from bot.conversation.interpret.clauses.consent_head import consent_head
from bot.conversation.interpret.corrections import correction_parts
from bot.conversation.interpret.values import times, told_times
from bot.conversation.interpret.values.values import WHEN_IT_SUITS, tells_a_value
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.ranking import is_confident

_OF_RINGING = re.compile(r"打(?!算|扫|针|工|牌|麻将|球)|电话|手机|来电|联系")
_BETWEEN_QUESTIONS = frozenset({engine.CONFIRM, engine.CHANGE, "name", "phone", "address"})


async def answered(opened: OpenForm, state: FormState, answer: Answer) -> Reply | None:
    """The reply to a message that tells when it suits, and no other value; None for any other message."""
    text = opened.turn.message.text
    slot = slot_told(opened.turn, state)
    if not slot:
        return None
    value = told_times.told(text, state.slots.get(slot, ""))
    if not value:
        return None
    commands: Sequence[Command] = [SetSlot(slot, value)]
    said = ""
    if value != told_times.own(text):
        state, commands, said = with_remark(opened, state, commands)
    told = next((command.value for command in commands if isinstance(command, SetSlot)), value)
    step = engine.filled(opened.spec, state, {slot: told}, opened.world)
    if step.kind is not StepKind.FILLED:
        return None
    lines = [said, *opened.prompter.changed(step)]
    if told == state.slots.get(slot):
        lines += opened.prompter.unchanged(slot, step.state)
    progress = FormProgress(opened, step.state, [line for line in lines if line], heard=True)
    progress.filled.add(slot)
    opened.turn.outcome.beside.answered.append(text)  # 「啥辰光都好」 asks nothing
    return await FormCommands(answer).settle(progress)


def slot_told(turn: Turn, state: FormState) -> str:
    """The slot for a time that the message answers, or changes where it tells of nothing else; "" for none."""
    text = turn.message.text
    slot = _slot_answered(turn, state) if state.asking in WHEN_IT_SUITS else _slot_changed(state, text)
    return "" if turn.postback is not None or (slot and tells_a_value(text, turn.parse)) else slot


def _slot_answered(turn: Turn, state: FormState) -> str:
    return state.asking if told_times.answers(turn.message.text) and not _is_another_matter(turn) else ""


def _slot_changed(state: FormState, text: str) -> str:
    """The only slot for a time that the form holds, where the message tells of nothing but when it suits; "" for none."""
    held = [slot for slot in WHEN_IT_SUITS if state.slots.get(slot)]
    if len(held) != 1 or state.asking not in _BETWEEN_QUESTIONS or not told_times.is_only_of_time(text):
        return ""
    return "" if consent_head(text) or correction_parts.parts(text) or _OF_RINGING.search(text) else held[0]


def _is_another_matter(turn: Turn) -> bool:
    """「今天我家停水了」: is it surely something else, of which no word says when it suits?"""
    parse, text = turn.parse, turn.message.text
    of_time = told_times.says_whether(text) or bool(times.alone(text))
    return is_confident(parse) and not parse.intent.startswith("dialog.") and not of_time
