"""An answer that stands in a message which was taken for a stop, a wait or a complaint: it is never lost. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has_only, has_value, of_kind
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    Later,
    No,
    Nothing,
    SetSlot,
    Skip,
    Social,
    Stop,
)
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.corrections.put_right import named_instead
from bot.conversation.interpret.values.closed_values import TYPED
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import anonymity, phone

_ENDS = re.compile(r"取消|退出|撤|不办|不报|不登|算了|拉倒|不弄|不搞|不反映|不投诉|勿弄|弗弄|莫弄|别弄|别办")
_CLAUSES = re.compile(r"[，,。.！!；;\s]+")
_WAYS: Mapping[str, tuple[str, ...]] = {"terms": (), "channel": ("wechat", "sms")}
"""Slots of which few values can be meant, with those of which the other one is taken where one is refused."""
_NO_ANSWER = (Stop, Hold, Later, Skip, Complain, Nothing, No, Social, Dispute)


def with_answer(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands; with the phone number or the word about the name that the message holds and they do not."""
    text = opened.turn.message.text
    if not commands or endings.plainly_ends(text) or _ENDS.search(text):
        return commands
    commands = _with_own_number([_rather(opened, command) for command in commands], text)
    told = _number(opened, text) if has_only(commands, *_NO_ANSWER) else None
    told = told or _whether_named(opened, text, commands)
    if told is None:
        return _with_refused_name(opened, commands)
    asked = (command for command in commands if isinstance(command, Ask))
    return [told, *(replace(command, words=_asked(command.words)) for command in asked)]


def _with_own_number(commands: Sequence[Command], text: str) -> list[Command]:
    """「183… 是我男人的号，发我的 135…」: of several numbers the one that is to be used, and no other."""
    own = phone.own_of(text)
    return [
        replace(command, value=own, words=own)
        if own and isinstance(command, SetSlot) and command.slot == "phone"
        else command
        for command in commands
    ]


def _with_refused_name(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「6幢三楼 名字就不留了」: the commands with the wish not to be named, told beside another answer of a report."""
    state, text = opened.turn.session.form, opened.turn.message.text
    told = has_value(commands, "anonymous")
    open_yet = (
        opened.spec.slot("anonymous") is not None and state is not None and "anonymous" not in state.slots
    )
    values = of_kind(commands, SetSlot)
    if told or not open_yet or not values or not anonymity.asked_for(text):
        return commands
    return [*values, SetSlot("anonymous", "yes", words=text)]


def _asked(words: str) -> str:
    """The question without the answer in front of it: 「不匿 我就想晓得几天修好」."""
    clauses = [clause for clause in _CLAUSES.split(words) if clause]
    answers = [clause for clause in clauses if anonymity.refused(clause) or anonymity.named(clause)]
    return "，".join(clause for clause in clauses if clause not in answers) or words


def _rather(opened: OpenForm, command: Command) -> Command:
    """「要送的 不是卖」, 「不要短信」: the way that stands beside the one which is left out, or is the only other one."""
    state, text = opened.turn.session.form, opened.turn.message.text
    if not isinstance(command, Exclude) or state is None or command.slot != state.asking:
        return command
    if command.slot not in _WAYS:
        named = opened.turn.interpreter.mentions(text) if opened.turn.interpreter is not None else []
        meant = named_instead(text, command.slot, named)
        return SetSlot(command.slot, meant, words=meant) if meant else command
    said = TYPED[command.slot](Piece.of(text), DialogState())
    others = [value for value in (*said, *_WAYS[command.slot]) if value != command.value]
    return SetSlot(command.slot, others[0], words=text) if others else command


def _number(opened: OpenForm, text: str) -> SetSlot | None:
    """「不用想了呀 我讲了呀 137 5740 2291」: the number, where the form has a place for it."""
    number = phone.find(text)
    if number is None or opened.spec.slot("phone") is None:
        return None
    return SetSlot("phone", number, words=number)


def _whether_named(opened: OpenForm, text: str, commands: Sequence[Command]) -> SetSlot | None:
    """「说了不写」, 「那就不匿吧 我想知道哪天能好」: the answer to the question whether to be named; None for no answer."""
    state = opened.turn.session.form
    if state is None or state.asking != "anonymous":
        return None
    if not has_only(commands, *_NO_ANSWER, Ask):
        return None
    told = _anonymity_told([clause for clause in _CLAUSES.split(text) if clause and not asks(clause)])
    return SetSlot("anonymous", told, words=text) if told else None


def _anonymity_told(clauses: Sequence[str]) -> str:
    """Whether the clauses tell not to be named, or to be; "" for neither."""
    if told := anonymity.told("，".join(clauses)):
        return told
    if any(map(anonymity.refused, clauses)):
        return anonymity.YES
    named = any(anonymity.named(clause) or anonymity.wants_answer(clause) for clause in clauses)
    return anonymity.NO if named else ""
