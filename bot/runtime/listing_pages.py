"""What the pages to look at show: the courses and the events that are in force today."""

from collections.abc import Callable
from datetime import date, datetime

from bot.channels.web.listing_pages import Entry, Look
from bot.common.clock import Clock
from bot.content.catalogue import event_when, upcoming
from bot.content.knowledge import Course, Event
from bot.conversation.staff_actions import ContentInForce

SAYS: dict[str, frozenset[str]] = {
    "look.courses": frozenset(),
    "look.events": frozenset(),
    "look.hint": frozenset({"bot"}),
}


def looks(voice: Callable[[], ContentInForce], clock: Clock) -> Callable[[str], Look | None]:
    """Subject → its page; None for a subject that there is not."""

    def look(subject: str) -> Look | None:
        now, content = clock(), voice().content
        today = now.date()
        entries = {
            "courses": lambda: tuple(_course(one, now) for one in content.courses if one.holds(today)),
            "events": lambda: tuple(_event(one, today) for one in content.events if one.holds(today)),
        }.get(subject)
        if entries is None:
            return None
        words = voice().words
        hint = words.say("look.hint", bot=content.community.bot_name)
        return Look(words.say(f"look.{subject}"), entries(), hint)

    return look


def _course(course: Course, now: datetime) -> Entry:
    classes = tuple(f"{one.label(now.date())}，{one.hours}" for one in upcoming(course, now))
    return Entry(course.name, (course.summary, *classes, course.fee))


def _event(event: Event, today: date) -> Entry:
    return Entry(event.name, (event_when(event, today), event.about, event.join))
