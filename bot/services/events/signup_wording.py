"""Wording of a sign-up: its line, its day, the choices that show and cancel it, the notice of a place."""

from collections.abc import Sequence
from datetime import date

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.events.occasion import name_of
from bot.services.events.records import Signup
from bot.storage import notices


def title(turn: Turn, signup: Signup) -> str:
    """How the sign-up is called: the event, who comes and how many."""
    name = name_of(turn.content, signup)
    return turn.words.say("event.title", event=name, name=signup.name, people=signup.people)


def line(turn: Turn, signup: Signup) -> str:
    """The line of a list: event, who comes, how many, when, and whether there is a place."""
    return turn.words.say(
        "event.line",
        event=name_of(turn.content, signup),
        name=signup.name,
        people=signup.people,
        when=when(turn, signup),
        status=turn.words.say(f"event.status_{signup.status}"),
    )


def when(turn: Turn | JobContext, signup: Signup) -> str:
    """The day as residents say it."""
    if not signup.day:
        return turn.words.say("event.some_day")
    return spoken(date.fromisoformat(signup.day), turn.now.date())


def show_own_link(turn: Turn) -> Choice:
    """The choice that shows the resident's sign-ups."""
    return Choice(turn.words.say("event.mine_link"), Wish("event.mine"))


def cancel_link(turn: Turn, signup: Signup) -> Choice:
    """The choice that cancels the sign-up."""
    label = turn.words.say("event.cancel_link", event=name_of(turn.content, signup))
    return Choice(label, Wish("event.cancel", (("signup", str(signup.id)),)))


async def tell_promoted(turn: Turn | JobContext, promoted: Sequence[Signup]) -> None:
    """Whoever got a place gets a notice, written in the transaction that gave it."""
    for signup in promoted:
        name = name_of(turn.content, signup)
        text = turn.words.say("event.promoted", event=name, when=when(turn, signup))
        await notices.add(turn.work, signup.user, text, turn.now)
