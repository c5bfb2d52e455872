"""「不是张三，是李四」, read by a pattern where the message was only taken for a yes, a no or a dispute. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.open_form.merged_values import adds
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has_only
from bot.conversation.commands import Command, Dispute, No, SetSlot, Yes
from bot.conversation.forms import engine
from bot.conversation.forms.corrections import find_correction, slot_names
from bot.conversation.forms.engine import FormStep, StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.item_details import flaw
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.understanding.slots.numerals import value


def plain_correction(opened: OpenForm, state: FormState) -> FormStep | None:
    """「不是张三，是李四」: the form with the value that is put right, where a pattern reads it."""
    parse = opened.turn.parse
    correction = find_correction(opened.spec, opened.words, state, parse, opened.world)
    if correction is None or not correction.value or _misread(correction.slot, parse.text):
        return None
    step = engine.filled(opened.spec, state, {correction.slot: correction.value}, opened.world)
    return step if step.kind is StepKind.FILLED else None


def labelled(opened: OpenForm) -> SetSlot | None:
    """「改 会做什么写 修桌椅 打家具」: what is to stand under the label, all of it; None for another message."""
    text = opened.turn.message.text
    able = _ABLE.search(text) if opened.spec.slot("skill") is not None else None
    if able is not None:
        return SetSlot("skill", able["to"], words=able["to"])
    for name, slot in slot_names(opened.words, opened.spec):
        if slot not in _TOLD_WHOLE:
            continue
        before, named, after = text.partition(name)
        told = _TO_STAND.match(after) if named and _BEFORE_LABEL.fullmatch(before) else None
        if told is not None and not asks(told["to"]):
            return SetSlot(slot, told["to"].strip(), words=told["to"].strip())
    return None


def other_number(opened: OpenForm) -> SetSlot | None:
    """「改成47」 of a form that holds one number: that number; None where it holds none, or several."""
    told, form = _ONLY_NUMBER.fullmatch(opened.turn.message.text.strip()), opened.turn.session.form
    held = [name for name in _NUMBERS if form is not None and form.slots.get(name, "").isdecimal()]
    number = value(told["number"]) if told else None
    return SetSlot(held[0], str(number), words=str(number)) if number and len(held) == 1 else None


_NUMBERS = ("age", "people", "quantity")
_ONLY_NUMBER = re.compile(
    r"(?:不对|不是|错了|应该|那就?|就|要|请|帮我|给我|你|[，,。！!\s]){0,4}(?:改成|改为|改到|换成|写成?|是)[：:\s]{0,2}"
    r"(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,4})(?:[个位人岁件]|吧|了|才对|就行|[。！!]){0,3}"
)
_ABLE = re.compile(r"(?:会的|拿手的|擅长的)(?:就)?是[：:]?(?P<to>(?!这|那|什么|啥)[^，,。；;！!？?\s]{2,20})")
_TOLD_WHOLE = ("skills", "skill", "need", "detail")
_BEFORE_LABEL = re.compile(r"(?:不对|不是|错了|改|改一下|把|我的?|那个|就|请|你|[，,。\s]){0,5}")
_TO_STAND = re.compile(
    r"(?:里|那里|那栏|一项|那项|这栏)?(?:要|应该|得)?(?:改成|改为|换成|写成?|填|是)[：:，,\s]*(?P<to>(?!不|错|没).{2,60})$"
)


def is_fine(told: str, text: str) -> bool:
    """「陪老人说话可以，搬东西不行」: is this, of the two, what the text says will do?"""
    _, found, rest = text.partition(told)
    return bool(found) and _IS_FINE.match(rest) is not None


_IS_FINE = re.compile(r"(?:倒|是|还|我|都){0,2}(?:可以|行(?!不)|没问题|会的)")


def _misread(slot: str, text: str) -> bool:
    """「是没有遥控器」 names no thing, 「晚上没空」 no time, and 「晚上也有空」 one beside the one that is known."""
    if slot == "item":
        return bool(flaw(text))
    return slot in OF_TIMES and (adds(text) or times.only_refused(text))


def unsaid_correction(opened: OpenForm, state: FormState, *meant: Sequence[Command]) -> FormStep | None:
    """The form with the value put right, where the message was only taken for a yes, a no or a dispute."""
    unsaid = any(commands and has_only(commands, Yes, No, Dispute) for commands in meant)
    return plain_correction(opened, state) if unsaid else None
