"""A stage for tests of campaigns: subscribers, a scripted SMS provider, a sender with a clock that the test sets."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.broadcast import campaign_statistics, campaigns
from bot.broadcast.campaigns import Campaign
from bot.broadcast.delivery_dispatcher import Dispatcher
from bot.broadcast.sender import CampaignSender
from bot.broadcast.sms_dispatcher import SmsDispatcher
from bot.broadcast.wechat_dispatcher import WeChatDispatcher
from bot.broadcast.wechat_templates import WeChatTemplate
from bot.common.clock import ZONE
from bot.common.errors import WeChatError
from bot.common.metrics import Metrics
from bot.content.shared.calendar import Calendar
from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsStatus, Trouble
from bot.services.subscription import records as subscriptions
from bot.services.subscription.records import NewSubscription
from bot.storage.database import Database
from bot.storage.shared_statuses import DeliveryStatus

WEDNESDAY = datetime(2026, 11, 25, 9, 30, tzinfo=ZONE)


@dataclass
class Provider:
    """An SMS provider. scripted: the outcome of the next calls; bad: phones that it refuses; knows: its answer to a look-up.

    outcomes: phones that are refused one by one while the call and its other phones are accepted, as at Tencent.
    """

    name: str = "stub"
    phones_a_call: int = 100
    calls_a_second: float = 1e6
    took: Counter[str] = field(default_factory=Counter)
    texts: dict[str, list[str]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    scripted: deque[Trouble | None] = field(default_factory=deque)
    bad: dict[str, Trouble] = field(default_factory=dict)
    outcomes: dict[str, Trouble] = field(default_factory=dict)
    knows: SmsStatus = SmsStatus.UNKNOWN

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        self.sizes.append(len(sms.phones))
        trouble = self.scripted.popleft() if self.scripted else None
        if trouble is None and len(sms.phones) == 1:
            trouble = self.bad.get(sms.phones[0])
        elif trouble is None and set(sms.phones) & set(self.bad):
            trouble = Trouble.DROP
        if trouble is not Trouble.UNCLEAR and trouble is not None:
            raise SmsError(trouble, f"told-{trouble}")
        for phone in sms.phones:
            if self.outcomes.get(phone, Trouble.UNCLEAR) is not Trouble.UNCLEAR:
                continue
            self.took[phone] += 1
            self.texts.setdefault(phone, []).append(sms.text)
        if trouble is Trouble.UNCLEAR:
            raise SmsError(trouble, "no-answer")
        return {phone: self._result(phone) for phone in sms.phones}

    def _result(self, phone: str) -> SendResult:
        outcome = self.outcomes.get(phone)
        return SendResult("", outcome, f"told-{outcome}") if outcome else SendResult(f"n{phone}")

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        return self.knows

    async def close(self) -> None: ...


@dataclass
class WeChat:
    """The official account. refuses: method → errcode."""

    refuses: dict[str, int] = field(default_factory=dict)
    sent: list[tuple[str, str]] = field(default_factory=list)

    async def send_text(self, openid: str, text: str) -> None:
        self._record("kf", openid)

    async def send_subscribed(self, openid: str, template: str, fields: Mapping[str, str]) -> str:
        self._record("subscribe", openid)
        return ""

    async def send_template(self, openid: str, template: str, fields: Mapping[str, str], key: str) -> str:
        self._record("template", openid)
        return f"t-{openid}"

    async def send_mass(self, openids: Sequence[str], text: str, key: str) -> str:
        for openid in openids:
            self._record("mass", openid)
        return "1000001625"

    def _record(self, method: str, openid: str) -> None:
        if method in self.refuses:
            raise WeChatError(self.refuses[method], "no")
        self.sent.append((method, openid))


SUBSCRIBE, WARNING = WeChatTemplate("sub", ("thing1",)), WeChatTemplate("tmp", ("thing1",))


@dataclass
class Push:
    """A campaign sender on a database, with a clock that the test sets. has_account: is the official account set up?"""

    database: Database
    calendar: Calendar
    providers: list[Provider] = field(default_factory=lambda: [Provider()])
    wechat: WeChat = field(default_factory=WeChat)
    has_account: bool = True
    now: datetime = WEDNESDAY

    @property
    def sms(self) -> Provider:
        return self.providers[0]

    def worker(self) -> CampaignSender:
        wechat = WeChatDispatcher(self.wechat, SUBSCRIBE, WARNING, mass=True)
        sms = SmsDispatcher(self.providers, "高河塘社区", 45)
        dispatcher = Dispatcher(sms, wechat if self.has_account else None)
        return CampaignSender(self.database, dispatcher, lambda: self.calendar, lambda: self.now, Metrics())

    async def run(self, rounds: int = 20, worker: CampaignSender | None = None) -> None:
        """Work until there is nothing to do."""
        sender = worker or self.worker()
        for _ in range(rounds):
            if not await sender.round():
                return

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    async def subscribe(
        self, number: int, channel: str = "sms", weekday: int = 3, hazards: str = "", user: str = "",
        when: datetime | None = None,
    ) -> None:  # fmt: skip
        phone = f"139{number:08d}" if channel == "sms" else ""
        wanted = NewSubscription(
            user or f"wechat:o{number}", channel, phone, weekday, hazards, "同意每周收到提示"
        )
        async with self.database.work() as work:
            await subscriptions.subscribe(work, wanted, when or self.now - timedelta(days=1))
            await work.commit()

    async def only_campaign(self) -> Campaign:
        async with self.database.work() as work:
            (campaign,) = await campaigns.latest(work)
            return campaign

    async def statuses(self, campaign: int = 0) -> dict[str, int]:
        number = campaign or (await self.only_campaign()).id
        async with self.database.work() as work:
            return (await campaign_statistics.statistics_of(work, number)).by_status

    async def errors(self) -> dict[str, int]:
        number = (await self.only_campaign()).id
        async with self.database.work() as work:
            return (await campaign_statistics.statistics_of(work, number)).by_error


__all__ = ["WEDNESDAY", "DeliveryStatus", "Provider", "Push", "WeChat"]
