"""What the staff send by their own decision: a notice or a drill; looked at before it goes to many."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.broadcast import audiences, campaigns, deliveries
from bot.broadcast.campaigns import Campaign, NewCampaign
from bot.broadcast.fallback_order import DRILL, NOTICE, parts, quiet
from bot.broadcast.sms_offer import SmsOffer
from bot.common.errors import OrderRefused
from bot.storage.database import UnitOfWork
from bot.storage.shared_statuses import CampaignStatus

LONGEST = 500  # characters: neither provider takes more
FIRST = 20
LASTS = {DRILL: timedelta(days=1), NOTICE: timedelta(days=3)}
DRILL_MARK = "【演练】"
PROMOTIONAL = "拒收请回复R"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to go out. buildings: only there; empty for everybody."""

    kind: str
    text: str
    buildings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What it would be: the text as it goes, how many by channel, parts and cost; what forbids it, what to mind."""

    text: str
    people: dict[str, int]
    parts: int
    cost: int
    blockers: tuple[str, ...]
    warnings: tuple[str, ...]


async def preview(
    work: UnitOfWork, wish: Wish, signature: str, price: int, sms: SmsOffer, now: datetime
) -> Preview:
    """Everything that a person should see before it goes to many."""
    text = as_sent(wish)
    people = await audiences.count(work, audiences.in_buildings(wish.buildings))
    number = parts(text, signature)
    blockers = [line for line in _blockers(wish, people, sms) if line]
    running = [one for one in await campaigns.latest(work) if one.status == CampaignStatus.RUNNING]
    minds = [
        f"一条短信放不下，会分成 {number} 条收费" if number > 1 else "",
        "现在是安静时间（20:00–8:00），会等到早上8点再发" if quiet(now.hour) else "",
        f"还有一批正在发：{running[0].title}" if running else "",
        "短信里有链接：链接要先备案，老人也不敢点" if re.search(r"https?://|www\.", text) else "",
        "短信通道是 console：只打印，不真的发出去" if sms.only_prints else "",
    ]
    cost = people.get("sms", 0) * number * price
    return Preview(text, people, number, cost, tuple(blockers), tuple(line for line in minds if line))


async def send(work: UnitOfWork, wish: Wish, slot: str, actor: str, now: datetime) -> tuple[Campaign, int]:
    """Plan it: a row for each recipient. OrderRefused when this slot has gone out already."""
    new = NewCampaign(
        slot=slot,
        kind=wish.kind,
        title=as_sent(wish)[:20],
        texts={wish.kind: as_sent(wish)},
        not_before=now,
        actor=actor,
        expires=now + LASTS[wish.kind],
        first=FIRST,
    )
    campaign = await campaigns.start(work, new, now)
    if campaign is None:
        raise OrderRefused(f"{slot} has gone out already")
    audience = audiences.in_buildings(wish.buildings)
    return campaign, await deliveries.plan(work, campaign.id, audience, wish.kind, now)


def as_sent(wish: Wish) -> str:
    """The text as it goes out: a drill says at once that it is one."""
    text = wish.text.strip()
    return text if wish.kind != DRILL or text.startswith(DRILL_MARK) else f"{DRILL_MARK}{text}"


def _blockers(wish: Wish, people: dict[str, int], sms: SmsOffer) -> tuple[str, ...]:
    text = wish.text.strip()
    return (
        "没有内容" if not text else "",
        f"太长了：{len(text)} 字，最多 {LONGEST} 字" if len(text) > LONGEST else "",
        f"通知短信里不能写「{PROMOTIONAL}」（运营商的规定）" if PROMOTIONAL in text else "",
        "没有人会收到" if not sum(people.values()) else "",
        sms.refusal if people.get("sms") else "",
        "演练的话里不能写成真的预警" if wish.kind == DRILL and "预警信号" in text else "",
    )
