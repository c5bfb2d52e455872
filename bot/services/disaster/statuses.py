"""The statuses of an alarm, and who may change them."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions


class AlarmStatus(StrEnum):
    """Raised: nobody has looked at it; seen: somebody is on it; handled: what was done is noted."""

    RAISED = "raised"
    SEEN = "seen"
    HANDLED = "handled"


ALARM_TRANSITIONS = Transitions(
    AlarmStatus,
    initial=frozenset({AlarmStatus.RAISED}),
    moves={
        AlarmStatus.RAISED: {AlarmStatus.SEEN: Party.STAFF, AlarmStatus.HANDLED: Party.STAFF},
        AlarmStatus.SEEN: {AlarmStatus.SEEN: Party.STAFF, AlarmStatus.HANDLED: Party.STAFF},
        AlarmStatus.HANDLED: {AlarmStatus.HANDLED: Party.STAFF},
    },
)
