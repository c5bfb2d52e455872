"""One claimed batch to one gateway: what became of each row."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from aiolimiter import AsyncLimiter

from bot.broadcast.campaigns import Campaign
from bot.broadcast.circuit_breaker import Breaker
from bot.broadcast.deliveries import ALONE, Airborne, Parcel, Settled, Via
from bot.broadcast.fallback_order import at_the_foot, next_way, parts
from bot.common.errors import WeChatError
from bot.common.message import Address
from bot.integrations.sms.provider import Found, Sms, SmsError, SmsProvider, Taken, Trouble
from bot.storage.shared_statuses import DeliveryStatus

log = structlog.get_logger()

TRIES = 5
HOUR = 3600.0
LONGEST = 1800.0
AT_ONCE = 8  # WeChat calls
# 45015 silent for 48 h, 45047 five messages used up, 43004 not followed, 43101 and 43107 not subscribed,
# 40003 not an openid, 45028 mass quota used up.
_NOT_THIS_WAY = frozenset({45015, 45047, 43004, 43101, 43107, 40003, 45028, 40037})
_BUSY = frozenset({45009, 45011, -1000})


class WeChatLike(Protocol):
    """The official account's API."""

    async def send_text(self, openid: str, text: str) -> None: ...
    async def send_subscribed(self, openid: str, template: str, fields: Mapping[str, str]) -> None: ...
    async def send_template(
        self, openid: str, template: str, fields: Mapping[str, str], key: str
    ) -> None: ...
    async def send_mass(self, openids: Sequence[str], text: str, key: str) -> None: ...


class Halt(Exception):
    """The campaign has to wait for a person: the reason."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the settings say of sending. price: thousandths of a yuan for a part; subscribe, template: ids with fields."""

    signature: str = ""
    price: int = 45
    subscribe: tuple[str, tuple[str, ...]] = ("", ())
    template: tuple[str, tuple[str, ...]] = ("", ())
    mass: bool = False
    wechat: bool = False


