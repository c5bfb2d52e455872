"""What is asked of whoever signs up for an event."""

import re
from datetime import date

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.content.dates import next_monthly
from bot.content.shared.events import EVENTS, Event
from bot.conversation.forms.common_slots import NAME, PHONE, not_asked
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.understanding.parse import Parse
from bot.understanding.slots.numerals import figures

GUEST, PERFORMER = "guest", "performer"
MOST = 20  # people that one can sign up at once


def _read_event(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """The event by any of its names, or one that was offered."""
    given = str(heard.slots.get("event", "")) or heard.named.get("event", "")
    if given:
        return Reading(given)
    return read_option(heard, options, asked)


def _events(values: Values, world: World) -> tuple[Choice, ...]:
    today = world.now.date()
    ahead = [event for event in world.content.part(EVENTS) if _ahead(event, world)]
    return tuple(
        Choice(event.name, FillSlot(event.name))
        for event in sorted(ahead, key=lambda event: day_of(event, today) or "9")
    )


def _ahead(event: Event, world: World) -> bool:
    return event.date is None or event.date >= world.now.date()


def day_of(event: Event, today: date) -> str:
    """When it is next, ISO; "" when the day is not fixed yet."""
    if event.monthly is not None:
        return next_monthly(event.monthly, today).isoformat()
    return event.date.isoformat() if event.date is not None else ""


def _read_people(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = heard.slots.get("quantity")
    said = re.search(r"(\d+)\s*(?:个|位|口|$)", figures(heard.normal)) if asked else None
    count = found if isinstance(found, int) else int(said[1]) if said else 0
    return Reading(str(min(count, MOST))) if count > 0 else Reading()


def _read_role(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    acts = any(
        word in heard.normal for word in ("表演", "上台", "报节目", "演一个", "唱一", "跳一个", "比赛报名")
    )
    return Reading(PERFORMER if acts else "")


def _role_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies[f"event.{value}"]


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
