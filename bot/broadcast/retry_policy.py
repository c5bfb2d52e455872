"""What happens to a delivery that did not go out: it is retried later, or the next delivery method is tried."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.broadcast.campaigns import Campaign
from bot.broadcast.delivery_leases import ClaimedDelivery, DeliveryResult
from bot.broadcast.fallback_order import next_method, status_when_exhausted
from bot.storage.shared_statuses import DeliveryStatus

MAX_ATTEMPTS = 5
FIRST_DELAY = 30.0  # seconds
LONGEST_DELAY = 1800.0
AN_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The policy of one campaign at one moment. enabled: the delivery methods that may be used."""

    campaign: Campaign
    enabled: Collection[str]
    now: datetime

    def retry_later(
        self, delivery: ClaimedDelivery, error: str, first_delay: float = FIRST_DELAY
    ) -> DeliveryResult:
        """Retry with exponential backoff and jitter; after five attempts by the next method, where there is one."""
        if delivery.attempts >= MAX_ATTEMPTS and self._next_method(delivery) is not None:
            return self.fall_back(delivery, error)
        seconds = min(first_delay * 2 ** min(delivery.attempts - 1, 10), max(LONGEST_DELAY, first_delay))
        seconds *= random.uniform(0.8, 1.2)  # noqa: S311 - jitter
        return self._planned(delivery, error, self.now + timedelta(seconds=seconds))

    def retry_now(self, delivery: ClaimedDelivery, error: str) -> DeliveryResult:
        """Retry by the same method in the next batch."""
        return self._planned(delivery, error, self.now)

    def fall_back(self, delivery: ClaimedDelivery, error: str) -> DeliveryResult:
        """Try the next method at once; the delivery is over when none is left."""
        method = self._next_method(delivery)
        if method is None:
            return DeliveryResult(delivery.id, status_when_exhausted(self.campaign.kind), error=error)
        return self._planned(delivery, error, self.now, method)

    def _next_method(self, delivery: ClaimedDelivery) -> str | None:
        return next_method(self.campaign.kind, delivery.method, self.enabled, has_phone=bool(delivery.phone))

    def _planned(
        self, delivery: ClaimedDelivery, error: str, retry_at: datetime, method: str = ""
    ) -> DeliveryResult:
        return DeliveryResult(
            delivery.id, DeliveryStatus.PLANNED, error=error, retry_at=retry_at, method=method
        )
