"""Who may change the status of a place in a class."""

from bot.storage.seats import SeatStatus
from bot.storage.transitions import Party, Transitions

_RESIDENT, _STAFF, _SYSTEM = Party.RESIDENT, Party.STAFF, Party.SYSTEM

ENROLMENT_TRANSITIONS = Transitions(
    SeatStatus,
    initial=frozenset({SeatStatus.CONFIRMED, SeatStatus.WAITLISTED}),
    moves={
        # A resident who moves to another class takes a seat there, or the end of its waitlist.
        SeatStatus.CONFIRMED: {
            SeatStatus.CONFIRMED: _RESIDENT,
            SeatStatus.WAITLISTED: _RESIDENT,
            SeatStatus.CANCELLED: _RESIDENT | _STAFF,
        },
        SeatStatus.WAITLISTED: {
            SeatStatus.CONFIRMED: _RESIDENT | _STAFF | _SYSTEM,
            SeatStatus.WAITLISTED: _RESIDENT,
            SeatStatus.CANCELLED: _RESIDENT | _STAFF,
        },
    },
)
