"""Sends one claimed batch by SMS: the first provider that is well takes it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from aiolimiter import AsyncLimiter

from bot.broadcast.circuit_breaker import CircuitBreaker
from bot.broadcast.delivery_leases import ALONE, ClaimedDelivery, DeliveryResult, ExpiredLease
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.retry_policy import AN_HOUR, RetryPolicy
from bot.broadcast.sms_rules import sms_parts
from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsProvider, SmsStatus, Trouble
from bot.storage.shared_statuses import DeliveryStatus

log = structlog.get_logger()


class CampaignHalted(Exception):
    """Nothing more of the campaign can be sent until a person has looked at the account: the reason.

    results: what became of the batch's deliveries; those without a result may have been sent.
    """

    def __init__(self, reason: str, results: Sequence[DeliveryResult]) -> None:
        super().__init__(reason)
        self.results = tuple(results)


@dataclass(slots=True)
class SmsDispatcher:
    """providers: the preferred one first. signature: for counting parts; part_price: thousandths of a yuan."""

    providers: Sequence[SmsProvider]
    signature: str
    part_price: int
    _breakers: dict[str, CircuitBreaker] = field(default_factory=dict, init=False)
    _rate_limiters: dict[str, AsyncLimiter] = field(default_factory=dict, init=False)

    @property
    def batch_size(self) -> int:
        """How many deliveries one call carries, whichever provider takes it; 0 while every circuit breaker is open."""
        if self.providers and not any(self._allows_call(provider) for provider in self.providers):
            return 0
        return min((provider.phones_a_call for provider in self.providers), default=1)

    async def send(
        self, deliveries: Sequence[ClaimedDelivery], text: str, batch: str, policy: RetryPolicy
    ) -> list[DeliveryResult]:
        """What became of the deliveries; those without a result may have been sent. CampaignHalted."""
        if not self.providers:
            return [policy.fall_back(delivery, "no-provider") for delivery in deliveries]
        sms = Sms(batch, tuple(delivery.phone for delivery in deliveries), text, policy.campaign.kind)
        error = SmsError(Trouble.RETRY, "no-provider")
        for provider in self.providers:
            if not self._allows_call(provider):
                continue
            try:
                async with self._rate_limiter(provider):
                    outcomes = await provider.send(sms)
            except SmsError as refused:
                error = refused
                self._record(provider, success=refused.trouble in (Trouble.DROP, Trouble.STOP))
                if refused.trouble is not Trouble.RETRY:
                    break  # only what the provider has certainly not taken may go by another
            else:
                self._record(provider, success=True)
                return self._results(deliveries, text, provider.name, outcomes, policy)
        return _failed(deliveries, error, policy)

    async def look_up(self, lease: ExpiredLease) -> SmsStatus:
        """What the providers know of a delivery that was in flight at a crash."""
        if lease.method != DeliveryMethod.SMS or not lease.phone:
            return SmsStatus.UNKNOWN
        answers = []
        for provider in self.providers:
            try:
                answers.append(await provider.find(lease.batch, lease.phone, lease.since.date()))
            except SmsError as error:
                log.info("provider_not_asked", provider=provider.name, code=error.code)
                answers.append(SmsStatus.UNKNOWN)
        known = [answer for answer in answers if answer not in (SmsStatus.NEVER, SmsStatus.UNKNOWN)]
        if known:
            return known[0]
        never_sent = bool(answers) and all(answer is SmsStatus.NEVER for answer in answers)
        return SmsStatus.NEVER if never_sent else SmsStatus.UNKNOWN

    async def close(self) -> None:
        """Close the providers' connections."""
        for provider in self.providers:
            await provider.close()

    def _results(
        self,
        deliveries: Sequence[ClaimedDelivery],
        text: str,
        provider: str,
        outcomes: Mapping[str, SendResult],
        policy: RetryPolicy,
    ) -> list[DeliveryResult]:
        """Each delivery by the outcome of its own phone; what was accepted stays sent, whatever befell the others."""
        parts = sms_parts(text, self.signature)
        cost = parts * self.part_price
        results: list[DeliveryResult] = []
        reason = ""
        for delivery in deliveries:
            outcome = outcomes.get(delivery.phone)
            if outcome is None or outcome.trouble is Trouble.UNCLEAR:
                continue
            if outcome.trouble is None:
                results.append(
                    DeliveryResult(
                        delivery.id, DeliveryStatus.SENT, provider, outcome.number, parts=parts, cost=cost
                    )
                )
            elif outcome.trouble is Trouble.STOP:
                reason = reason or outcome.code
                results.append(policy.retry_now(delivery, outcome.code))
            else:
                results += _failed([delivery], SmsError(outcome.trouble, outcome.code), policy)
        if reason:
            raise CampaignHalted(reason, results)
        return results

    def _allows_call(self, provider: SmsProvider) -> bool:
        return self._breaker(provider).allows_call(_now())

    def _record(self, provider: SmsProvider, *, success: bool) -> None:
        self._breaker(provider).record(success=success, now=_now())

    def _breaker(self, provider: SmsProvider) -> CircuitBreaker:
        return self._breakers.setdefault(provider.name, CircuitBreaker())

    def _rate_limiter(self, provider: SmsProvider) -> AsyncLimiter:
        """A tenth of a second's calls at a time, so that no second has more of them than the provider allows."""
        limiter = self._rate_limiters.get(provider.name)
        if limiter is None:
            limiter = AsyncLimiter(max(provider.calls_a_second / 10, 1), 0.1)
            self._rate_limiters[provider.name] = limiter
        return limiter


def _failed(
    deliveries: Sequence[ClaimedDelivery], error: SmsError, policy: RetryPolicy
) -> list[DeliveryResult]:
    if error.trouble is Trouble.UNCLEAR:
        return []
    if error.trouble is Trouble.STOP:
        raise CampaignHalted(error.code, [policy.retry_now(delivery, error.code) for delivery in deliveries])
    if error.trouble is Trouble.DROP and len(deliveries) > 1:
        # One bad number makes the provider refuse the whole call: each delivery is retried in a call of its own.
        return [policy.retry_now(delivery, f"{ALONE}{error.code}") for delivery in deliveries]
    if error.trouble is Trouble.LATER:
        return [policy.retry_later(delivery, error.code, AN_HOUR) for delivery in deliveries]
    if error.trouble is Trouble.DROP:
        return [policy.fall_back(delivery, error.code) for delivery in deliveries]
    return [policy.retry_later(delivery, error.code) for delivery in deliveries]


def _now() -> float:
    return asyncio.get_running_loop().time()
