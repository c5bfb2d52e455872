"""Whether an event is full, said before its card to a question about places."""

from bot.content.naming import longest_named
from bot.content.shared.events import EVENTS
from bot.conversation.turn import Turn
from bot.services.events import records as signups
from bot.services.events.occasion import next_day
from bot.services.events.service import service
from bot.understanding.questions.aspects import Aspect, aspects_asked


@service.foreword("activity.browse")
async def places(turn: Turn) -> str:
    """How many places are left; that there is no limit; that the event is full, even when that was not asked."""
    event = longest_named(turn.content.part(EVENTS), turn.message.text, turn.slot("event"))
    if event is None:
        return ""
    asked = Aspect.SEATS in aspects_asked(turn.message.text)
    if event.seats is None:
        return turn.words.say("event.no_limit", event=event.name) if asked else ""
    taken = await signups.places_taken(turn.work, event.id, next_day(event, turn.now.date()))
    left = max(0, event.seats - taken)
    if not left:
        return turn.words.say("event.full", event=event.name)
    return turn.words.say("event.places_left", event=event.name, left=left) if asked else ""
