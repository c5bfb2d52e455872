"""Subscriptions: who gets the weekly tip, on which channel and day, with the words that they agreed to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_

from bot.common.cipher import Cipher
from bot.services.subscription.statuses import SUBSCRIPTION_TRANSITIONS, SubscriptionStatus
from bot.services.subscription.tables import SubscriptionRecord
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
    consent: str
    consent_at: datetime
    created_at: datetime


_S = SubscriptionRecord
_rows = Repository(SubscriptionRecord, Subscription, SUBSCRIPTION_TRANSITIONS)


async def subscribe(work: UnitOfWork, new: NewSubscription, now: datetime) -> Subscription:
    """Subscribe an address, or change its subscription: no phone or account ever has two."""
    await work.write()
    address = _address(work.cipher, new)
    values = {
        "user": new.user,
        "channel": new.channel,
        "phone": new.phone,
        "weekday": new.weekday,
        "hazards": new.hazards,
        "consent": new.consent,
        "consent_at": now,
    }
    active = [_S.address == address, _S.status == SubscriptionStatus.ACTIVE]
    changed = await _rows.change(work, active, new.user, "changed", now, **values)
    if changed:
        return changed[0]
    return await _rows.add(
        work, new.user, now, status=SubscriptionStatus.ACTIVE.value, address=address, **values
    )


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


async def stop(work: UnitOfWork, user: str, now: datetime, *, phone: str = "", actor: str = "") -> int:
    """Stop all subscriptions of this resident and of a phone that they name: how many were stopped."""
    theirs = _S.user == user
    if phone:
        theirs = or_(theirs, _S.address == work.cipher.index("subscription", phone))
    stopped = await _rows.move(work, [theirs], SubscriptionStatus.STOPPED, Party.RESIDENT, actor or user, now)
    return len(stopped)


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


def _address(cipher: Cipher, new: NewSubscription) -> str:
    return cipher.index("subscription", new.phone if new.channel == SMS else new.user)
