"""The statuses of records that several rooms read, each with its transition table. The words are in the database."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions

_RESIDENT, _STAFF, _SYSTEM = Party.RESIDENT, Party.STAFF, Party.SYSTEM


class TicketStatus(StrEnum):
    """What a resident raised. The words are a contract with the exports."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


TICKET_TRANSITIONS = Transitions(
    TicketStatus,
    initial=frozenset({TicketStatus.RECEIVED}),
    moves={
        # The staff may answer again without a change of status.
        TicketStatus.RECEIVED: {
            TicketStatus.RECEIVED: _STAFF,
            TicketStatus.IN_PROGRESS: _STAFF,
            # A resident may say that it has been settled.
            TicketStatus.RESOLVED: _RESIDENT | _STAFF,
            TicketStatus.WITHDRAWN: _RESIDENT,
        },
        TicketStatus.IN_PROGRESS: {
            TicketStatus.RECEIVED: _STAFF,
            TicketStatus.IN_PROGRESS: _STAFF,
            TicketStatus.RESOLVED: _RESIDENT | _STAFF,
            TicketStatus.WITHDRAWN: _RESIDENT,
        },
        # 「还没解决」 opens it again.
        TicketStatus.RESOLVED: {
            TicketStatus.RECEIVED: _RESIDENT | _STAFF,
            TicketStatus.IN_PROGRESS: _STAFF,
            TicketStatus.RESOLVED: _STAFF,
        },
    },
)


class OrderStatus(StrEnum):
    """What a firm ordered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"


ORDER_TRANSITIONS = Transitions(
    OrderStatus,
    initial=frozenset({OrderStatus.OPEN}),
    moves={
        OrderStatus.OPEN: {
            OrderStatus.ACCEPTED: _STAFF,
            OrderStatus.DECLINED: _STAFF,
            OrderStatus.DONE: _RESIDENT | _STAFF,
            OrderStatus.WITHDRAWN: _RESIDENT,
        },
        OrderStatus.ACCEPTED: {
            # The firm wants something else, which the staff have to look at.
            OrderStatus.OPEN: _RESIDENT,
            OrderStatus.DECLINED: _STAFF,
            OrderStatus.DONE: _RESIDENT | _STAFF,
            OrderStatus.WITHDRAWN: _RESIDENT,
        },
    },
)


class CampaignStatus(StrEnum):
    """A sending to many. Running: its rows are sent; paused: they wait; stopped: what is left never goes."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


CAMPAIGN_TRANSITIONS = Transitions(
    CampaignStatus,
    initial=frozenset({CampaignStatus.RUNNING}),
    moves={
        CampaignStatus.RUNNING: {
            CampaignStatus.PAUSED: _STAFF | _SYSTEM,
            CampaignStatus.STOPPED: _STAFF,
            CampaignStatus.DONE: _SYSTEM,
        },
        CampaignStatus.PAUSED: {
            CampaignStatus.RUNNING: _STAFF,
            CampaignStatus.STOPPED: _STAFF,
            CampaignStatus.DONE: _SYSTEM,
        },
        # WeChat told afterwards that a message did not arrive, and it goes on by another method.
        CampaignStatus.DONE: {CampaignStatus.RUNNING: _SYSTEM},
    },
)


