"""Subscriptions: who gets the weekly tip, on which channel and day, with the words that they agreed to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.common.cipher import Cipher
from bot.services.subscription.statuses import SUBSCRIPTION_TRANSITIONS, SubscriptionStatus
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

SMS, WECHAT = "sms", "wechat"


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """What a resident subscribes to. phone: for SMS only; consent: the words that they agreed to."""

    user: str
    channel: str
    phone: str
    weekday: int
    hazards: str
    consent: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as it stands."""

    id: int
    user: str
    status: SubscriptionStatus
    channel: str
    phone: str
    weekday: int
    hazards: str
    paused: bool
    consent: str
    consent_at: datetime
    created_at: datetime


_S = SubscriptionRecord
_ACTIVE, _PENDING = SubscriptionStatus.ACTIVE.value, SubscriptionStatus.PENDING.value
_rows = Repository(SubscriptionRecord, Subscription, SUBSCRIPTION_TRANSITIONS)


async def subscribe(work: UnitOfWork, new: NewSubscription, now: datetime) -> Subscription:
    """Subscribe an address that is certainly the resident's, or change its subscription: no address ever has two.

    Only the row of the same account is changed. A phone is certain once it is confirmed (see `hold`, `confirm`).
    """
    changed = await change(work, new, now)
    if changed is not None:
        return changed
    return await _add(work, new, SubscriptionStatus.ACTIVE, now)


async def change(work: UnitOfWork, new: NewSubscription, now: datetime) -> Subscription | None:
    """Change the active subscription that the same account has for this address; None when it has none."""
    await work.write()
    own = [_S.address == _address(work.cipher, new), _S.user == new.user, _S.status == _ACTIVE]
    changed = await _rows.change(work, own, new.user, "changed", now, **_values(new, now))
    return changed[0] if changed else None


async def hold(work: UnitOfWork, new: NewSubscription, now: datetime) -> Subscription:
    """Hold a subscription until its phone is confirmed; what the account held before is stopped."""
    await work.write()
    held = [_S.user == new.user, _S.status == _PENDING]
    await _rows.move(work, held, SubscriptionStatus.STOPPED, Party.RESIDENT, new.user, now)
    return await _add(work, new, SubscriptionStatus.PENDING, now)


async def confirm(
    work: UnitOfWork, user: str, phone: str, now: datetime
) -> tuple[Subscription | None, list[Subscription]]:
    """The phone is confirmed: what the account held for it begins, and what others subscribed for it ends.

    Returns what has begun, None when nothing was held, and the subscriptions of other accounts that were stopped.
    """
    await work.write()
    this_phone = _S.address == _phone_address(work.cipher, phone)
    held = [this_phone, _S.user == user, _S.status == _PENDING]
    if await _rows.first(work, *held) is None:
        return None, []
    others = [this_phone, _S.status == _ACTIVE]
    stopped = await _rows.move(
        work,
        others,
        SubscriptionStatus.STOPPED,
        Party.RESIDENT,
        user,
        now,
        what="stopped by the phone's owner",
    )
    begun = await _rows.move(work, held, SubscriptionStatus.ACTIVE, Party.RESIDENT, user, now)
    return begun[0], [subscription for subscription in stopped if subscription.user != user]


async def asked_since(work: UnitOfWork, user: str, since: datetime) -> int:
    """How many subscriptions the account has asked for since then, whatever became of them."""
    session = await work.read()
    asked = select(func.count()).select_from(_S).where(_S.user == user, _S.created_at >= since)
    return int(await session.scalar(asked) or 0)


async def adjust(
    work: UnitOfWork, user: str, now: datetime, *, weekday: int = 0, hazards: str = ""
) -> list[Subscription]:
    """Change the day or the hazards of all subscriptions of this resident: those that were changed."""
    values: dict[str, object] = {}
    values |= {"weekday": weekday} if weekday else {}
    values |= {"hazards": hazards} if hazards else {}
    return await _rows.change(
        work, [_S.user == user, _S.status == SubscriptionStatus.ACTIVE], user, "changed", now, **values
    )


async def set_paused(
    work: UnitOfWork, user: str, row: int, *, paused: bool, now: datetime
) -> Subscription | None:
    """No weekly tips for a while, or again; None when it is not theirs, or is so already."""
    where = [_S.id == row, _S.user == user, _S.status == _ACTIVE, _S.paused.is_not(paused)]
    changed = await _rows.change(work, where, user, "paused" if paused else "resumed", now, paused=paused)
    return changed[0] if changed else None


