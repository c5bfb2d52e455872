"""The fallback order: which delivery method is tried after which. Pure."""

from collections.abc import Collection

from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.storage.shared_statuses import DeliveryStatus

_WARNINGS = frozenset({CampaignKind.WARNING, CampaignKind.ALL_CLEAR})
_VISITED = _WARNINGS | {CampaignKind.DRILL}


def fallback_order(kind: str) -> tuple[DeliveryMethod, ...]:
    """The methods in order. Template messages are for warnings alone; mass sends are too slow and scarce for them."""
    before_sms = DeliveryMethod.TEMPLATE if kind in _WARNINGS else DeliveryMethod.MASS
    return (DeliveryMethod.KF, DeliveryMethod.SUBSCRIBE, before_sms, DeliveryMethod.SMS)


def next_method(
    kind: str, method: str, enabled: Collection[str], *, has_phone: bool
) -> DeliveryMethod | None:
    """The enabled method after this one; None when none is left. SMS subscribers have SMS alone."""
    order = fallback_order(kind)
    remaining = order[order.index(DeliveryMethod(method)) + 1 :] if method in order else ()
    return next(
        (later for later in remaining if later in enabled and (later is not DeliveryMethod.SMS or has_phone)),
        None,
    )


def status_when_exhausted(kind: str) -> DeliveryStatus:
    """The status once no method is left: a weekly tip has failed, the recipient of a warning or drill is visited."""
    return DeliveryStatus.UNREACHED if kind in _VISITED else DeliveryStatus.FAILED
