"""Which of the resident's records the words name, by what is written of them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.commands import Command, Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.turn import OwnRecord
from bot.understanding.parse import Parse
from bot.understanding.questions.afterwards_questions import asks_status
from bot.understanding.questions.record_acts import asks_plainly, is_of_a_paper, wishes_anew
from bot.understanding.questions.record_questions import asks as asks_for_field
from bot.understanding.questions.record_questions import asks_for_all

_THINGS = frozenset({"item", "need", "detail", "skill"})
_LOOKS = re.compile(r"看|查|念|读|听听|情况|进度|消息|结果")


def not_named(commands: Sequence[Command], own: Sequence[OwnRecord]) -> list[Command]:
    """A question after records of which none is named is after all of its kind."""
    titles = {record.ref: record.title for record in own}
    return [
        replace(command, ref="")
        if isinstance(command, Record)
        and command.action is RecordAction.STATUS
        and command.ref not in command.words
        and not _shares(command.words, titles.get(command.ref, ""))
        else command
        for command in commands
    ]


def _shares(words: str, title: str) -> bool:
    return overlap(title, words) > 0


def overlap(title: str, words: str) -> int:
    """How many pairs of neighbouring characters of the title stand in the words."""
    return sum(title[at : at + 2] in words for at in range(len(title) - 1))


def on_record(commands: Sequence[Command], own: Sequence[OwnRecord]) -> bool:
    """Does every command about a record speak of a kind that the resident has on record?"""
    kinds = {record.kind for record in own if record.ref}
    return all(command.kind in kinds for command in commands if isinstance(command, Record))


def names_another(parse: Parse, own: Sequence[OwnRecord]) -> bool:
    """Does the message name a course or an event that the resident has not on record?"""
    named = [parse.named[slot] for slot in ("course", "event", "team") if slot in parse.named]
    return any(all(name not in record.title for record in own) for name in named)


def of_records_meant(commands: Sequence[Command]) -> Sequence[Command]:
    """The commands without those that ask or change a record where the words sign up for something, or speak of a paper."""
    return [command for command in commands if not (isinstance(command, Record) and _means_none(command))]


def _means_none(command: Record) -> bool:
    words = command.words
    if is_of_a_paper(words) or (command.slot in _THINGS and times.alone(command.value)):
        return True  # 「礼拜天」 is the name of no thing
    return command.action is RecordAction.STATUS and wishes_anew(words) and not looks_or_asks(words)


def looks_or_asks(words: str) -> bool:
    """Is there a word of asking, or of looking something up, in these words?"""
    asked = asks(words) or asks_for_field(words) or asks_for_all(words)
    return asked or asks_plainly(words) or asks_status(words) or _LOOKS.search(words) is not None
