"""文化惠民: events, clubs, places and volunteer teams, as they stand in the knowledge."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.teams import TEAMS, Team
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.content import CLUBS, Club
from bot.understanding.faq import VERY_NEAR

SHOWN = 6
_SHOWS = frozenset({"show", "festival", "sport", "talk", "film", "volunteer", "other"})

service = Service(
    name="clubs_and_venues",
    reads=(CLUBS, EVENTS, QUESTIONS, TEAMS, VENUES),
    says={
        "activity.list": frozenset({"events"}),
        "activity.one": frozenset({"name", "about", "when", "place", "join"}),
        "activity.join_link": frozenset({"event"}),
        "club.list": frozenset(),
        "club.one": frozenset({"name", "about", "meets", "join"}),
        "venue.list": frozenset(),
        "venue.one": frozenset({"name", "where", "hours", "rules"}),
        "volunteer.list": frozenset({"structure"}),
        "volunteer.one": frozenset({"name", "about", "activities"}),
        "volunteer.hours": frozenset({"hours", "awards"}),
        "volunteer.hours_link": frozenset(),
    },
)


class Named(Protocol):
    """Whatever has a name and other names."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=Named)


def _meant(things: Iterable[N], *said: str) -> N | None:
    """The thing with the longest name that occurs in what was said."""
    whole = "\n".join(said)
    meant, longest = None, 0
    for thing in things:
        for name in (thing.name, *thing.aliases):
            if len(name) > longest and name in whole:
                meant, longest = thing, len(name)
    return meant


@service.on("activity.browse")
async def browse(turn: Turn) -> Reply:
    """One event's details, or the list."""
    shown = [event for event in turn.content.part(EVENTS) if event.kind in _SHOWS]
    event = _meant(shown, turn.message.text, turn.slot("event"))
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


@service.on("club.info")
async def club(turn: Turn) -> Reply:
    """One club, or which?"""
    one = _meant(turn.content.part(CLUBS), turn.slot("club"), turn.message.text)
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


@service.on("venue.info")
async def venue(turn: Turn) -> Reply:
    """One place, or which?"""
    one = _meant(turn.content.part(VENUES), turn.slot("venue"), turn.message.text)
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


@service.on("volunteer.activities")
async def volunteer(turn: Turn) -> Reply:
    """A team, the answer to a known question, or how the teams are built up."""
    teams = turn.content.part(TEAMS)
    one = _meant(teams.teams, turn.slot("team"), turn.message.text)
    hours = Choice(turn.words.say("volunteer.hours_link"), Wish("volunteer.hours"))
    turn.rely_on(teams)
    if one is not None:
        turn.rely_on(one)
        return turn.say(
            "volunteer.one", name=one.name, about=one.about, activities=one.activities, choices=(hours,)
        )
    known = turn.known_answer()
    if known:
        return Reply(known, (hours,))
    links = tuple(_link(team, "volunteer.activities", "team") for team in turn.in_force(teams.teams)[:SHOWN])
    return turn.say("volunteer.list", structure=teams.structure, choices=(*links, hours))


@service.on_postback("volunteer.hours")
async def hours(turn: Turn) -> Reply:
    """How service hours count, and what is honoured: reached by a choice."""
    teams = turn.content.part(TEAMS)
    turn.rely_on(teams)
    return turn.say("volunteer.hours", hours=teams.hours, awards=teams.awards)


def _link(thing: Club | Venue | Team, intent: str, slot: str) -> Choice:
    return Choice(thing.name, Wish(intent, ((slot, thing.name),)))