async def adjust_row(
    work: UnitOfWork, user: str, row: int, now: datetime, **values: object
) -> Subscription | None:
    """Change the day or the hazards of a single subscription; None when it is not theirs."""
    where = [_S.id == row, _S.user == user, _S.status == _ACTIVE]
    changed = await _rows.change(work, where, user, "changed", now, **values)
    return changed[0] if changed else None


async def stop_row(work: UnitOfWork, user: str, row: int, now: datetime) -> Subscription | None:
    """Stop a single subscription; None when it is not theirs, or is stopped."""
    where = [_S.id == row, _S.user == user, _S.status == _ACTIVE]
    stopped = await _rows.move(work, where, SubscriptionStatus.STOPPED, Party.RESIDENT, user, now)
    return stopped[0] if stopped else None


async def stop(work: UnitOfWork, user: str, now: datetime, *, phone: str = "") -> int:
    """Stop the subscriptions of this resident, or those alone that they have for a phone: how many were stopped."""
    own = [_S.user == user]
    if phone:
        own.append(_S.address == _phone_address(work.cipher, phone))
    return len(await _rows.move(work, own, SubscriptionStatus.STOPPED, Party.RESIDENT, user, now))


async def stop_phone(work: UnitOfWork, phone: str, now: datetime, actor: str) -> list[Subscription]:
    """Stop whatever goes to a phone, on the word of whoever has it at hand: an SMS from it, or its code."""
    this_phone = [_S.address == _phone_address(work.cipher, phone)]
    return await _rows.move(work, this_phone, SubscriptionStatus.STOPPED, Party.RESIDENT, actor, now)


async def of_phone(work: UnitOfWork, phone: str) -> list[Subscription]:
    """The subscriptions that go, or are to go, to a phone that was confirmed; whichever account asked for them."""
    address = _phone_address(work.cipher, phone)
    return await _rows.all(work, _S.address == address, _S.status.in_([_ACTIVE, _PENDING]))


def never_confirmed(kept: RetentionPeriods, now: datetime) -> Where:
    """Subscriptions whose phone nobody has confirmed for a day: the number may be a stranger's."""
    return (_S.status == _PENDING) & (_S.updated_at < now - timedelta(days=1))


async def note_consent(work: UnitOfWork, user: str, now: datetime, *, agreed: bool) -> int:
    """Note that this resident agreed to WeChat's 订阅通知, or declined when asked: for how many subscriptions."""
    active = [_S.user == user, _S.channel == WECHAT, _S.status == SubscriptionStatus.ACTIVE]
    if agreed:
        return len(await _rows.change(work, active, user, "agreed to WeChat", now, consent_at=now))
    return len(await _rows.change(work, active, user, "declined WeChat", now))


async def withdraw_wechat(work: UnitOfWork, user: str, now: datetime) -> int:
    """The resident refused our notices on WeChat's own page: stop what they get by WeChat, not by SMS."""
    theirs = [_S.user == user, _S.channel == WECHAT]
    return len(await _rows.move(work, theirs, SubscriptionStatus.STOPPED, Party.RESIDENT, user, now))


async def of_user(work: UnitOfWork, user: str) -> list[Subscription]:
    """The active subscriptions of this resident."""
    return await _rows.all(work, _S.user == user, _S.status == SubscriptionStatus.ACTIVE)


async def decide(
    work: UnitOfWork, row: int, status: SubscriptionStatus, actor: str, now: datetime
) -> Subscription:
    """What the staff decide: stopped. OrderRefused: there is none with this number, or it is stopped."""
    return await _rows.decide(work, row, status, actor, now)


async def every(work: UnitOfWork) -> list[Subscription]:
    """Every subscription, also those that are stopped."""
    return await _rows.all(work)


async def _add(
    work: UnitOfWork, new: NewSubscription, status: SubscriptionStatus, now: datetime
) -> Subscription:
    address = _address(work.cipher, new)
    return await _rows.add(
        work,
        new.user,
        now,
        status=status.value,
        address=address,
        user=new.user,
        paused=False,
        **_values(new, now),
    )


def _values(new: NewSubscription, now: datetime) -> dict[str, object]:
    return {
        "channel": new.channel,
        "phone": new.phone,
        "weekday": new.weekday,
        "hazards": new.hazards,
        "consent": new.consent,
        "consent_at": now,
    }


def _address(cipher: Cipher, new: NewSubscription) -> str:
    return _phone_address(cipher, new.phone) if new.channel == SMS else cipher.index("subscription", new.user)


def _phone_address(cipher: Cipher, phone: str) -> str:
    return cipher.index("subscription", phone)
