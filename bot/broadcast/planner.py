"""Which tip goes to whom on which day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.broadcast import audiences, campaigns, deliveries
from bot.broadcast.campaigns import Campaign, NewCampaign
from bot.broadcast.fallback_order import WEEKLY, parts
from bot.common.clock import ZONE
from bot.content.calendar import Calendar, WeeklyTip, due
from bot.storage.database import UnitOfWork

HOUR = 9  # tips go out from nine in the morning
CATCH_UP = 2  # days for which a slot that nobody served is made good
LASTS = timedelta(days=2)
FIRST = 20


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day's tips as they will go out. why: the occasion, or the weeks of the year; people: by channel."""

    day: date
    tip: str
    hazard: str
    text: str
    why: str
    people: dict[str, int]
    parts: int
    cost: int


def slot_of(day: date) -> str:
    """The day's slot: taken once, however many schedulers run."""
    return f"weekly:{day.isoformat()}"


def ranked(calendar: Calendar, day: date, chosen: Collection[str]) -> tuple[WeeklyTip, ...]:
    """The tips that fit the day; those on hazards that a person chose come first. Nothing out of season."""
    tips = due(calendar, day)
    return tuple(sorted(tips, key=lambda tip: tip.hazard not in chosen)) if chosen else tips


def why(calendar: Calendar, tip: WeeklyTip) -> str:
    """Why this tip now, for the staff."""
    if tip.occasion:
        return calendar.occasions[tip.occasion].name
    assert tip.weeks is not None
    return f"第{tip.weeks[0]}–{tip.weeks[1]}周"


async def start_due(work: UnitOfWork, calendar: Calendar, now: datetime) -> list[Campaign]:
    """Start what is due today, and what no scheduler served on the days before."""
    started = []
    for back in range(CATCH_UP, -1, -1):
        day = now.date() - timedelta(days=back)
        if back or now.hour >= HOUR:
            started.append(await start(work, calendar, day, now))
    return [one for one in started if one is not None]


async def start(work: UnitOfWork, calendar: Calendar, day: date, now: datetime) -> Campaign | None:
    """The day's campaign with a row for each subscriber; None when there is nobody, no tip, or it has been started."""
    before = min(now, datetime.combine(day + timedelta(days=1), time.min, ZONE))
    wanted = [
        (hazards, audiences.weekly(day.isoweekday(), hazards, before))
        for hazards in await audiences.choices(work, day.isoweekday())
    ]
    tips = due(calendar, day)
    if not wanted or not tips or await campaigns.in_slot(work, slot_of(day)) is not None:
        return None
    if not any([await audiences.count(work, audience) for _, audience in wanted]):
        return None
    new = NewCampaign(
        slot=slot_of(day),
        kind=WEEKLY,
        title=f"每周防灾提示 {day:%-m月%-d日}",
        texts={tip.id: tip.text for tip in tips},
        not_before=now,
        actor="bot",
        expires=datetime.combine(day, time(20), ZONE) + LASTS,
        first=FIRST,
    )
    campaign = await campaigns.start(work, new, now)
    if campaign is None:
        return None
    for hazards, audience in wanted:
        left = sum((await audiences.count(work, audience)).values())
        for tip in ranked(calendar, day, hazards.split(",") if hazards else ()):
            if left <= 0:
                break
            left -= await deliveries.plan(work, campaign.id, audience, tip.id, now, fresh=True)
    return campaign


async def ahead(
    work: UnitOfWork, calendar: Calendar, now: datetime, weeks: int, signature: str, price: int
) -> list[Ahead]:
    """The coming weeks as they will be: for each day with subscribers the tip that most of them get."""
    days = [now.date() + timedelta(days=number) for number in range(7 * weeks)]
    people = {day: await _people(work, day) for day in days[:7]}
    used: set[tuple[str, int]] = set()
    plans = []
    for day in days:
        counted = people[days[(day - days[0]).days % 7]]
        tips = [tip for tip in ranked(calendar, day, ()) if (tip.id, day.isoweekday()) not in used]
        if not counted or not tips:
            continue
        tip = tips[0]
        used.add((tip.id, day.isoweekday()))
        number = parts(tip.text, signature)
        cost = counted.get("sms", 0) * number * price
        plans.append(Ahead(day, tip.id, tip.hazard, tip.text, why(calendar, tip), counted, number, cost))
    return plans


async def _people(work: UnitOfWork, day: date) -> dict[str, int]:
    total: dict[str, int] = {}
    far = datetime.max.replace(tzinfo=ZONE) - timedelta(days=1)
    for hazards in await audiences.choices(work, day.isoweekday()):
        audience = audiences.weekly(day.isoweekday(), hazards, far)
        for channel, number in (await audiences.count(work, audience)).items():
            total[channel] = total.get(channel, 0) + number
    return total
