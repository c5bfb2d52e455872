"""What is asked of whoever subscribes to the weekly tip."""

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.content.shared.hazards import TIPS
from bot.conversation.forms.common_slots import MOBILE, not_asked
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.services.subscription.records import SMS, WECHAT
from bot.understanding.parse import Parse
from bot.understanding.slots import request_details

ALL = "all"
"""The hazards of who said that they want to hear of every one."""
DAYS = "一二三四五六日"


def _read_channel(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    channel = str(heard.slots.get("channel", ""))
    if not channel and asked:
        named = SMS if "短信" in heard.normal else WECHAT if "微信" in heard.normal else ""
        channel = request_details.channel_left(heard.normal) or named
    return Reading(channel) if channel else read_option(heard, options, asked)


def _channels(values: Values, world: World) -> tuple[Choice, ...]:
    channels = (WECHAT,) if SMS in world.full else (WECHAT, SMS)
    return tuple(
        Choice(world.content.replies[f"subscription.{channel}"], FillSlot(channel)) for channel in channels
    )


def _channel_check(value: str, values: Values, world: World) -> Fault | None:
    """Where no SMS can be sent, the push in WeChat is offered instead."""
    if value not in world.full:
        return None
    return Fault("subscription.no_sms", {}, _channels(values, world))


def channel_shown(value: str, values: Values, world: World) -> str:
    """The channel as residents call it."""
    return world.content.replies.get(f"subscription.{value}", value)


def _read_day(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    day = weekday_of(str(heard.slots.get("date", "")))
    return Reading(str(day) if day else "")


_DAY_NUMBERS = frozenset("1234567")


def _day_shown(value: str, values: Values, world: World) -> str:
    return f"周{DAYS[int(value) - 1]}" if value in _DAY_NUMBERS else value


def _read_hazards(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get("hazard", "")))


def hazards_shown(value: str, values: Values, world: World) -> str:
    """The hazards by their names; "" for all where nothing was said of them."""
    if value == ALL:
        return world.content.replies["subscription.all_hazards"]
    names = {hazard.value: tips.name for hazard, tips in world.content.part(TIPS).items()}
    return "、".join(names.get(hazard, hazard) for hazard in value.split(",") if hazard)


def stored_hazards(value: str) -> str:
    """The hazards as they are on record: "" for all of them."""
    return "" if value == ALL else value


def _by_sms(values: Values, world: World) -> bool:
    return values.get("channel") == SMS


SPEC = FormSpec(
    name="subscription",
    intent="disaster.subscribe",
    slots=(
        SlotSpec("channel", _read_channel, options=_channels, check=_channel_check, shown=channel_shown),
        SlotSpec(
            "phone",
            MOBILE.read,
            needed=_by_sms,
            shown=MOBILE.shown,
            personal=True,
            firm=True,
            after=("channel",),
        ),
        SlotSpec("weekday", _read_day, needed=not_asked, shown=_day_shown),
        SlotSpec("hazards", _read_hazards, needed=not_asked, shown=hazards_shown),
    ),
    dropped_by=frozenset({"disaster.unsubscribe"}),
)


def weekday_of(text: str) -> int:
    """1 (Monday) to 7 for 「周五」「周日」; 0 for what is no single day of the week."""
    return DAYS.find(text[1:2]) + 1 if len(text) == 2 and text[0] == "周" and text[1] in DAYS else 0
