"""The statuses of a subscription, and who may change them. The words are a contract with the exports."""

from enum import StrEnum

from bot.storage.transitions import Party, Transitions


class SubscriptionStatus(StrEnum):
    """Whether the weekly tips go there. Who begins again has a new row.

    pending: the phone is not confirmed yet, and receives nothing.
    """

    PENDING = "pending"
    ACTIVE = "active"
    STOPPED = "stopped"


SUBSCRIPTION_TRANSITIONS = Transitions(
    SubscriptionStatus,
    initial=frozenset({SubscriptionStatus.ACTIVE, SubscriptionStatus.PENDING}),
    moves={
        SubscriptionStatus.PENDING: {
            SubscriptionStatus.ACTIVE: Party.RESIDENT,
            SubscriptionStatus.STOPPED: Party.RESIDENT | Party.STAFF,
        },
        SubscriptionStatus.ACTIVE: {SubscriptionStatus.STOPPED: Party.RESIDENT | Party.STAFF},
    },
)
