"""What the staff send by their own decision, a notice or a drill: previewed before it goes to many."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.broadcast import audiences, campaigns, delivery_ledger
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import CANARY, Campaign, NewCampaign
from bot.broadcast.sms_offer import SmsOffer
from bot.broadcast.sms_rules import in_quiet_hours, sms_parts
from bot.common.errors import OrderRefused
from bot.storage.shared_statuses import CampaignStatus
from bot.storage.unit_of_work import UnitOfWork

MAX_LENGTH = 500  # characters: neither provider takes more
VALID_FOR = {CampaignKind.DRILL: timedelta(days=1), CampaignKind.NOTICE: timedelta(days=3)}
DRILL_MARK = "【演练】"
PROMOTIONAL = "拒收请回复R"


@dataclass(frozen=True, slots=True)
class StaffMessage:
    """A notice or drill before it is sent. buildings: only there; empty for everybody."""

    kind: CampaignKind
    text: str
    buildings: tuple[str, ...] = ()

    @property
    def text_to_send(self) -> str:
        """The text as it goes out: a drill says at once that it is one."""
        text = self.text.strip()
        is_marked = self.kind != CampaignKind.DRILL or text.startswith(DRILL_MARK)
        return text if is_marked else f"{DRILL_MARK}{text}"


@dataclass(frozen=True, slots=True)
class SendPreview:
    """A dry run of a message. people: by channel; cost: thousandths of a yuan; blockers: why it cannot go out."""

    text: str
    people: dict[str, int]
    parts: int
    cost: int
    blockers: tuple[str, ...]
    warnings: tuple[str, ...]


async def preview(
    work: UnitOfWork,
    message: StaffMessage,
    signature: str,
    price: int,
    sms: SmsOffer,
    now: datetime,
) -> SendPreview:
    """Everything that a person should see before the message goes to many. price: of one SMS part."""
    text = message.text_to_send
    people = await audiences.count(work, audiences.in_buildings(message.buildings))
    parts = sms_parts(text, signature)
    running = [
        campaign for campaign in await campaigns.latest(work) if campaign.status == CampaignStatus.RUNNING
    ]
    warnings = (
        f"一条短信放不下，会分成 {parts} 条收费" if parts > 1 else "",
        "现在是安静时间（20:00–8:00），会等到早上8点再发" if in_quiet_hours(now.hour) else "",
        f"还有一批正在发：{running[0].title}" if running else "",
        "短信里有链接：链接要先备案，老人也不敢点" if re.search(r"https?://|www\.", text) else "",
        "短信通道是 console：只打印，不真的发出去" if sms.only_prints else "",
    )
    cost = people.get("sms", 0) * parts * price
    blockers = _blockers(message, people, sms)
    return SendPreview(text, people, parts, cost, _not_empty(blockers), _not_empty(warnings))


async def send(
    work: UnitOfWork, message: StaffMessage, slot: str, actor: str, now: datetime
) -> tuple[Campaign, int]:
    """Start a campaign, with a delivery for each recipient; the number of them. OrderRefused: the slot is taken."""
    new = NewCampaign(
        slot=slot,
        kind=message.kind,
        title=message.text_to_send[:20],
        texts={message.kind: message.text_to_send},
        not_before=now,
        actor=actor,
        expires=now + VALID_FOR[message.kind],
        first=CANARY,
    )
    campaign = await campaigns.start(work, new, now)
    if campaign is None:
        raise OrderRefused(f"{slot} has gone out already")
    audience = audiences.in_buildings(message.buildings)
    return campaign, await delivery_ledger.plan(work, campaign.id, audience, message.kind, now)


def _blockers(message: StaffMessage, people: Mapping[str, int], sms: SmsOffer) -> tuple[str, ...]:
    text = message.text.strip()
    fake_warning = message.kind == CampaignKind.DRILL and "预警信号" in text
    return (
        "没有内容" if not text else "",
        f"太长了：{len(text)} 字，最多 {MAX_LENGTH} 字" if len(text) > MAX_LENGTH else "",
        f"通知短信里不能写「{PROMOTIONAL}」（运营商的规定）" if PROMOTIONAL in text else "",
        "没有人会收到" if not sum(people.values()) else "",
        sms.refusal if people.get("sms") else "",
        "演练的话里不能写成真的预警" if fake_warning else "",
    )


def _not_empty(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
