"""What a resident wants with a subscription: how it stands, another day, channel or phone, a pause, no more tips."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.hazards import TIPS, Hazard
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import (
    FormOnRecord,
    changed,
    label,
    new_value,
    tell_status,
)
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.values.closed_values import hazards_in
from bot.conversation.phone_confirmation import ask_code
from bot.conversation.turn import Turn
from bot.services.subscription import records as subscriptions
from bot.services.subscription.form import SPEC
from bot.services.subscription.records import SMS, WECHAT, NewSubscription, Subscription
from bot.services.subscription.service import service, shown_fields, status, title, values_of
from bot.storage import notices

_ALL_TIPS = re.compile(r"短信|提醒|推送|提示|订阅|全部|都不|什么都")
MOVED_PURPOSE = "subscription.moved"


@service.on_record("subscription", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """When tips come and about what."""
    subscription = await _own(turn, command)
    if subscription is None:
        return _none(turn)
    key = "subscription.next_paused" if subscription.paused else "subscription.next_active"
    what_next = turn.words.say(key)
    return tell_status(turn, title(turn, subscription), status(turn, subscription), what_next, ())


@service.on_record("subscription", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """Another day or other hazards at once; another phone when its code comes back; another channel."""
    subscription = await _own(turn, command)
    if subscription is None:
        return _none(turn)
    full = frozenset() if turn.rules.sms_codes else frozenset({SMS})
    on_record = FormOnRecord(
        SPEC,
        title(turn, subscription),
        values_of(subscription),
        service.changeable("subscription"),
        full=full,
    )
    all_hazards = command.slot == "hazards" and command.value == "all"
    value = "" if all_hazards else new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    if command.slot == "phone":
        return await _change_phone(turn, subscription, value)
    if command.slot == "channel":
        return await _change_channel(turn, subscription, value)
    stored: object = int(value) if command.slot == "weekday" else value
    adjusted = await subscriptions.adjust_row(
        turn.work, subscription.user, subscription.id, turn.now, **{command.slot: stored}
    )
    if adjusted is None:
        return _none(turn)
    if all_hazards:
        every = turn.words.say("subscription.all_hazards")
        what = label(turn, SPEC, "hazards")
        return turn.say("record.changed", title=on_record.title, what=what, value=every)
    return changed(turn, on_record, command.slot, value)


@service.on_record("subscription", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """More hazards; who gets the tips of the season about all of them has these already."""
    subscription = await _own(turn, command)
    if subscription is None:
        return _none(turn)
    more = [hazard for hazard in command.value.split(",") if hazard in set(Hazard)]
    if not more:
        return await change(turn, replace(command, action=RecordAction.CHANGE, slot="hazards", value=""))
    if not subscription.hazards:
        return turn.say("subscription.all_anyway", title=title(turn, subscription))
    together = ",".join(dict.fromkeys((*subscription.hazards.split(","), *more)))
    return await change(turn, replace(command, action=RecordAction.CHANGE, slot="hazards", value=together))


async def _change_channel(turn: Turn, before: Subscription, channel: str) -> Reply:
    if channel == before.channel:
        return _changed(turn, before)
    if channel == SMS:
        by_sms = Choice(
            turn.words.say("subscription.by_sms"), Wish("disaster.subscribe", (("channel", SMS),))
        )
        return turn.say("subscription.sms_first", choices=(by_sms,))
    await subscriptions.stop_row(turn.work, before.user, before.id, turn.now)
    new = NewSubscription(before.user, WECHAT, "", before.weekday, before.hazards, before.consent)
    moved = await subscriptions.subscribe(turn.work, new, turn.now)
    return _changed(turn, moved)


async def _change_phone(turn: Turn, before: Subscription, phone: str) -> Reply:
    """The new phone has to be confirmed; until then tips go to the old one."""
    if before.channel != SMS:
        by_sms = Choice(
            turn.words.say("subscription.by_sms"), Wish("disaster.subscribe", (("channel", SMS),))
        )
        return turn.say("subscription.no_phone", choices=(by_sms,))
    asked = await subscriptions.asked_since(turn.work, before.user, turn.now - timedelta(days=1))
    if asked >= turn.rules.subscriptions_a_day:
        return turn.say("subscription.too_many", choices=offers(turn, "dialog.human"))
    reply, on_its_way = await ask_code(turn, phone, MOVED_PURPOSE)
    if not on_its_way:
        return reply
    new = NewSubscription(before.user, SMS, phone, before.weekday, before.hazards, before.consent)
    await subscriptions.hold(turn.work, new, turn.now)
    return Reply(f"{reply.text}\n{turn.words.say('subscription.code_first')}", reply.choices)


@service.on_phone_confirmed(MOVED_PURPOSE)
async def move(turn: Turn, phone: str) -> Reply:
    """The new phone is confirmed: tips go there, and no more to the one that it replaces."""
    before = await subscriptions.of_user(turn.work, turn.message.user)
    begun, stopped = await subscriptions.confirm(turn.work, turn.message.user, phone, turn.now)
    if begun is None:
        return _none(turn)
    for subscription in stopped:
        text = turn.words.say("subscription.by_owner")
        await notices.add(turn.work, subscription.user, text, turn.now)
    by_sms = [subscription for subscription in before if subscription.channel == SMS]
    if len(by_sms) == 1 and by_sms[0].phone != phone:
        await subscriptions.stop_row(turn.work, turn.message.user, by_sms[0].id, turn.now)
    fields = shown_fields(turn, begun)
    return turn.say("subscription.moved", day=fields["day"], hazards=fields["hazards"])


@service.on_record("subscription", RecordAction.WITHDRAW)
async def stop(turn: Turn, command: Record) -> Reply:
    """No more of these tips, at once and without a question; where hazards are named, no more about these alone."""
    fewer = await _without_hazards(turn, command)
    if fewer is not None:
        return fewer
    stopped = await subscriptions.stop_row(turn.work, turn.message.user, ref_number(command.ref), turn.now)
    if stopped is None:
        return _none(turn)
    return turn.say("subscription.one_stopped", title=title(turn, stopped))


async def _without_hazards(turn: Turn, command: Record) -> Reply | None:
    """「台风的不要了」: the tips about the other hazards go on; None where no hazard, or all of the tips, are meant."""
    named = hazards_in(command.words) if command.words else []
    subscription = await _own(turn, command)
    if not named or subscription is None or _ALL_TIPS.search(command.words):
        return None
    held = subscription.hazards.split(",") if subscription.hazards else list(turn.content.part(TIPS))
    rest = [str(hazard) for hazard in held if hazard not in named]
    if not rest or len(rest) == len(held):
        return None
    fewer = replace(command, action=RecordAction.CHANGE, slot="hazards", value=",".join(rest))
    return await change(turn, fewer)


@service.on_record("subscription", RecordAction.PAUSE, RecordAction.RESUME)
async def pause(turn: Turn, command: Record) -> Reply:
    """No weekly tips for a while, or again; warnings go out all the same."""
    subscription = await _own(turn, command)
    if subscription is None:
        return _none(turn)
    paused = command.action is RecordAction.PAUSE
    await subscriptions.set_paused(turn.work, subscription.user, subscription.id, paused=paused, now=turn.now)
    if paused:
        return turn.say("subscription.paused")
    return turn.say("subscription.resumed", day=shown_fields(turn, subscription)["day"])


async def _own(turn: Turn, command: Record) -> Subscription | None:
    own = await subscriptions.of_user(turn.work, turn.message.user)
    return next((subscription for subscription in own if subscription.id == ref_number(command.ref)), None)


def _changed(turn: Turn, subscription: Subscription) -> Reply:
    return Reply(turn.words.say("subscription.changed", **shown_fields(turn, subscription)))


def _none(turn: Turn) -> Reply:
    return turn.say("subscription.none", choices=offers(turn, "disaster.subscribe"))
