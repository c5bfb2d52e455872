"""The statuses of an alarm, and who may change them."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions


class AlarmStatus(StrEnum):
    """Raised: nobody has looked at it; over, denied: nor since the resident said that it is over, or that there was no danger.

    seen: somebody is on it; handled: what was done is noted.
    """

    RAISED = "raised"
    OVER = "over"
    DENIED = "denied"
    SEEN = "seen"
    HANDLED = "handled"


ALARM_TRANSITIONS = Transitions(
    AlarmStatus,
    initial=frozenset({AlarmStatus.RAISED}),
    moves={
        AlarmStatus.RAISED: {
            AlarmStatus.SEEN: Party.STAFF,
            AlarmStatus.HANDLED: Party.STAFF,
            AlarmStatus.OVER: Party.RESIDENT,
            AlarmStatus.DENIED: Party.RESIDENT,
        },
        AlarmStatus.OVER: {
            AlarmStatus.RAISED: Party.RESIDENT,
            AlarmStatus.SEEN: Party.STAFF,
            AlarmStatus.HANDLED: Party.STAFF,
        },
        AlarmStatus.DENIED: {
            AlarmStatus.RAISED: Party.RESIDENT,
            AlarmStatus.SEEN: Party.STAFF,
            AlarmStatus.HANDLED: Party.STAFF,
        },
        AlarmStatus.SEEN: {AlarmStatus.SEEN: Party.STAFF, AlarmStatus.HANDLED: Party.STAFF},
        AlarmStatus.HANDLED: {AlarmStatus.HANDLED: Party.STAFF},
    },
)
