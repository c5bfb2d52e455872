"""The weekly tip: residents subscribe, change channel, day or hazards, and unsubscribe at once."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.hazards import TIPS
from bot.conversation.forms.spec import World
from bot.conversation.hooks import FormOpening
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.subscription import export, staff
from bot.services.subscription import records as subscriptions
from bot.services.subscription.form import DAYS, SPEC, channel_shown, hazards_shown, weekday_of
from bot.services.subscription.records import SMS, WECHAT, NewSubscription, Subscription
from bot.services.subscription.statuses import SUBSCRIPTION_TRANSITIONS
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType

DEFAULT_DAY = 3  # Wednesday: neither the week's rush nor its end

service = Service(
    name="subscription",
    reads=(TIPS,),
    says={
        "subscription.sms": frozenset(),
        "subscription.wechat": frozenset(),
        "subscription.day": frozenset({"day"}),
        "subscription.all_hazards": frozenset(),
        "subscription.begun": frozenset({"channel", "day", "hazards"}),
        "subscription.changed": frozenset({"channel", "day", "hazards"}),
        "subscription.stopped": frozenset(),
        "subscription.none": frozenset(),
        "subscription.line": frozenset({"channel", "day", "hazards"}),
        "subscription.stop_link": frozenset(),
        "subscription.stopped_by_staff": frozenset(),
    },
    records=(
        RecordType(
            key="subscriptions",
            table=SubscriptionRecord,
            called="privacy.kind_subscriptions",
            statuses=staff.STATUSES,
            transitions=SUBSCRIPTION_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("channel", "weekday", "hazards"),
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
        await subscriptions.stop(turn.work, turn.message.user, turn.now)
        before = own[0]
        new = NewSubscription(before.user, WECHAT, "", day or before.weekday, before.hazards, before.consent)
        moved = await subscriptions.subscribe(turn.work, new, turn.now)
        return FormOpening(_reply(turn, "subscription.changed", moved))
    if not day or turn.slot("channel") or turn.slot("phone"):
        return FormOpening()
    changed = await subscriptions.adjust(
        turn.work, turn.message.user, turn.now, weekday=day, hazards=turn.slot("hazard")
    )
    return FormOpening(_reply(turn, "subscription.changed", changed[0]) if changed else None)


@service.form(SPEC, before=_change_without_form, slots=("channel", "hazard", "phone", "date"))
async def subscribe(turn: Turn, state: FormState) -> Reply:
    """Subscribe; the words that the resident agreed to are stored with it."""
    slots = state.slots
    by_sms = slots["channel"] == SMS
    new = NewSubscription(
        user=turn.message.user,
        channel=slots["channel"],
        phone=slots.get("phone", "") if by_sms else "",
        weekday=int(slots.get("weekday", DEFAULT_DAY)),
        hazards=slots.get("hazards", ""),
        consent=turn.content.forms["subscription"].why
        if by_sms
        else turn.content.forms["subscription"].confirm,
    )
    subscription = await subscriptions.subscribe(turn.work, new, turn.now)
    return _reply(turn, "subscription.begun", subscription)


@service.on("disaster.unsubscribe", slots=("channel", "hazard", "phone"))
async def unsubscribe(turn: Turn) -> Reply:
    """Unsubscribe at once, without a question."""
    stopped = await subscriptions.stop(turn.work, turn.message.user, turn.now, phone=turn.slot("phone"))
    again = Choice(turn.content.intents["disaster.subscribe"].title, Wish("disaster.subscribe"))
    return turn.say("subscription.stopped" if stopped else "subscription.none", choices=(again,))


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's subscriptions for 「我的」."""
    stop_link = Choice(turn.words.say("subscription.stop_link"), Wish("disaster.unsubscribe"))
    own = await subscriptions.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(turn.words.say("subscription.line", **_fields(turn, subscription)), stop_link)
        for subscription in own
    )


def _reply(turn: Turn, key: str, subscription: Subscription) -> Reply:
    stop_link = Choice(turn.words.say("subscription.stop_link"), Wish("disaster.unsubscribe"))
    return Reply(turn.words.say(key, **_fields(turn, subscription)), (stop_link,))


def _fields(turn: Turn, subscription: Subscription) -> dict[str, str]:
    world = World(turn.content, turn.now)
    hazards = hazards_shown(subscription.hazards, {}, world) or turn.words.say("subscription.all_hazards")
    day = turn.words.say("subscription.day", day=DAYS[subscription.weekday - 1])
    return {"channel": channel_shown(subscription.channel, {}, world), "day": day, "hazards": hazards}
