"""文化惠民: events, clubs and venues, as the content describes them."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.naming import longest_named
from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import DETAILS
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.carry_out.unwritten_facts import small_answers
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.above_card import above_card, open_then
from bot.services.clubs_and_venues.content import CLUBS, Club
from bot.understanding.faq import VERY_NEAR

SHOWN = 6
_SHOWS = frozenset({"show", "festival", "sport", "talk", "film", "volunteer", "other"})

service = Service(
    name="clubs_and_venues",
    reads=(CLUBS, COMMUNITY, DETAILS, EVENTS, EXCHANGE, QUESTIONS, VENUES),
    says={
        "activity.list": frozenset({"events"}),
        "activity.one": frozenset({"name", "about", "when", "place", "join"}),
        "activity.join_link": frozenset({"event"}),
        "activity.next_time": frozenset({"event", "when"}),
        "activity.no_next_time": frozenset({"event", "when"}),
        "activity.next_of_what": frozenset(),
        "club.list": frozenset(),
        "club.one": frozenset({"name", "about", "meets", "join"}),
        "venue.list": frozenset(),
        "venue.open_then": frozenset({"day"}),
        "venue.closed_then": frozenset({"day"}),
        "fact.fee": frozenset(),
        "fact.who": frozenset(),
        "fact.bring": frozenset(),
        "fact.teacher": frozenset(),
        "fact.no_fee": frozenset(),
        "fact.is_free": frozenset(),
        "venue.one": frozenset({"name", "where", "hours", "rules"}),
    },
)


@service.on("activity.browse", slots=("date",))
async def browse(turn: Turn) -> Reply:
    """Show the event that was named, or the list of events."""
    shown = [named for named in turn.content.part(EVENTS) if named.kind in _SHOWS]
    named = longest_named(shown, turn.message.text, turn.slot("event"))
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    if named is None:
        events = turn.in_force(shown)
        lines = "\n".join(f"· {event.name}：{event_when(event, turn.now.date())}" for event in events[:SHOWN])
        choices = tuple(
            Choice(
                event.name,
                Wish("activity.browse", (("event", event.name),)),
                detail=f"{event_when(event, turn.now.date())}\n{event.about}",
            )
            for event in events[:SHOWN]
        )
        return replace(turn.say("activity.list", events=lines, choices=choices), look="events")
    turn.rely_on(named)
    turn.session.topic.event, turn.session.topic.times = named.id, 0
    venue = turn.venue(named.venue)
    place = venue.name if venue else named.venue
    reply = turn.say(
        "activity.one",
        name=named.name,
        about=named.about,
        when=event_when(named, turn.now.date()),
        place=place,
        join=named.join,
        choices=(_join_link(turn, named),),
    )
    return _with(above_card(turn, named, turn.content.part(DETAILS).events, reply.text), reply)


def _join_link(turn: Turn, event: Event) -> Choice:
    label = turn.words.say("activity.join_link", event=event.name)
    return Choice(label, Wish("activity.join", (("event", event.name),)))


@service.on("club.info", slots=("club", "age"))
async def club(turn: Turn) -> Reply:
    """Show the club that was named, or ask which."""
    named = longest_named(turn.content.part(CLUBS), turn.slot("club"), turn.message.text)
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    if named is None:
        choices = tuple(
            _link(club, "club.info", "club") for club in turn.in_force(turn.content.part(CLUBS))[:SHOWN]
        )
        small = small_answers(turn, turn.message.text, turn.content.part(DETAILS).clubs)
        return Reply("\n".join(small)) if small else turn.say("club.list", choices=choices)
    turn.rely_on(named)
    reply = turn.say("club.one", name=named.name, about=named.about, meets=named.meets, join=named.join)
    return _with(above_card(turn, named, turn.content.part(DETAILS).clubs, reply.text), reply)


@service.on("venue.info", slots=("venue", "date"))
async def venue(turn: Turn) -> Reply:
    """Show the venue that was named, or ask which."""
    named = longest_named(turn.content.part(VENUES), turn.slot("venue"), turn.message.text)
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    if named is None:
        choices = tuple(
            _link(venue, "venue.info", "venue") for venue in turn.in_force(turn.content.part(VENUES))[:SHOWN]
        )
        small = small_answers(turn, turn.message.text, turn.content.part(DETAILS).venues)
        return Reply("\n".join(small)) if small else turn.say("venue.list", choices=choices)
    turn.rely_on(named)
    reply = turn.say("venue.one", name=named.name, where=named.where, hours=named.hours, rules=named.rules)
    return _with(
        open_then(turn, named) or above_card(turn, named, turn.content.part(DETAILS).venues, reply.text),
        reply,
    )


def _with(above: str, card: Reply) -> Reply:
    return replace(card, text=f"{above}\n\n{card.text}") if above else card


def _link(thing: Club | Venue, intent: str, slot: str) -> Choice:
    return Choice(thing.name, Wish(intent, ((slot, thing.name),)))
