"""The statuses of a place in a team, and who may change them. The words are a contract with the exports."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions


class VolunteerStatus(StrEnum):
    """Whether somebody is in the team."""

    ACTIVE = "active"
    STOPPED = "stopped"


VOLUNTEER_TRANSITIONS = Transitions(
    VolunteerStatus,
    initial=frozenset({VolunteerStatus.ACTIVE}),
    moves={
        VolunteerStatus.ACTIVE: {VolunteerStatus.STOPPED: Party.RESIDENT | Party.STAFF},
        VolunteerStatus.STOPPED: {VolunteerStatus.ACTIVE: Party.STAFF},
    },
)
