"""The record that is meant because there is no other, where a message does not say which."""

from collections.abc import Sequence

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.turn import OwnRecord, Turn


def only(own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The record, where there is one and no more."""
    return own[0] if len(own) == 1 else None


def lately_named_or_only(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The record that was spoken of last, else the only one that the message names, else the only one there is."""
    return record_reference.lately_or_named(turn, own, turn.message.text) or only(own)
