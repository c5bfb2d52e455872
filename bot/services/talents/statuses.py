"""The statuses of skills, of requests for help and of helpers who are asked, and who may change them.

The words of the first two are a contract with the exports.
"""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions

_RESIDENT, _STAFF, _SYSTEM = Party.RESIDENT, Party.STAFF, Party.SYSTEM


class TalentStatus(StrEnum):
    """Whether a skill is still lent."""

    ACTIVE = "active"
    STOPPED = "stopped"


TALENT_TRANSITIONS = Transitions(
    TalentStatus,
    initial=frozenset({TalentStatus.ACTIVE}),
    moves={TalentStatus.ACTIVE: {TalentStatus.STOPPED: _RESIDENT | _STAFF}},
)


class RequestStatus(StrEnum):
    """How far a request is. Open: the staff have to look; offered: helpers are asked."""

    OPEN = "open"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DONE = "done"
    WITHDRAWN = "withdrawn"


REQUEST_TRANSITIONS = Transitions(
    RequestStatus,
    initial=frozenset({RequestStatus.OPEN}),
    moves={
        RequestStatus.OPEN: {
            RequestStatus.OFFERED: _SYSTEM,
            RequestStatus.ACCEPTED: _RESIDENT | _STAFF,
            RequestStatus.DONE: _STAFF,
            RequestStatus.WITHDRAWN: _RESIDENT | _STAFF,
        },
        RequestStatus.OFFERED: {
            RequestStatus.OPEN: _STAFF | _SYSTEM,
            RequestStatus.OFFERED: _SYSTEM,
            RequestStatus.ACCEPTED: _RESIDENT | _STAFF,
            RequestStatus.DONE: _STAFF,
            RequestStatus.WITHDRAWN: _RESIDENT | _STAFF,
        },
        RequestStatus.ACCEPTED: {
            RequestStatus.OPEN: _STAFF,
            RequestStatus.OFFERED: _RESIDENT,
            RequestStatus.DONE: _RESIDENT | _STAFF,
            RequestStatus.WITHDRAWN: _RESIDENT | _STAFF,
        },
    },
)
LIVE = (RequestStatus.OPEN, RequestStatus.OFFERED, RequestStatus.ACCEPTED)
SEEKING = (RequestStatus.OPEN, RequestStatus.OFFERED)


class AskStatus(StrEnum):
    """What became of asking one helper."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    RELEASED = "released"
    REFUSED = "refused"  # the requester did not want this helper


ASK_TRANSITIONS = Transitions(
    AskStatus,
    initial=frozenset({AskStatus.ASKED}),
    moves={
        AskStatus.ASKED: {
            AskStatus.ACCEPTED: _RESIDENT,
            AskStatus.DECLINED: _RESIDENT | _STAFF,
            AskStatus.LAPSED: _SYSTEM,
        },
        # Whoever answers late, or changes their mind, is heard as long as nobody has the request.
        AskStatus.LAPSED: {AskStatus.ACCEPTED: _RESIDENT, AskStatus.DECLINED: _RESIDENT},
        AskStatus.DECLINED: {AskStatus.ACCEPTED: _RESIDENT},
        AskStatus.RELEASED: {AskStatus.ACCEPTED: _RESIDENT, AskStatus.DECLINED: _RESIDENT},
        # The staff have taken the request from a helper, who is among those that may take it.
        AskStatus.ACCEPTED: {
            AskStatus.ACCEPTED: _RESIDENT,
            AskStatus.DECLINED: _RESIDENT,
            AskStatus.RELEASED: _RESIDENT,
            AskStatus.REFUSED: _RESIDENT,
        },
    },
)
