"""The weekly tip: residents subscribe, change channel, day or hazards, and unsubscribe at once."""

from dataclasses import replace
from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.calendar import CALENDAR
from bot.content.shared.hazards import TIPS
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.forms.spec import World
from bot.conversation.hooks import FormOpening
from bot.conversation.phone_confirmation import ask_code
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.services.subscription import export, staff
from bot.services.subscription import records as subscriptions
from bot.services.subscription.form import (
    DAYS,
    SPEC,
    channel_shown,
    hazards_shown,
    stored_hazards,
    weekday_of,
)
from bot.services.subscription.records import SMS, WECHAT, NewSubscription, Subscription
from bot.services.subscription.statuses import SUBSCRIPTION_TRANSITIONS
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage import notices, phone_codes
from bot.storage.record_type import RecordType, Retention
from bot.understanding.questions.ending_questions import asks_if_it_may_end
from bot.understanding.questions.record_acts import asks_how_to_end, is_conditional

SMS_PURPOSE = "subscription"
DEFAULT_DAY = 3  # Wednesday: neither the week's rush nor its end

service = Service(
    name="subscription",
    reads=(CALENDAR, TIPS),
    says={
        "subscription.sms": frozenset(),
        "subscription.wechat": frozenset(),
        "subscription.day": frozenset({"day"}),
        "subscription.all_anyway": frozenset({"title"}),
        "subscription.all_hazards": frozenset(),
        "subscription.begun": frozenset({"channel", "day", "hazards"}),
        "subscription.changed": frozenset({"channel", "day", "hazards"}),
        "subscription.tips_now": frozenset({"tips"}),
        "subscription.no_tip": frozenset(),
        "subscription.stopped": frozenset(),
        "subscription.may_end": frozenset(),
        "subscription.none": frozenset(),
        "subscription.line": frozenset({"channel", "day", "hazards"}),
        "subscription.stop_link": frozenset(),
        "subscription.stopped_by_staff": frozenset(),
        "subscription.no_sms": frozenset(),
        "subscription.too_many": frozenset(),
        "subscription.not_yours": frozenset(),
        "subscription.by_owner": frozenset(),
        "subscription.phone_line": frozenset(),
        "subscription.phone_link": frozenset(),
        "subscription.phone_stopped": frozenset(),
        "number.link": frozenset(),
        "subscription.title": frozenset({"channel"}),
        "subscription.to_phone": frozenset({"channel", "end"}),
        "subscription.status_active": frozenset({"day", "hazards"}),
        "subscription.status_paused": frozenset({"day", "hazards"}),
        "subscription.next_active": frozenset(),
        "subscription.next_paused": frozenset(),
        "subscription.paused": frozenset(),
        "subscription.resumed": frozenset({"day"}),
        "subscription.one_stopped": frozenset({"title"}),
        "subscription.no_phone": frozenset(),
        "subscription.sms_first": frozenset(),
        "subscription.code_first": frozenset(),
        "subscription.moved": frozenset({"day", "hazards"}),
        "subscription.by_sms": frozenset(),
    },
    records=(
        RecordType(
            key="subscriptions",
            spoken_of=("subscription",),
            table=SubscriptionRecord,
            called="privacy.kind_subscriptions",
            statuses=staff.STATUSES,
            transitions=SUBSCRIPTION_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=Retention("a day while its phone is not confirmed", subscriptions.never_confirmed),
            changeable=("channel", "phone", "weekday", "hazards"),
        ),
    ),
    staff_actions={"subscriptions": staff.decide},
)
service.exact_words(r"退订|退定|回T|TD|td|Td|T", "disaster.unsubscribe")


async def _change_without_form(turn: Turn) -> FormOpening:
    """「改到周五发」「换成微信」 changes the subscription of whoever has one; no form opens."""
    own = await subscriptions.of_user(turn.work, turn.message.user)
    day = weekday_of(turn.slot("date"))
    if own and turn.slot("channel") == WECHAT and own[0].channel == SMS:
        moved = await _moved_to_wechat(turn, own[0], day)
        return FormOpening(_reply(turn, "subscription.changed", moved))
    if turn.slot("channel") or turn.slot("phone"):
        return FormOpening()
    paused = next((subscription for subscription in own if subscription.paused), None)
    if paused is not None and not day:
        return FormOpening(await _resumed(turn, paused))
    if not day:
        return FormOpening()
    changed = await subscriptions.adjust(
        turn.work, turn.message.user, turn.now, weekday=day, hazards=turn.slot("hazard")
    )
    return FormOpening(_reply(turn, "subscription.changed", changed[0]) if changed else None)


