"""Who may change the status of a place at an event."""

from bot.storage.seats import SeatStatus
from bot.storage.transitions import Party, Transitions

SIGNUP_TRANSITIONS = Transitions(
    SeatStatus,
    initial=frozenset({SeatStatus.CONFIRMED, SeatStatus.WAITLISTED}),
    moves={
        SeatStatus.CONFIRMED: {SeatStatus.CANCELLED: Party.RESIDENT | Party.STAFF},
        SeatStatus.WAITLISTED: {
            SeatStatus.CONFIRMED: Party.STAFF | Party.SYSTEM,
            SeatStatus.CANCELLED: Party.RESIDENT | Party.STAFF,
        },
    },
)
COMING = (SeatStatus.CONFIRMED, SeatStatus.WAITLISTED)
