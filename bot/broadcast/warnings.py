"""Relaying an official warning: whom it reaches, when an update is told again, and the all-clear."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.broadcast import audiences, campaigns, cap, deliveries
from bot.broadcast.campaigns import URGENT, Campaign, NewCampaign
from bot.broadcast.fallback_order import ALL_CLEAR, WARNING
from bot.common.clock import ZONE
from bot.common.errors import OrderRefused
from bot.services.disaster import warning_records as warnings
from bot.services.disaster.warning_records import NewWarning, Warned
from bot.storage.database import UnitOfWork
from bot.storage.shared_statuses import CampaignStatus, WarningStatus
from bot.storage.transitions import Party

MUCH_LONGER = timedelta(hours=3)


async def bring_in(
    work: UnitOfWork, raw: bytes, ours: Collection[str], actor: str, now: datetime
) -> tuple[Warned, bool]:
    """A CAP file as a draft, and whether it is new. OrderRefused: it is over, not for us, or no real warning."""
    message = cap.read(raw)
    if message.warning.expires <= now:
        raise OrderRefused(f"这份预警已经过期（{message.warning.expires.astimezone(ZONE):%m-%d %H:%M}）")
    event = await warnings.event_of(work, list(message.references))
    if message.warning.kind != "Cancel" and not covers(message.areas, ours) and not event:
        raise OrderRefused(f"它是给{message.warning.area}的，不是我们（{'、'.join(ours)}）")
    return await warnings.enter(work, cap.read(raw, event).warning, actor, now)


async def by_hand(
    work: UnitOfWork, new: NewWarning, ours: Collection[str], actor: str, now: datetime
) -> Warned:
    """A warning that a person copied out as it was issued. OrderRefused: it is over, not for us, or incomplete."""
    missing = [name for name in ("text", "issuer", "hazard", "area") if not getattr(new, name).strip()]
    if missing:
        raise OrderRefused(f"预警还缺：{'、'.join(missing)}")
    if new.level and new.level not in warnings.LEVELS:
        raise OrderRefused(f"没有{new.level}这一级，只有{'、'.join(warnings.LEVELS)}")
    if new.expires <= now:
        raise OrderRefused(f"这份预警已经过期（{new.expires.astimezone(ZONE):%m-%d %H:%M}）")
    if new.kind == "Alert" and not covers(new.area.split("、"), ours):
        raise OrderRefused(f"它是给{new.area}的，不是我们（{'、'.join(ours)}）")
    if new.kind != "Alert" and not await warnings.of_event(work, new.event):
        raise OrderRefused("没有它要更新或解除的那份预警")
    return (await warnings.enter(work, new, actor, now))[0]


async def confirm(
    work: UnitOfWork, row: int, ours: Collection[str], actor: str, now: datetime
) -> tuple[Warned, Campaign | None]:
    """A person answers for it; once enough do, it is live and goes out. OrderRefused: why not."""
    one = await warnings.confirm(work, row, actor, now)
    if one is None:
        raise OrderRefused(await _why_not(work, row, actor, now))
    if one.status != WarningStatus.LIVE:
        return one, None
    chain = [old for old in await warnings.of_event(work, one.event) if old.id != one.id]
    if one.kind == "Cancel":
        return one, await clear(work, one, actor, now)
    await warnings.end(work, one.event, actor, now, but=one.id)
    if not grows(one, chain, ours):
        return one, None
    return one, await _send(work, one, WARNING, told(one), audiences.everybody(), actor, now)


async def clear(work: UnitOfWork, one: Warned, actor: str, now: datetime) -> Campaign | None:
    """The all-clear, to those alone who got one of the event's warnings."""
    chain = await warnings.of_event(work, one.event)
    await warnings.end(work, one.event, actor, now)
    sent = [await campaigns.in_slot(work, _slot(old, WARNING)) for old in chain]
    numbers = [campaign.id for campaign in sent if campaign is not None]
    if not numbers:
        return None
    for number in numbers:
        await campaigns.move(work, number, CampaignStatus.STOPPED, Party.STAFF, actor, now, "all clear")
        await deliveries.drop(work, number, "all clear", now)
    text = f"【解除】{told(one)}"
    return await _send(work, one, ALL_CLEAR, text, audiences.who_got(numbers), actor, now)


def grows(one: Warned, chain: Collection[Warned], ours: Collection[str]) -> bool:
    """Is it told again? It is graver, newly covers us, or lasts over three hours longer than what was told."""
    if not chain:
        return True
    last = max(chain, key=lambda old: old.id)
    graver = warnings.rank(one.level) > max(warnings.rank(old.level) for old in chain)
    ours_now = covers(one.area.split("、"), ours) and not any(
        covers(old.area.split("、"), ours) for old in chain
    )
    return graver or ours_now or one.expires > last.expires + MUCH_LONGER


def covers(areas: Collection[str], ours: Collection[str]) -> bool:
    """Does one of the areas hold us? 「浙江省宁波市北仑区」 and 「北仑区」 do."""
    return any(area.endswith(mine) or mine == area for area in areas for mine in ours)


def told(one: Warned) -> str:
    """The issuer's words with the issuer and the time, as residents get them."""
    issued = one.issued_at.astimezone(ZONE)
    signed = "" if one.issuer in one.text else f"{one.issuer} "
    return f"{one.text}（{signed}{issued:%-m月%-d日%H:%M}发布）"


async def _send(
    work: UnitOfWork,
    one: Warned,
    kind: str,
    text: str,
    audience: deliveries.Audience,
    actor: str,
    now: datetime,
) -> Campaign | None:
    new = NewCampaign(
        slot=_slot(one, kind),
        kind=kind,
        title=f"{one.hazard}{one.level}色预警" if one.level else one.hazard,
        texts={kind: text},
        not_before=now,
        actor=actor,
        priority=URGENT,
        expires=one.expires,
    )
    campaign = await campaigns.start(work, new, now)
    if campaign is not None:
        await deliveries.plan(work, campaign.id, audience, kind, now)
    return campaign


def _slot(one: Warned, kind: str) -> str:
    return f"{kind}:{one.id}"


async def _why_not(work: UnitOfWork, row: int, actor: str, now: datetime) -> str:
    one = await warnings.find(work, row)
    if one is None:
        return f"没有{row}号预警"
    if one.expires <= now:
        return "它已经过期了，过期的不发"
    if one.status == WarningStatus.CONFIRMED and one.by == actor:
        return "橙色、红色预警要另一位同事来确认"
    return "它已经处理过了"
