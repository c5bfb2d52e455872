"""One change of several records of a kind: 「把两样的时间都改成…」, 「电焊口琴都加个周六」. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.turn import OwnRecord, Turn

BETWEEN = "、"
_OF_ALL = re.compile(
    r"(?<!第)[两俩二三几][样个门条张项件](?!里|当中|之中|中间|其中)|(?:全部?|统统|通通|一起|都)(?:给我|帮我|要|得)?(?:改|换|写|加|变)|都是"
)
_TOGETHER = OF_TIMES | {"phone", "name", "address"}


def with_others(turn: Turn, command: Record, record: OwnRecord, own: Sequence[OwnRecord]) -> Record:
    """The change with the refs of all records that the message means: of the same kind, and with the same value so far."""
    changes = command.action is RecordAction.CHANGE and command.value and command.slot in _TOGETHER
    if not changes or not _OF_ALL.search(turn.message.text):
        return command
    known = record_reference.value_of(record, command.slot)
    meant = [
        other
        for other in own
        if other.kind == record.kind and record_reference.value_of(other, command.slot) == known
    ]
    return replace(command, ref=BETWEEN.join(other.ref for other in meant)) if len(meant) > 1 else command


def of_refs(records: Sequence[OwnRecord], ref: str) -> list[OwnRecord]:
    """The records that a ref for several names."""
    refs = ref.split(BETWEEN)
    return [record for record in records if record.ref in refs or record_reference.key(record) in refs]


def titles(records: Sequence[OwnRecord]) -> str:
    """What the records are called, in one line."""
    return BETWEEN.join(record.title for record in records)