@dataclass(slots=True)
class Senders:
    """All ways out. providers: the first that is well is taken."""

    providers: Sequence[SmsProvider]
    wechat: WeChatLike | None
    rules: Rules
    breakers: dict[str, Breaker] = field(default_factory=dict)
    paces: dict[str, AsyncLimiter] = field(default_factory=dict)

    @property
    def usable(self) -> frozenset[str]:
        """The ways that the settings allow."""
        ways: set[str] = {Via.SMS} if self.providers else set()
        if self.wechat is not None and self.rules.wechat:
            ways |= {Via.KF}
            ways |= {Via.SUBSCRIBE} if self.rules.subscribe[0] else set()
            ways |= {Via.TEMPLATE} if self.rules.template[0] else set()
            ways |= {Via.MASS} if self.rules.mass else set()
        return frozenset(ways)

    def most(self, instant: float) -> dict[str, int]:
        """How many rows one call of each way carries; SMS is missing while every provider rests."""
        ways = {way.value: 50 for way in Via if way is not Via.SMS} | {Via.MASS: 10_000}
        if self.providers and not any(self._breaker(one).open_for(instant) for one in self.providers):
            return ways
        return ways | {Via.SMS: min((provider.most for provider in self.providers), default=1)}

    async def send(
        self, campaign: Campaign, parcels: Sequence[Parcel], text: str, batch: str, now: datetime
    ) -> list[Settled]:
        """What became of the rows; those that are not told are still in the air. Halt: none of them went."""
        via = parcels[0].via
        if via == Via.SMS:
            return await self._sms(campaign, parcels, text, batch, now)
        if via not in self.usable:
            return [self._fall(campaign, parcel, now, "no-such-way") for parcel in parcels]
        if via == Via.MASS:
            return await self._mass(campaign, parcels, text, batch, now)
        limit = asyncio.Semaphore(AT_ONCE)
        return [
            one
            for one in await asyncio.gather(
                *(self._wechat(campaign, parcel, text, batch, now, limit) for parcel in parcels)
            )
            if one is not None
        ]

    async def find(self, row: Airborne) -> Found:
        """What the providers know of a row that was in the air."""
        if row.via != Via.SMS or not row.phone:
            return Found.UNKNOWN
        answers = []
        for provider in self.providers:
            try:
                answers.append(await provider.find(row.batch, row.phone, row.since.date()))
            except SmsError as error:
                log.info("provider_not_asked", provider=provider.name, code=error.code)
                answers.append(Found.UNKNOWN)
        known = [answer for answer in answers if answer not in (Found.NEVER, Found.UNKNOWN)]
        if known:
            return known[0]
        return Found.NEVER if answers and all(answer is Found.NEVER for answer in answers) else Found.UNKNOWN

    async def close(self) -> None:
        """Close what the providers hold."""
        for provider in self.providers:
            await provider.close()

    async def _sms(
        self, campaign: Campaign, parcels: Sequence[Parcel], text: str, batch: str, now: datetime
    ) -> list[Settled]:
        if not self.providers:
            return [self._fall(campaign, parcel, now, "no-provider") for parcel in parcels]
        sms = Sms(batch, tuple(parcel.phone for parcel in parcels), text, campaign.kind)
        error = SmsError(Trouble.RETRY, "no-provider")
        for provider in self.providers:
            if not self._breaker(provider).open_for(_instant()):
                continue
            try:
                async with self._pace(provider):
                    taken = await provider.send(sms)
            except SmsError as refused:
                error = refused
                well = refused.trouble in (Trouble.DROP, Trouble.STOP)
                self._breaker(provider).went(well=well, now=_instant())
                if refused.trouble is not Trouble.RETRY:
                    break  # only what it has certainly not taken may go by another
            else:
                self._breaker(provider).went(well=True, now=_instant())
                return self._taken(campaign, parcels, text, provider.name, taken, now)
        return self._failed(campaign, parcels, error, now)

    def _taken(
        self,
        campaign: Campaign,
        parcels: Sequence[Parcel],
        text: str,
        provider: str,
        taken: Mapping[str, Taken],
        now: datetime,
    ) -> list[Settled]:
        number = parts(text, self.rules.signature)
        cost = number * self.rules.price
        settled = []
        for parcel in parcels:
            one = taken.get(parcel.phone)
            if one is None or one.trouble is Trouble.UNCLEAR:
                continue
            if one.trouble is None:
                settled.append(
                    Settled(parcel.id, DeliveryStatus.SENT, provider, one.number, parts=number, cost=cost)
                )
            else:
                settled += self._failed(campaign, [parcel], SmsError(one.trouble, one.code), now)
        return settled

    def _failed(
        self, campaign: Campaign, parcels: Sequence[Parcel], error: SmsError, now: datetime
    ) -> list[Settled]:
        if error.trouble is Trouble.UNCLEAR:
            return []
        if error.trouble is Trouble.STOP:
            raise Halt(error.code)
        if error.trouble is Trouble.DROP and len(parcels) > 1:
            # One bad number refuses the whole call: each goes again by itself.
            code = f"{ALONE}{error.code}"
            return [Settled(parcel.id, DeliveryStatus.PLANNED, error=code, again=now) for parcel in parcels]
        if error.trouble is Trouble.LATER:
            return [self._again(campaign, parcel, now, error.code, HOUR) for parcel in parcels]
        way = self._fall if error.trouble is Trouble.DROP else self._again
        return [way(campaign, parcel, now, error.code) for parcel in parcels]

    async def _wechat(
        self,
        campaign: Campaign,
        parcel: Parcel,
        text: str,
        batch: str,
        now: datetime,
        limit: asyncio.Semaphore,
    ) -> Settled | None:
        assert self.wechat is not None
        openid = Address.parse(parcel.user).id
        async with limit:
            try:
                if parcel.via == Via.KF:
                    await self.wechat.send_text(openid, text)
                elif parcel.via == Via.SUBSCRIBE:
                    template, names = self.rules.subscribe
                    await self.wechat.send_subscribed(openid, template, _spread(text, names))
                else:
                    template, names = self.rules.template
                    key = f"{batch}-{parcel.id}"
                    await self.wechat.send_template(openid, template, _spread(text, names), key)
            except WeChatError as error:
                return self._refused(campaign, parcel, error, now)
        return Settled(parcel.id, DeliveryStatus.SENT, "wechat", parcel.via)

    async def _mass(
        self, campaign: Campaign, parcels: Sequence[Parcel], text: str, batch: str, now: datetime
    ) -> list[Settled]:
        assert self.wechat is not None
        if len(parcels) < 2:  # WeChat sends to two openids or more
            return [self._fall(campaign, parcel, now, "mass-needs-two") for parcel in parcels]
        try:
            await self.wechat.send_mass([Address.parse(parcel.user).id for parcel in parcels], text, batch)
        except WeChatError as error:
            settled = [self._refused(campaign, parcel, error, now) for parcel in parcels]
            return [one for one in settled if one is not None]
        return [Settled(parcel.id, DeliveryStatus.SENT, "wechat", Via.MASS) for parcel in parcels]

    def _refused(
        self, campaign: Campaign, parcel: Parcel, error: WeChatError, now: datetime
    ) -> Settled | None:
        if error.errcode in _BUSY:
            return self._again(campaign, parcel, now, str(error.errcode))
        if error.errcode == -1:
            return None  # no answer: it may have arrived
        if error.errcode not in _NOT_THIS_WAY:
            log.warning("wechat_refuses", errcode=error.errcode, campaign=campaign.id)
        return self._fall(campaign, parcel, now, str(error.errcode))

    def _again(
        self, campaign: Campaign, parcel: Parcel, now: datetime, code: str, first: float = 30.0
    ) -> Settled:
        """Later, each time twice as much later and never all at the same moment; until the campaign's end, if need be."""
        other = next_way(campaign.kind, parcel.via, self.usable, has_phone=bool(parcel.phone))
        if parcel.attempts >= TRIES and other is not None:
            return self._fall(campaign, parcel, now, code)
        seconds = min(first * 2 ** min(parcel.attempts - 1, 10), max(LONGEST, first))
        seconds *= random.uniform(0.8, 1.2)  # noqa: S311 - jitter
        return Settled(parcel.id, DeliveryStatus.PLANNED, error=code, again=now + timedelta(seconds=seconds))

    def _fall(self, campaign: Campaign, parcel: Parcel, now: datetime, code: str) -> Settled:
        """The next way, or the foot of the ladder."""
        way = next_way(campaign.kind, parcel.via, self.usable, has_phone=bool(parcel.phone))
        if way is None:
            return Settled(parcel.id, at_the_foot(campaign.kind), error=code)
        return Settled(parcel.id, DeliveryStatus.PLANNED, error=code, again=now, via=way)

    def _breaker(self, provider: SmsProvider) -> Breaker:
        return self.breakers.setdefault(provider.name, Breaker())

    def _pace(self, provider: SmsProvider) -> AsyncLimiter:
        """A tenth of a second's calls at a time, so that no second has more of them than the provider allows."""
        pace = self.paces.get(provider.name)
        if pace is None:
            pace = self.paces[provider.name] = AsyncLimiter(max(provider.a_second / 10, 1), 0.1)
        return pace


def _instant() -> float:
    return asyncio.get_running_loop().time()


def _spread(text: str, names: Sequence[str], limit: int = 20) -> dict[str, str]:
    """The text over a template's fields: 20 characters each, no line break; WeChat cuts what is longer."""
    flat = text.replace("\n", " ")
    pieces = [flat[at : at + limit] for at in range(0, len(flat), limit)]
    return dict(zip(names, [*pieces, *["—"] * len(names)], strict=False))