async def _moved_to_wechat(turn: Turn, before: Subscription, day: int | None) -> Subscription:
    """The subscription by SMS ends, and one in WeChat takes its place; the phone is not kept."""
    await subscriptions.stop(turn.work, turn.message.user, turn.now)
    new = NewSubscription(before.user, WECHAT, "", day or before.weekday, before.hazards, before.consent)
    return await subscriptions.subscribe(turn.work, new, turn.now)


async def _resumed(turn: Turn, paused: Subscription) -> Reply:
    """The tips that rest come again, and no second subscription is made."""
    await subscriptions.set_paused(turn.work, paused.user, paused.id, paused=False, now=turn.now)
    return turn.say("subscription.resumed", day=shown_fields(turn, paused)["day"])


async def _unavailable(turn: Turn) -> frozenset[str]:
    """SMS, where no code can be sent that confirms the phone."""
    return frozenset() if turn.rules.sms_codes else frozenset({SMS})


@service.form(
    SPEC, before=_change_without_form, full=_unavailable, slots=("channel", "hazard", "phone", "date")
)
async def subscribe(turn: Turn, state: FormState) -> Reply:
    """Subscribe; the words that the resident agreed to are stored with it. A phone has to be confirmed first."""
    slots = state.slots
    by_sms = slots["channel"] == SMS
    new = NewSubscription(
        user=turn.message.user,
        channel=slots["channel"],
        phone=slots.get("phone", "") if by_sms else "",
        weekday=int(slots.get("weekday", DEFAULT_DAY)),
        hazards=stored_hazards(slots.get("hazards", "")),
        consent=turn.content.forms["subscription"].why
        if by_sms
        else turn.content.forms["subscription"].confirm,
    )
    if not by_sms:
        return _reply(turn, "subscription.begun", await subscriptions.subscribe(turn.work, new, turn.now))
    changed = await subscriptions.change(turn.work, new, turn.now)
    if changed is not None:
        return _reply(turn, "subscription.begun", changed)
    return await _hold(turn, new)


async def _hold(turn: Turn, new: NewSubscription) -> Reply:
    """Send a code to the phone; the subscription is held until the code comes back."""
    since = turn.now - timedelta(days=1)
    asked = await subscriptions.asked_since(turn.work, new.user, since)
    if asked >= turn.rules.subscriptions_a_day:
        return turn.say("subscription.too_many", choices=offers(turn, "dialog.human"))
    reply, on_its_way = await ask_code(turn, new.phone, SMS_PURPOSE)
    if on_its_way:
        await subscriptions.hold(turn.work, new, turn.now)
    return reply


@service.on_phone_confirmed(SMS_PURPOSE)
async def begin(turn: Turn, phone: str) -> Reply:
    """The code is right: what was held begins. Whoever else had subscribed this phone is told that its owner has now."""
    begun, stopped = await subscriptions.confirm(turn.work, turn.message.user, phone, turn.now)
    for subscription in stopped:
        text = turn.words.say("subscription.by_owner")
        await notices.add(turn.work, subscription.user, text, turn.now)
    return _reply(turn, "subscription.begun", begun) if begun else _none(turn)


@service.on("disaster.unsubscribe", slots=("channel", "hazard", "phone"))
async def unsubscribe(turn: Turn) -> Reply:
    """Unsubscribe at once, without a question; of a phone that is named, what this account subscribed alone.

    The answer for anybody else's phone is the same whether it is subscribed or not.
    """
    phone, text = turn.slot("phone"), turn.message.text
    may_end = turn.postback is None and asks_if_it_may_end(text)
    later = may_end or (turn.postback is None and asks_how_to_end(text) and is_conditional(text))
    own = await subscriptions.of_user(turn.work, turn.message.user) if later else ()
    stop = Choice(turn.words.say("subscription.stop_link"), Wish("disaster.unsubscribe"))
    if own:  # asked for later, and not done now
        return turn.say("record.how_to_end", title=title(turn, own[0]), choices=(stop,))
    if may_end:  # a phone whose code has not come back may wait for it
        return turn.say("subscription.may_end", choices=(stop,))
    stopped = await subscriptions.stop(turn.work, turn.message.user, turn.now, phone=phone)
    if phone and not stopped:
        link = Choice(turn.words.say("number.link"), Wish("number.mine"))
        return turn.say("subscription.not_yours", choices=(link,))
    again = Choice(turn.content.intents["disaster.subscribe"].title, Wish("disaster.subscribe"))
    return turn.say("subscription.stopped", choices=(again,)) if stopped else _none(turn)


