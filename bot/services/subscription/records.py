"""Subscriptions: who gets the weekly tip where, with the consent; stopped at once when somebody says so."""

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
class Wanted:
    """What is wanted; phone only for SMS; consent: the words that the resident agreed to."""

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


async def subscribe(work: UnitOfWork, wanted: Wanted, now: datetime) -> Subscription:
    """Begin, or change what goes to this address already: never two on one phone."""
    await work.write()
    address = _address(work.cipher, wanted)
    values = {
        "user": wanted.user,
        "channel": wanted.channel,
        "phone": wanted.phone,
        "weekday": wanted.weekday,
        "hazards": wanted.hazards,
        "consent": wanted.consent,
        "consent_at": now,
    }
    active = [_S.address == address, _S.status == SubscriptionStatus.ACTIVE]
    changed = await _rows.change(work, active, wanted.user, "changed", now, **values)
    if changed:
        return changed[0]
    return await _rows.add(
        work, wanted.user, now, status=SubscriptionStatus.ACTIVE.value, address=address, **values
    )


async def adjust(
    work: UnitOfWork, user: str, now: datetime, *, weekday: int = 0, hazards: str = ""
) -> list[Subscription]:
    """Another day, or other hazards, for all that this resident has; empty when there is none."""
    values: dict[str, object] = {}
    values |= {"weekday": weekday} if weekday else {}
    values |= {"hazards": hazards} if hazards else {}
    return await _rows.change(
        work, [_S.user == user, _S.status == SubscriptionStatus.ACTIVE], user, "changed", now, **values
    )


async def stop(work: UnitOfWork, user: str, now: datetime, *, phone: str = "", actor: str = "") -> int:
    """Stop all of this resident's, or those of a phone that they name; how many stopped."""
    whose = _S.user == user
    if phone:
        whose = or_(whose, _S.address == work.cipher.index("subscription", phone))
    stopped = await _rows.move(work, [whose], SubscriptionStatus.STOPPED, Party.RESIDENT, actor or user, now)
    return len(stopped)


async def of_user(work: UnitOfWork, user: str) -> list[Subscription]:
    """The active ones of this resident."""
    return await _rows.all(work, _S.user == user, _S.status == SubscriptionStatus.ACTIVE)


async def decide(
    work: UnitOfWork, row: int, status: SubscriptionStatus, actor: str, now: datetime
) -> Subscription:
    """What the staff decide: stopped. OrderRefused: there is none with this number, or it is stopped."""
    return await _rows.decide(work, row, status, actor, now)


async def every(work: UnitOfWork) -> list[Subscription]:
    """Every subscription, also those that are stopped."""
    return await _rows.all(work)


def _address(cipher: Cipher, wanted: Wanted) -> str:
    return cipher.index("subscription", wanted.phone if wanted.channel == SMS else wanted.user)
