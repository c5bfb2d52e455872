"""The statuses of a conversation with a person, and who may change them."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions

_RESIDENT, _STAFF, _SYSTEM = Party.RESIDENT, Party.STAFF, Party.SYSTEM


class HandoffStatus(StrEnum):
    """Waiting: in the queue; open: a person has it; callback: somebody rings the resident."""

    WAITING = "waiting"
    OPEN = "open"
    CALLBACK = "callback"
    CLOSED = "closed"


HANDOFF_TRANSITIONS = Transitions(
    HandoffStatus,
    initial=frozenset({HandoffStatus.WAITING, HandoffStatus.CALLBACK}),
    moves={
        HandoffStatus.WAITING: {
            HandoffStatus.OPEN: _STAFF,
            HandoffStatus.CALLBACK: _RESIDENT | _SYSTEM,
            HandoffStatus.CLOSED: _RESIDENT | _STAFF,
        },
        # A message of the one who has it, or the hand-off passed to a colleague.
        HandoffStatus.OPEN: {
            HandoffStatus.OPEN: _STAFF,
            HandoffStatus.CLOSED: _RESIDENT | _STAFF,
        },
        # A call that is booked again has another phone or time.
        HandoffStatus.CALLBACK: {
            HandoffStatus.OPEN: _STAFF,
            HandoffStatus.CALLBACK: _RESIDENT,
            HandoffStatus.CLOSED: _RESIDENT | _STAFF,
        },
    },
)
GOING_ON = (HandoffStatus.WAITING, HandoffStatus.OPEN)
UNFINISHED = (HandoffStatus.WAITING, HandoffStatus.OPEN, HandoffStatus.CALLBACK)
