"""The statuses of a listing, and who may change them. The words are a contract with the exports."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions

_RESIDENT, _STAFF, _SYSTEM = Party.RESIDENT, Party.STAFF, Party.SYSTEM


class ListingStatus(StrEnum):
    """A thing offered, or looked for. Reserved: kept for one resident for some days."""

    OPEN = "open"
    RESERVED = "reserved"
    WITHDRAWN = "withdrawn"
    DONE = "done"


LISTING_TRANSITIONS = Transitions(
    ListingStatus,
    initial=frozenset({ListingStatus.OPEN}),
    moves={
        ListingStatus.OPEN: {
            ListingStatus.RESERVED: _RESIDENT,
            ListingStatus.WITHDRAWN: _RESIDENT | _STAFF,
            ListingStatus.DONE: _RESIDENT | _STAFF,
        },
        ListingStatus.RESERVED: {
            ListingStatus.OPEN: _RESIDENT | _SYSTEM,
            ListingStatus.WITHDRAWN: _RESIDENT | _STAFF,
            ListingStatus.DONE: _RESIDENT | _STAFF,
        },
    },
)


class ReservationStatus(StrEnum):
    """What the owner said to somebody who wanted the thing."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


LIVE = (ListingStatus.OPEN, ListingStatus.RESERVED)