class DeliveryStatus(StrEnum):
    """One recipient of a campaign. Unclear: in flight at a crash, outcome unknown; unreached: for the door list."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNCLEAR = "unclear"
    UNREACHED = "unreached"


IN_FLIGHT = (DeliveryStatus.SENDING, DeliveryStatus.UNCLEAR)
"""A call may be under way, or has been lost."""
DELIVERY_TRANSITIONS = Transitions(
    DeliveryStatus,
    initial=frozenset({DeliveryStatus.PLANNED}),
    moves={
        DeliveryStatus.PLANNED: {
            DeliveryStatus.SENDING: _SYSTEM,
            DeliveryStatus.CANCELLED: _STAFF | _SYSTEM,
            DeliveryStatus.FAILED: _SYSTEM,
            DeliveryStatus.UNREACHED: _SYSTEM,
        },
        DeliveryStatus.SENDING: {
            DeliveryStatus.PLANNED: _SYSTEM,
            DeliveryStatus.SENT: _SYSTEM,
            DeliveryStatus.DELIVERED: _SYSTEM,
            DeliveryStatus.FAILED: _SYSTEM,
            DeliveryStatus.CANCELLED: _SYSTEM,
            DeliveryStatus.UNCLEAR: _SYSTEM,
            DeliveryStatus.UNREACHED: _SYSTEM,
        },
        # Its sender was only slow, or a receipt came after all.
        DeliveryStatus.UNCLEAR: {
            DeliveryStatus.PLANNED: _SYSTEM,
            DeliveryStatus.SENT: _SYSTEM,
            DeliveryStatus.DELIVERED: _SYSTEM,
            DeliveryStatus.FAILED: _SYSTEM,
            DeliveryStatus.UNCLEAR: _SYSTEM,
            DeliveryStatus.UNREACHED: _SYSTEM,
        },
        DeliveryStatus.SENT: {
            DeliveryStatus.PLANNED: _SYSTEM,
            DeliveryStatus.DELIVERED: _SYSTEM,
            DeliveryStatus.FAILED: _SYSTEM,
            DeliveryStatus.UNREACHED: _SYSTEM,
        },
    },
)


class WarningStatus(StrEnum):
    """An official warning. Draft: nobody answers for it yet; confirmed: one person does, a second has to."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    LIVE = "live"
    ENDED = "ended"


WARNING_TRANSITIONS = Transitions(
    WarningStatus,
    initial=frozenset({WarningStatus.DRAFT}),
    moves={
        WarningStatus.DRAFT: {WarningStatus.CONFIRMED: _STAFF, WarningStatus.LIVE: _STAFF},
        WarningStatus.CONFIRMED: {WarningStatus.LIVE: _STAFF},
        WarningStatus.LIVE: {WarningStatus.ENDED: _STAFF},
    },
)


class ReviewStatus(StrEnum):
    """A message that was not understood. Labelled: the staff said what it means; written: it is a phrase now."""

    OPEN = "open"
    LABELLED = "labelled"
    WRITTEN = "written"
    DISMISSED = "dismissed"


REVIEW_TRANSITIONS = Transitions(
    ReviewStatus,
    initial=frozenset({ReviewStatus.OPEN}),
    moves={
        # Its phrase is in the file before it is marked as written: a colleague may have changed it in between.
        ReviewStatus.OPEN: {
            ReviewStatus.LABELLED: _STAFF,
            ReviewStatus.DISMISSED: _STAFF,
            ReviewStatus.WRITTEN: _STAFF,
        },
        ReviewStatus.LABELLED: {
            ReviewStatus.OPEN: _STAFF,
            ReviewStatus.LABELLED: _STAFF,
            ReviewStatus.DISMISSED: _STAFF,
            ReviewStatus.WRITTEN: _STAFF,
        },
        ReviewStatus.DISMISSED: {
            ReviewStatus.OPEN: _STAFF,
            ReviewStatus.LABELLED: _STAFF,
            ReviewStatus.WRITTEN: _STAFF,
        },
        ReviewStatus.WRITTEN: {ReviewStatus.WRITTEN: _STAFF},
    },
)


class ShareStatus(StrEnum):
    """A number that one resident was given of another. Reported and blocked: the receiver gets no more numbers."""

    GIVEN = "given"
    REPORTED = "reported"
    CLEARED = "cleared"
    BLOCKED = "blocked"


SHARE_TRANSITIONS = Transitions(
    ShareStatus,
    initial=frozenset({ShareStatus.GIVEN}),
    moves={
        ShareStatus.GIVEN: {ShareStatus.REPORTED: _RESIDENT, ShareStatus.BLOCKED: _STAFF},
        ShareStatus.REPORTED: {ShareStatus.CLEARED: _STAFF, ShareStatus.BLOCKED: _STAFF},
        ShareStatus.CLEARED: {ShareStatus.REPORTED: _RESIDENT, ShareStatus.BLOCKED: _STAFF},
        ShareStatus.BLOCKED: {ShareStatus.CLEARED: _STAFF},
    },
)