@service.tells_phone_records
async def records_of_phone(turn: Turn, phone: str) -> tuple[OwnRecord, ...]:
    """That SMS go to a confirmed phone, whoever subscribed it, with the choice to stop them."""
    if not await subscriptions.of_phone(turn.work, phone):
        return ()
    stop_link = Choice(turn.words.say("subscription.phone_link"), Wish("subscription.stop_phone"))
    return (OwnRecord(turn.words.say("subscription.phone_line"), stop_link),)


@service.on_postback("subscription.stop_phone")
async def stop_phone(turn: Turn) -> Reply:
    """Stop the SMS to the phone that the resident has just confirmed, whoever subscribed it."""
    phone = await phone_codes.proven(turn.work, turn.message.user, turn.now)
    if not phone:
        return _none(turn)
    await subscriptions.stop_phone(turn.work, phone, turn.now, turn.message.user)
    return turn.say("subscription.phone_stopped")


def _none(turn: Turn) -> Reply:
    again = Choice(turn.content.intents["disaster.subscribe"].title, Wish("disaster.subscribe"))
    return turn.say("subscription.none", choices=(again,))


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's subscriptions for 「我的」."""
    stop_link = Choice(turn.words.say("subscription.stop_link"), Wish("disaster.unsubscribe"))
    own = await subscriptions.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            turn.words.say("subscription.line", **shown_fields(turn, subscription)),
            stop_link,
            kind="subscription",
            ref=str(subscription.id),
            title=title(turn, subscription),
            status=status(turn, subscription),
            phone=subscription.phone,
            told=_told(turn, subscription),
        )
        for subscription in own
    )


def values_of(subscription: Subscription) -> dict[str, str]:
    """What stands in the subscription, by the slots of its form; no hazards are all of them."""
    return {
        "channel": subscription.channel,
        "phone": subscription.phone,
        "weekday": str(subscription.weekday),
        "hazards": subscription.hazards,
    }


def _told(turn: Turn, subscription: Subscription) -> tuple[Told, ...]:
    every = turn.words.say("subscription.all_hazards")
    told = told_of(turn, SPEC, values_of(subscription))
    return tuple(
        replace(part, value=every) if part.slot == "hazards" and not part.value else part for part in told
    )


def title(turn: Turn, subscription: Subscription) -> str:
    """How the subscription is called: the tips, and how they come; of a phone its last figures."""
    channel = shown_fields(turn, subscription)["channel"]
    if subscription.phone:
        channel = turn.words.say("subscription.to_phone", channel=channel, end=subscription.phone[-4:])
    return turn.words.say("subscription.title", channel=channel)


def status(turn: Turn, subscription: Subscription) -> str:
    """On which day it comes and about what; that it is paused."""
    fields = shown_fields(turn, subscription)
    key = "subscription.status_paused" if subscription.paused else "subscription.status_active"
    return turn.words.say(key, day=fields["day"], hazards=fields["hazards"])


def _reply(turn: Turn, key: str, subscription: Subscription) -> Reply:
    stop_link = Choice(turn.words.say("subscription.stop_link"), Wish("disaster.unsubscribe"))
    return Reply(turn.words.say(key, **shown_fields(turn, subscription)), (stop_link,))


def shown_fields(turn: Turn, subscription: Subscription) -> dict[str, str]:
    """Channel, day and hazards in words."""
    world = World(turn.content, turn.now)
    hazards = hazards_shown(subscription.hazards, {}, world) or turn.words.say("subscription.all_hazards")
    day = turn.words.say("subscription.day", day=DAYS[subscription.weekday - 1])
    return {"channel": channel_shown(subscription.channel, {}, world), "day": day, "hazards": hazards}
