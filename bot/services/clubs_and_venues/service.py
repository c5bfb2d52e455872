"""文化惠民: events, clubs and places, as they stand in the knowledge."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.naming import longest_named
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.content import CLUBS, Club
from bot.understanding.faq import VERY_NEAR

SHOWN = 6
_SHOWS = frozenset({"show", "festival", "sport", "talk", "film", "volunteer", "other"})

service = Service(
    name="clubs_and_venues",
    reads=(CLUBS, EVENTS, QUESTIONS, VENUES),
    says={
        "activity.list": frozenset({"events"}),
        "activity.one": frozenset({"name", "about", "when", "place", "join"}),
        "activity.join_link": frozenset({"event"}),
        "club.list": frozenset(),
        "club.one": frozenset({"name", "about", "meets", "join"}),
        "venue.list": frozenset(),
        "venue.one": frozenset({"name", "where", "hours", "rules"}),
    },
)


@service.on("activity.browse", slots=("date",))
async def browse(turn: Turn) -> Reply:
    """One event's details, or the list."""
    shown = [event for event in turn.content.part(EVENTS) if event.kind in _SHOWS]
    event = longest_named(shown, turn.message.text, turn.slot("event"))
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    if event is None:
        events = turn.in_force(shown)
        lines = "\n".join(f"· {one.name}：{event_when(one, turn.now.date())}" for one in events[:SHOWN])
        choices = tuple(
            Choice(
                one.name,
                Wish("activity.browse", (("event", one.name),)),
                detail=f"{event_when(one, turn.now.date())}\n{one.about}",
            )
            for one in events[:SHOWN]
        )
        return replace(turn.say("activity.list", events=lines, choices=choices), look="events")
    turn.rely_on(event)
    venue = turn.venue(event.venue)
    place = venue.name if venue else event.venue
    return turn.say(
        "activity.one",
        name=event.name,
        about=event.about,
        when=event_when(event, turn.now.date()),
        place=place,
        join=event.join,
        choices=(_join_link(turn, event),),
    )


def _join_link(turn: Turn, event: Event) -> Choice:
    label = turn.words.say("activity.join_link", event=event.name)
    return Choice(label, Wish("activity.join", (("event", event.name),)))


@service.on("club.info", slots=("club", "age"))
async def club(turn: Turn) -> Reply:
    """One club, or which?"""
    one = longest_named(turn.content.part(CLUBS), turn.slot("club"), turn.message.text)
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    if one is None:
        choices = tuple(
            _link(club, "club.info", "club") for club in turn.in_force(turn.content.part(CLUBS))[:SHOWN]
        )
        return turn.say("club.list", choices=choices)
    turn.rely_on(one)
    return turn.say("club.one", name=one.name, about=one.about, meets=one.meets, join=one.join)


@service.on("venue.info", slots=("venue", "date"))
async def venue(turn: Turn) -> Reply:
    """One place, or which?"""
    one = longest_named(turn.content.part(VENUES), turn.slot("venue"), turn.message.text)
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    if one is None:
        choices = tuple(
            _link(venue, "venue.info", "venue") for venue in turn.in_force(turn.content.part(VENUES))[:SHOWN]
        )
        return turn.say("venue.list", choices=choices)
    turn.rely_on(one)
    return turn.say("venue.one", name=one.name, where=one.where, hours=one.hours, rules=one.rules)


def _link(thing: Club | Venue, intent: str, slot: str) -> Choice:
    return Choice(thing.name, Wish(intent, ((slot, thing.name),)))
