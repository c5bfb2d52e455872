"""The weekly tips: which tip goes to whom on which day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.broadcast import audiences, campaigns, delivery_ledger
from bot.broadcast.audiences import Audience
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import CANARY, Campaign, NewCampaign
from bot.broadcast.sms_rules import sms_parts
from bot.common.clock import ZONE
from bot.content.shared.calendar import Calendar, WeeklyTip, due
from bot.storage.unit_of_work import UnitOfWork

SEND_HOUR = 9  # tips go out from nine in the morning: knowledge/afterwards.yaml tells it to residents
CATCH_UP_DAYS = 2  # a slot that no scheduler served is made up for within so many days
VALID_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class PlannedTip:
    """A day's tip in the forecast. reason: the occasion, or the weeks of the year; people: by channel."""

    day: date
    tip: str
    hazard: str
    text: str
    reason: str
    people: dict[str, int]
    parts: int
    cost: int


def slot_of(day: date) -> str:
    """The day's slot: taken once, however many schedulers run."""
    return f"weekly:{day.isoformat()}"


def ranked(calendar: Calendar, day: date, chosen: Collection[str]) -> tuple[WeeklyTip, ...]:
    """The tips that are in season on the day; those on the hazards that a person chose come first."""
    tips = due(calendar, day)
    return tuple(sorted(tips, key=lambda tip: tip.hazard not in chosen)) if chosen else tips


def reason_for(calendar: Calendar, tip: WeeklyTip) -> str:
    """Why the tip goes out now, for the staff."""
    if tip.occasion:
        return calendar.occasions[tip.occasion].name
    assert tip.weeks is not None
    return f"第{tip.weeks[0]}–{tip.weeks[1]}周"


async def start_due(work: UnitOfWork, calendar: Calendar, now: datetime) -> list[Campaign]:
    """Start the campaign that is due today, and those that no scheduler served on the days before."""
    started = []
    for days_ago in range(CATCH_UP_DAYS, -1, -1):
        day = now.date() - timedelta(days=days_ago)
        if days_ago or now.hour >= SEND_HOUR:
            started.append(await start(work, calendar, day, now))
    return [campaign for campaign in started if campaign is not None]


async def start(work: UnitOfWork, calendar: Calendar, day: date, now: datetime) -> Campaign | None:
    """The day's campaign with a delivery for each subscriber; None when nobody is to get it, or it was started before."""
    before = min(now, datetime.combine(day + timedelta(days=1), time.min, ZONE))
    by_hazards = [
        (hazards, audiences.weekly(day.isoweekday(), hazards, before))
        for hazards in await audiences.hazard_choices(work, day.isoweekday())
    ]
    tips = due(calendar, day)
    if not by_hazards or not tips or await campaigns.in_slot(work, slot_of(day)) is not None:
        return None
    if not any([await audiences.count(work, audience) for _, audience in by_hazards]):
        return None
    new = NewCampaign(
        slot=slot_of(day),
        kind=CampaignKind.WEEKLY,
        title=f"每周防灾提示 {day:%-m月%-d日}",
        texts={tip.id: tip.text for tip in tips},
        not_before=now,
        actor="bot",
        expires=datetime.combine(day, time(20), ZONE) + VALID_FOR,
        first=CANARY,
    )
    campaign = await campaigns.start(work, new, now)
    if campaign is None:
        return None
    for hazards, audience in by_hazards:
        tips = ranked(calendar, day, hazards.split(",") if hazards else ())
        await _plan_deliveries(work, campaign, audience, tips, now)
    return campaign


async def _plan_deliveries(
    work: UnitOfWork, campaign: Campaign, audience: Audience, tips: Iterable[WeeklyTip], now: datetime
) -> None:
    """Plan a delivery for each of them: of the first of these tips that they have not had this year."""
    without_tip = sum((await audiences.count(work, audience)).values())
    for tip in tips:
        if without_tip <= 0:
            break
        without_tip -= await delivery_ledger.plan(work, campaign.id, audience, tip.id, now, once_a_year=True)


async def forecast(
    work: UnitOfWork, calendar: Calendar, now: datetime, weeks: int, signature: str, price: int
) -> list[PlannedTip]:
    """The coming weeks: for each day with subscribers the tip that most of them will get."""
    days = [now.date() + timedelta(days=number) for number in range(7 * weeks)]
    people_by_day = {day: await _people(work, day) for day in days[:7]}
    used: set[tuple[str, int]] = set()
    planned = []
    for day in days:
        people = people_by_day[days[(day - days[0]).days % 7]]
        tips = [tip for tip in ranked(calendar, day, ()) if (tip.id, day.isoweekday()) not in used]
        if not people or not tips:
            continue
        tip = tips[0]
        used.add((tip.id, day.isoweekday()))
        parts = sms_parts(tip.text, signature)
        cost = people.get("sms", 0) * parts * price
        reason = reason_for(calendar, tip)
        planned.append(PlannedTip(day, tip.id, tip.hazard or "", tip.text, reason, people, parts, cost))
    return planned


async def _people(work: UnitOfWork, day: date) -> dict[str, int]:
    """The subscribers of the day's weekday by channel."""
    total: dict[str, int] = {}
    far_future = datetime.max.replace(tzinfo=ZONE) - timedelta(days=1)
    for hazards in await audiences.hazard_choices(work, day.isoweekday()):
        audience = audiences.weekly(day.isoweekday(), hazards, far_future)
        for channel, count in (await audiences.count(work, audience)).items():
            total[channel] = total.get(channel, 0) + count
    return total
