"""「不是张三，是李四」, read by a pattern where the message was only taken for a yes, a no or a dispute. Pure."""

from collections.abc import Sequence

from bot.conversation.carry_out.form_progress import adds
from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.carry_out.spoken_times import OF_TIMES
from bot.conversation.commands import Command, Dispute, No, Yes
from bot.conversation.forms import engine
from bot.conversation.forms.corrections import find_correction
from bot.conversation.forms.engine import FormStep, StepKind
from bot.conversation.interpret import times
from bot.conversation.interpret.item_details import flaw
from bot.conversation.session import FormState


def plain_correction(opened: OpenForm, state: FormState) -> FormStep | None:
    """「不是张三，是李四」: the form with the value that is put right, where a pattern reads it."""
    parse = opened.turn.parse
    correction = find_correction(opened.spec, opened.words, state, parse, opened.world)
    if correction is None or not correction.value or _misread(correction.slot, parse.text):
        return None
    step = engine.filled(opened.spec, state, {correction.slot: correction.value}, opened.world)
    return step if step.kind is StepKind.FILLED else None


def _misread(slot: str, text: str) -> bool:
    """「是没有遥控器」 names no thing, 「晚上没空」 no time, and 「晚上也有空」 one beside the one that is known."""
    if slot == "item":
        return bool(flaw(text))
    return slot in OF_TIMES and (adds(text) or times.only_refused(text))


def unsaid_correction(opened: OpenForm, state: FormState, *meant: Sequence[Command]) -> FormStep | None:
    """The form with the value put right, where the message was only taken for a yes, a no or a dispute."""
    unsaid = any(
        commands and all(isinstance(command, Yes | No | Dispute) for command in commands)
        for commands in meant
    )
    return plain_correction(opened, state) if unsaid else None
