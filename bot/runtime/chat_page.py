"""What the chat page shows: the welcome, and pages that list the courses and the events in force today."""

from collections.abc import Callable
from datetime import date, datetime

from bot.channels.web.channel import Welcome
from bot.channels.web.listing_pages import Entry, ListingPage
from bot.common.clock import Clock
from bot.content.shared.community import COMMUNITY
from bot.content.shared.courses import COURSES, Course
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.staff_actions import ContentInForce

STARTERS = 3
SAYS: dict[str, frozenset[str]] = {
    "look.courses": frozenset(),
    "look.events": frozenset(),
    "look.hint": frozenset({"bot"}),
}


def welcome(snapshot: ContentSnapshot) -> Welcome:
    """What the page shows first."""
    content = snapshot.content
    bot, community = content.part(COMMUNITY).bot_name, content.part(COMMUNITY).name
    greeting = snapshot.words.say("dialog.greet", bot=bot, community=community)
    starters = tuple(content.intents[label].title for label in content.menu[:STARTERS])
    return Welcome(bot, community, greeting, starters)


def listing_pages(
    in_force: Callable[[], ContentInForce], clock: Clock
) -> Callable[[str], ListingPage | None]:
    """Subject → its page; None for a subject that has none."""

    def page_of(subject: str) -> ListingPage | None:
        now, content, words = clock(), in_force().content, in_force().words
        if subject == "courses":
            entries = [_course(course, now) for course in content.part(COURSES) if course.holds(now.date())]
        elif subject == "events":
            entries = [_event(event, now.date()) for event in content.part(EVENTS) if event.holds(now.date())]
        else:
            return None
        hint = words.say("look.hint", bot=content.part(COMMUNITY).bot_name)
        return ListingPage(words.say(f"look.{subject}"), entries, hint)

    return page_of


def _course(course: Course, now: datetime) -> Entry:
    classes = tuple(f"{session.label(now.date())}，{session.hours}" for session in upcoming(course, now))
    return Entry(course.name, (course.summary, *classes, course.fee))


def _event(event: Event, today: date) -> Entry:
    return Entry(event.name, (event_when(event, today), event.about, event.join))
