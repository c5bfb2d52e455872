"""Relays official warnings: whom they reach, when an update is sent again, and the all-clear."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.broadcast import audiences, campaigns, delivery_ledger
from bot.broadcast.audiences import Audience
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import URGENT, Campaign, NewCampaign
from bot.broadcast.cap_messages import parse_cap
from bot.broadcast.issued_text import plain_text
from bot.broadcast.warning_areas import ServedArea, covers
from bot.common.clock import ZONE
from bot.common.errors import OrderRefused
from bot.services.disaster import warning_records as warnings
from bot.services.disaster.warning_records import IssuedWarning, NewWarning
from bot.storage.shared_statuses import CampaignStatus, WarningStatus
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

MUCH_LONGER = timedelta(hours=3)


async def import_cap(
    work: UnitOfWork, raw: bytes, ours: ServedArea, actor: str, now: datetime
) -> tuple[IssuedWarning, bool]:
    """Enter a CAP file as a draft, and whether it is new. OrderRefused: it is over, not for us, or no real warning."""
    message = parse_cap(raw, ours)
    warning = message.warning
    if warning.expires <= now:
        raise OrderRefused(f"这份预警已经过期（{warning.expires.astimezone(ZONE):%m-%d %H:%M}）")
    event = await warnings.event_of(work, list(message.references))
    if warning.kind != "Cancel" and not message.is_ours and not event:
        whose = f"它是给{warning.area}的" if warning.area else "它没有写给哪里"
        raise OrderRefused(f"{whose}，不是我们（{'、'.join(ours.names)}）")
    if message.is_bare:
        warning = _completed(warning, await warnings.of_event(work, event) if event else [])
    return await warnings.enter(work, replace(warning, event=event or warning.event), actor, now)


def _completed(cancel: NewWarning, chain: Sequence[IssuedWarning]) -> NewWarning:
    """A cancellation that says nothing itself, in the terms of the warning that it cancels."""
    if not chain:
        raise OrderRefused("这份解除没有写内容，也找不到它解除的那一份预警")
    last = chain[-1]
    name = f"{last.hazard}{last.level}色预警" if last.level else f"{last.hazard}预警"
    issued = last.issued_at.astimezone(ZONE)
    text = cancel.text or f"{last.issuer}{issued:%-m月%-d日%H:%M}发布的{name}已经解除。"
    return replace(
        cancel, hazard=last.hazard, level=last.level, area=last.area, text=text, issuer=last.issuer
    )


async def enter_by_hand(
    work: UnitOfWork, new: NewWarning, our_areas: Collection[str], actor: str, now: datetime
) -> IssuedWarning:
    """Enter a warning that a person copied out as it was issued. OrderRefused: it is over, not for us, or incomplete."""
    new = replace(new, text=plain_text(new.text), issuer=plain_text(new.issuer))
    missing = [name for name in ("text", "issuer", "hazard", "area") if not getattr(new, name).strip()]
    if missing:
        raise OrderRefused(f"预警还缺：{'、'.join(missing)}")
    if new.level and new.level not in warnings.LEVELS:
        raise OrderRefused(f"没有{new.level}这一级，只有{'、'.join(warnings.LEVELS)}")
    if new.expires <= now:
        raise OrderRefused(f"这份预警已经过期（{new.expires.astimezone(ZONE):%m-%d %H:%M}）")
    if new.kind == "Alert" and not covers(new.area.split("、"), our_areas):
        raise OrderRefused(f"它是给{new.area}的，不是我们（{'、'.join(our_areas)}）")
    if new.kind != "Alert" and not await warnings.of_event(work, new.event):
        raise OrderRefused("没有它要更新或解除的那份预警")
    return (await warnings.enter(work, new, actor, now))[0]


async def confirm(
    work: UnitOfWork, warning_id: int, our_areas: Collection[str], actor: str, now: datetime
) -> tuple[IssuedWarning, Campaign | None]:
    """A person confirms the warning; once enough have, it is live and is sent. OrderRefused: why not."""
    warning = await warnings.confirm(work, warning_id, actor, now)
    if warning is None:
        raise OrderRefused(await _why_not(work, warning_id, actor, now))
    if warning.status != WarningStatus.LIVE:
        return warning, None
    if warning.kind == "Cancel":
        return warning, await send_all_clear(work, warning, actor, now)
    earlier = [old for old in await warnings.of_event(work, warning.event) if old.id != warning.id]
    await warnings.end(work, warning.event, actor, now, but=warning.id)
    if not needs_sending(warning, earlier, our_areas):
        return warning, None
    text = message_text(warning)
    campaign = await _send(work, warning, CampaignKind.WARNING, text, audiences.everybody(), actor, now)
    return warning, campaign


async def send_all_clear(
    work: UnitOfWork, warning: IssuedWarning, actor: str, now: datetime
) -> Campaign | None:
    """Stop the event's warnings, and send the all-clear to those alone who were sent one of them."""
    chain = await warnings.of_event(work, warning.event)
    await warnings.end(work, warning.event, actor, now)
    slots = [await campaigns.in_slot(work, _slot(old, CampaignKind.WARNING)) for old in chain]
    sent = [campaign.id for campaign in slots if campaign is not None]
    if not sent:
        return None
    for campaign_id in sent:
        await campaigns.change_status(
            work, campaign_id, CampaignStatus.STOPPED, Party.STAFF, actor, now, "all clear"
        )
        await delivery_ledger.cancel_planned(work, campaign_id, "all clear", now)
    text = f"【解除】{message_text(warning)}"
    audience = audiences.recipients_of(sent)
    return await _send(work, warning, CampaignKind.ALL_CLEAR, text, audience, actor, now)


