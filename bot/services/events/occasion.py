"""The event behind a sign-up, as the content has it now."""

from datetime import date

from bot.content.dates import next_monthly
from bot.content.shared.events import EVENTS, Event
from bot.content.snapshot import Content
from bot.services.events.records import Signup


def next_day(event: Event, today: date) -> str:
    """When the event takes place next, ISO; "" when its day is not fixed yet."""
    if event.monthly is not None:
        return next_monthly(event.monthly, today).isoformat()
    return event.date.isoformat() if event.date is not None else ""


def event_of(content: Content, signup: Signup) -> Event | None:
    """The event that somebody signed up for, whatever it is called now; None when the content has it no more."""
    return next((event for event in content.part(EVENTS) if event.id == signup.event_id), None)


def seats_of(content: Content, signup: Signup, today: date) -> int | None:
    """How many people can come (None: no limit). 0, so that nobody moves up, when the event is over or gone."""
    event = event_of(content, signup)
    over = bool(signup.day) and signup.day < today.isoformat()
    return 0 if event is None or over else event.seats


def name_of(content: Content, signup: Signup) -> str:
    """What the event is called now; as it was called, when the content has it no more."""
    event = event_of(content, signup)
    return event.name if event else signup.event
