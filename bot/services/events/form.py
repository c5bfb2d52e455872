"""What is asked of whoever signs up for an event."""

import re

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.content.shared.events import EVENTS, Event
from bot.conversation.forms.common_slots import NAME, PHONE, not_asked
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.services.events.occasion import next_day
from bot.understanding.parse import Parse
from bot.understanding.slots.numerals import figures

GUEST, PERFORMER = "guest", "performer"
MOST = 20  # people in one sign-up
_PEOPLE = re.compile(r"(\d++)\s*+(?:个|位|口|$)")


def _read_event(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """The event by any of its names, or an option that was offered."""
    named = str(heard.slots.get("event", "")) or heard.named.get("event", "")
    if named:
        return Reading(named)
    return read_option(heard, options, asked)


def _events(values: Values, world: World) -> tuple[Choice, ...]:
    today = world.now.date()
    ahead = [event for event in world.content.part(EVENTS) if _ahead(event, world)]
    return tuple(
        Choice(event.name, FillSlot(event.name))
        for event in sorted(ahead, key=lambda event: next_day(event, today) or "9")
    )


def _ahead(event: Event, world: World) -> bool:
    return event.date is None or event.date >= world.now.date()


def _read_people(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    quantity = heard.slots.get("quantity")
    number = _PEOPLE.search(figures(heard.normal)) if asked else None
    count = quantity if isinstance(quantity, int) else int(number[1]) if number else 0
    return Reading(str(min(count, MOST))) if count > 0 else Reading()


def _read_role(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    acts = any(
        word in heard.normal for word in ("表演", "上台", "报节目", "演一个", "唱一", "跳一个", "比赛报名")
    )
    return Reading(PERFORMER if acts else "")


def _role_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies.get(f"event.{value}", value)


SPEC = FormSpec(
    name="event",
    intent="activity.join",
    slots=(
        SlotSpec("event", _read_event, options=_events),
        SlotSpec("people", _read_people, needed=not_asked),
        SlotSpec("role", _read_role, needed=not_asked, shown=_role_shown),
        NAME,
        PHONE,
    ),
)
