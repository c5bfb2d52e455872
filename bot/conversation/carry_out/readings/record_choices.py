"""Choices that mean a command about a record, so that a question about it can be answered by number or by a chip."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn

RECORD, KEEP, PHONE = "record.do", "record.keep", "record.phone"
"""The intents of these choices: the command itself, everything stays as it is, a new phone for several records."""

SAYS: dict[str, frozenset[str]] = {"record.yes": frozenset(), "record.no": frozenset()}

_TAKES_BACK = re.compile(r"取消|算了|撤|不改|别改|不用改|不要改|不换|不动")
_FIELDS = ("kind", "ref", "slot", "value")
_ALSO = "also."  # before the slots that change with the first


def record_choice(label: str, command: Record, *, confirmed: bool | None = None) -> Choice:
    """The choice that carries out the command. confirmed: it answers 「要…吗？」."""
    fields = tuple((name, getattr(command, name)) for name in _FIELDS if getattr(command, name))
    fields += tuple((f"{_ALSO}{name}", value) for name, value in command.also)
    return Choice(label, Wish(RECORD, (("action", command.action.value), *fields), confirmed=confirmed))


def chosen_command(turn: Turn) -> Record:
    """The command that the choice taken means."""
    further = [name for name in turn.parse.slots if name.startswith(_ALSO)]
    return _command({name: turn.slot(name) for name in ("action", *_FIELDS, *further)})


def command_of(choice: Choice) -> Record:
    """The command that such a choice would carry out."""
    return _command(dict(choice.postback.slots) if isinstance(choice.postback, Wish) else {})


def _command(slots: Mapping[str, str]) -> Record:
    kind, ref, slot, value = (slots.get(name, "") for name in _FIELDS)
    also = {name.removeprefix(_ALSO): value for name, value in slots.items() if name.startswith(_ALSO)}
    action = RecordAction(slots.get("action", ""))
    return Record(action, kind, ref, slot, value, also=tuple(also.items()))


def is_sure(turn: Turn) -> bool:
    """Whether the resident has confirmed what was asked about the record."""
    return turn.chosen_intent == RECORD and turn.confirmed is True


def takes_back(text: str, sure: Choice) -> bool:
    """「取消吧」 to 「改成…，对吗？」: is the change given up, and not agreed to?"""
    postback = sure.postback
    asked = isinstance(postback, Wish) and ("action", RecordAction.CHANGE.value) in postback.slots
    return asked and bool(_TAKES_BACK.search(text))


def ask_sure(turn: Turn, question: str, command: Record, *others: Choice) -> Reply:
    """Ask whether the command is really to be carried out; others: what could be done instead."""
    yes = record_choice(turn.words.say("record.yes"), command, confirmed=True)
    return Reply(question, (yes, *others, Choice(turn.words.say("record.no"), Wish(KEEP))))


def said_only(turn: Turn, **slots: str) -> Turn:
    """The turn as if the message had said these slots and nothing else."""
    return replace(turn, parse=replace(turn.parse, slots=slots))