def needs_sending(
    warning: IssuedWarning, earlier: Collection[IssuedWarning], our_areas: Collection[str]
) -> bool:
    """Whether it differs enough from the earlier ones of its event: it is graver, newly covers us, or lasts much longer."""
    if not earlier:
        return True
    last = max(earlier, key=lambda old: old.id)
    is_graver = warnings.rank(warning.level) > max(warnings.rank(old.level) for old in earlier)
    newly_covers_us = covers(warning.area.split("、"), our_areas) and not any(
        covers(old.area.split("、"), our_areas) for old in earlier
    )
    return is_graver or newly_covers_us or warning.expires > last.expires + MUCH_LONGER


def message_text(warning: IssuedWarning) -> str:
    """The issuer's words with the issuer and the time, as residents get them."""
    issued = warning.issued_at.astimezone(ZONE)
    issuer = "" if warning.issuer in warning.text else f"{warning.issuer} "
    return f"{warning.text}（{issuer}{issued:%-m月%-d日%H:%M}发布）"


async def _send(
    work: UnitOfWork,
    warning: IssuedWarning,
    kind: CampaignKind,
    text: str,
    audience: Audience,
    actor: str,
    now: datetime,
) -> Campaign | None:
    new = NewCampaign(
        slot=_slot(warning, kind),
        kind=kind,
        title=f"{warning.hazard}{warning.level}色预警" if warning.level else warning.hazard,
        texts={kind: text},
        not_before=now,
        actor=actor,
        priority=URGENT,
        expires=warning.expires,
    )
    campaign = await campaigns.start(work, new, now)
    if campaign is not None:
        await delivery_ledger.plan(work, campaign.id, audience, kind, now)
    return campaign


def _slot(warning: IssuedWarning, kind: CampaignKind) -> str:
    return f"{kind}:{warning.id}"


async def _why_not(work: UnitOfWork, warning_id: int, actor: str, now: datetime) -> str:
    warning = await warnings.find(work, warning_id)
    if warning is None:
        return f"没有{warning_id}号预警"
    if warning.expires <= now:
        return "它已经过期了，过期的不发"
    if warning.status == WarningStatus.CONFIRMED and warning.by == actor:
        return "橙色、红色预警要另一位同事来确认"
    return "它已经处理过了"
