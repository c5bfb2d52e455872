"""Sends one claimed batch through the WeChat official account, by one of its four delivery methods."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.broadcast.delivery_leases import ClaimedDelivery, DeliveryResult
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.retry_policy import RetryPolicy
from bot.broadcast.wechat_templates import WeChatTemplate
from bot.common.errors import WeChatError
from bot.common.message import Address
from bot.storage.shared_statuses import DeliveryStatus

log = structlog.get_logger()

CONCURRENT_CALLS = 8
# 45015 silent for 48 h, 45047 five messages used up, 43004 not followed, 43101 and 43107 not subscribed,
# 40003 not an openid, 45028 mass quota used up.
_NOT_BY_THIS_METHOD = frozenset({45015, 45047, 43004, 43101, 43107, 40003, 45028, 40037})
_BUSY = frozenset({45009, 45011, -1000})
_NO_ANSWER = -1


class OfficialAccount(Protocol):
    """The official account's API for sending; what is sent returns WeChat's id of the message, "" where it has none."""

    async def send_text(self, openid: str, text: str) -> None: ...
    async def send_subscribed(self, openid: str, template: str, fields: Mapping[str, str]) -> str: ...
    async def send_template(self, openid: str, template: str, fields: Mapping[str, str], key: str) -> str: ...
    async def send_mass(self, openids: Sequence[str], text: str, key: str) -> str: ...


@dataclass(frozen=True, slots=True)
class WeChatDispatcher:
    """subscribe_template: of subscription messages; warning_template: of template messages; mass: may mass sends go out?"""

    account: OfficialAccount
    subscribe_template: WeChatTemplate
    warning_template: WeChatTemplate
    mass: bool = False

    @property
    def enabled_methods(self) -> frozenset[DeliveryMethod]:
        """The delivery methods that the settings allow."""
        methods = {DeliveryMethod.KF}
        methods |= {DeliveryMethod.SUBSCRIBE} if self.subscribe_template.id else set()
        methods |= {DeliveryMethod.TEMPLATE} if self.warning_template.id else set()
        methods |= {DeliveryMethod.MASS} if self.mass else set()
        return frozenset(methods)

    async def send(
        self, deliveries: Sequence[ClaimedDelivery], text: str, batch: str, policy: RetryPolicy
    ) -> list[DeliveryResult]:
        """What became of the deliveries, which have the same method; those without a result may have been sent."""
        if deliveries[0].method == DeliveryMethod.MASS:
            return await self._send_mass(deliveries, text, batch, policy)
        limit = asyncio.Semaphore(CONCURRENT_CALLS)

        async def send_one(delivery: ClaimedDelivery) -> DeliveryResult | None:
            async with limit:
                return await self._send_one(delivery, text, batch, policy)

        results = await asyncio.gather(*map(send_one, deliveries))
        return [result for result in results if result is not None]

    async def _send_one(
        self, delivery: ClaimedDelivery, text: str, batch: str, policy: RetryPolicy
    ) -> DeliveryResult | None:
        openid, number = _openid(delivery), ""
        try:
            if delivery.method == DeliveryMethod.KF:
                await self.account.send_text(openid, text)
            elif delivery.method == DeliveryMethod.SUBSCRIBE:
                template = self.subscribe_template
                number = await self.account.send_subscribed(openid, template.id, template.fill(text))
            else:
                template, key = self.warning_template, f"{batch}-{delivery.id}"
                number = await self.account.send_template(openid, template.id, template.fill(text), key)
        except WeChatError as error:
            return _refused(delivery, error, policy)
        return DeliveryResult(delivery.id, DeliveryStatus.SENT, "wechat", number)

    async def _send_mass(
        self, deliveries: Sequence[ClaimedDelivery], text: str, batch: str, policy: RetryPolicy
    ) -> list[DeliveryResult]:
        if len(deliveries) < 2:  # a mass send needs two openids or more
            return [policy.fall_back(delivery, "mass-needs-two") for delivery in deliveries]
        try:
            number = await self.account.send_mass([_openid(delivery) for delivery in deliveries], text, batch)
        except WeChatError as error:
            results = [_refused(delivery, error, policy) for delivery in deliveries]
            return [result for result in results if result is not None]
        return [DeliveryResult(delivery.id, DeliveryStatus.SENT, "wechat", number) for delivery in deliveries]


def _refused(delivery: ClaimedDelivery, error: WeChatError, policy: RetryPolicy) -> DeliveryResult | None:
    code = str(error.errcode)
    if error.errcode in _BUSY:
        return policy.retry_later(delivery, code)
    if error.errcode == _NO_ANSWER:
        return None  # it may have arrived
    if error.errcode not in _NOT_BY_THIS_METHOD:
        log.warning("wechat_refuses", errcode=error.errcode, campaign=policy.campaign.id)
    return policy.fall_back(delivery, code)


def _openid(delivery: ClaimedDelivery) -> str:
    return Address.parse(delivery.user).id
