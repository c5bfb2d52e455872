"""The event behind a sign-up, as the content has it now: its name, its day, its seats; and the notice of a place."""

from collections.abc import Sequence
from datetime import date

from bot.content.dates import spoken
from bot.content.shared.events import EVENTS, Event
from bot.content.snapshot import Content
from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.events.records import Signup
from bot.storage import notices


def event_of(content: Content, signup: Signup) -> Event | None:
    """The event that somebody signed up for, whatever it is called now; None when the content has it no more."""
    return next((event for event in content.part(EVENTS) if event.id == signup.event_id), None)


def seats_of(content: Content, signup: Signup, today: date) -> int | None:
    """How many can come (None: no limit). 0, so that nobody moves up, when the event is over or gone."""
    event = event_of(content, signup)
    over = bool(signup.day) and signup.day < today.isoformat()
    return 0 if event is None or over else event.seats


def name_of(content: Content, signup: Signup) -> str:
    """What the event is called now; as it was called, when the content has it no more."""
    event = event_of(content, signup)
    return event.name if event else signup.event


def when(turn: Turn | JobContext, signup: Signup) -> str:
    """The day as residents say it."""
    if not signup.day:
        return turn.words.say("event.some_day")
    return spoken(date.fromisoformat(signup.day), turn.now.date())


async def tell_promoted(turn: Turn | JobContext, promoted: Sequence[Signup]) -> None:
    """Whoever moved up gets a notice, in the transaction that gave them the place."""
    for signup in promoted:
        name = name_of(turn.content, signup)
        text = turn.words.say("event.promoted", event=name, when=when(turn, signup))
        await notices.add(turn.work, signup.user, text, turn.now)
