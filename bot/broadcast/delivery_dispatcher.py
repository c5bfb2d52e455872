"""Dispatch: sends one claimed batch by its delivery method, and says what became of each delivery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.broadcast.campaigns import Campaign
from bot.broadcast.delivery_leases import ClaimedDelivery, DeliveryResult, ExpiredLease
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.retry_policy import RetryPolicy
from bot.broadcast.sms_dispatcher import SmsDispatcher
from bot.broadcast.wechat_dispatcher import WeChatDispatcher
from bot.integrations.sms.provider import SmsStatus

WECHAT_BATCH = 50
MASS_BATCH = 10_000  # openids that a mass send takes


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """All delivery methods. wechat: None where no official account is set up for sending."""

    sms: SmsDispatcher
    wechat: WeChatDispatcher | None

    @property
    def enabled_methods(self) -> frozenset[DeliveryMethod]:
        """The delivery methods that the settings allow."""
        by_wechat = self.wechat.enabled_methods if self.wechat is not None else frozenset()
        return by_wechat | ({DeliveryMethod.SMS} if self.sms.providers else frozenset())

    def batch_sizes(self) -> dict[str, int]:
        """How many deliveries one call of each method carries; SMS is missing while no provider may be called."""
        sizes = {method.value: WECHAT_BATCH for method in DeliveryMethod}
        sizes[DeliveryMethod.MASS] = MASS_BATCH
        sizes[DeliveryMethod.SMS] = self.sms.batch_size
        return {method: size for method, size in sizes.items() if size}

    async def send(
        self,
        campaign: Campaign,
        deliveries: Sequence[ClaimedDelivery],
        text: str,
        batch: str,
        now: datetime,
    ) -> list[DeliveryResult]:
        """What became of the deliveries, which have the same method; those without a result may have been sent.

        CampaignHalted: the campaign has to wait for a person; the exception holds what became of the deliveries.
        """
        policy = RetryPolicy(campaign, self.enabled_methods, now)
        method = deliveries[0].method
        if method == DeliveryMethod.SMS:
            return await self.sms.send(deliveries, text, batch, policy)
        if self.wechat is None or method not in self.wechat.enabled_methods:
            return [policy.fall_back(delivery, "no-such-way") for delivery in deliveries]
        return await self.wechat.send(deliveries, text, batch, policy)

    async def look_up(self, lease: ExpiredLease) -> SmsStatus:
        """What is known of a delivery that was in flight at a crash; WeChat cannot be asked."""
        return await self.sms.look_up(lease)

    async def close(self) -> None:
        """Close the providers' connections."""
        await self.sms.close()
