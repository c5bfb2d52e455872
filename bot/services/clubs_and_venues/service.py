"""文化惠民: events, clubs and venues, as the content describes them."""

from collections.abc import Mapping
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.naming import longest_named
from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import DETAILS, Details
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.carry_out.on_table import is_meant_unnamed
from bot.conversation.carry_out.unwritten_facts import small_answers
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.above_card import above_card, open_then
from bot.services.clubs_and_venues.content import CLUBS, Club
from bot.services.clubs_and_venues.told_facts import Card, told_facts
from bot.understanding.aspects import Aspect, wants_yes_or_no
from bot.understanding.faq import VERY_NEAR
from bot.understanding.slots import day_time

SHOWN = 6
_SHOWS = frozenset({"show", "festival", "sport", "talk", "film", "volunteer", "other"})

service = Service(
    name="clubs_and_venues",
    reads=(CLUBS, COMMUNITY, DETAILS, EVENTS, EXCHANGE, QUESTIONS, VENUES),
    says={
        "activity.list": frozenset({"events"}),
        "activity.one": frozenset({"name", "about", "when", "place", "join"}),
        "activity.when": frozenset({"name", "when"}),
        "activity.not_then": frozenset(),
        "activity.where": frozenset({"name", "place"}),
        "activity.how": frozenset({"name", "join"}),
        "activity.join_link": frozenset({"event"}),
        "activity.next_time": frozenset({"event", "when"}),
        "activity.no_next_time": frozenset({"event", "when"}),
        "activity.next_of_what": frozenset(),
        "club.list": frozenset(),
        "club.one": frozenset({"name", "about", "meets", "join"}),
        "club.meets": frozenset({"name", "meets"}),
        "club.how": frozenset({"name", "join"}),
        "venue.list": frozenset(),
        "venue.hours": frozenset({"name", "hours"}),
        "venue.where": frozenset({"name", "where"}),
        "venue.rules": frozenset({"name", "rules"}),
        "venue.open_then": frozenset({"day"}),
        "venue.closed_then": frozenset({"day"}),
        "fact.fee": frozenset(),
        "fact.who": frozenset(),
        "fact.bring": frozenset(),
        "fact.teacher": frozenset(),
        "fact.welcome": frozenset(),
        "fact.seats": frozenset(),
        "fact.certificate": frozenset(),
        "fact.jobs": frozenset(),
        "fact.no_fee": frozenset(),
        "fact.is_free": frozenset(),
        "venue.one": frozenset({"name", "where", "hours", "rules"}),
    },
)


@service.on("activity.browse", slots=("date",))
async def browse(turn: Turn) -> Reply:
    """Show the event that was named, or the list of events."""
    shown = [named for named in turn.content.part(EVENTS) if named.kind in _SHOWS]
    named = longest_named(turn.content.part(EVENTS), turn.message.text, turn.slot("event"))
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
    turn.session.topic.speak_of("activity.browse", "event", named.name, turn.session.turn)
    venue = turn.venue(named.venue)
    when, place = event_when(named, turn.now.date()), venue.name if venue else named.venue
    reply = turn.say(
        "activity.one",
        name=named.name,
        about=named.about,
        when=when,
        place=place,
        join=named.join,
        choices=(_join_link(turn, named),),
    )
    told = {
        Aspect.TIME: _not_then(turn, named) + turn.words.say("activity.when", name=named.name, when=when),
        Aspect.PLACE: turn.words.say("activity.where", name=named.name, place=place),
        Aspect.SEATS: "",  # the places that are left are told above
    }
    how = turn.words.say("activity.how", name=named.name, join=named.join)
    return _told(turn, named, turn.content.part(DETAILS).events, reply, told, how)


def _not_then(turn: Turn, event: Event) -> str:
    """「没有」 to 「晚上有吗」 where the event is at another time of the day; "" where that is not asked, or not known."""
    part, hour = day_time.part(turn.message.text), event.time[:2]
    if not wants_yes_or_no(turn.message.text) or not hour.isdecimal():
        return ""
    if part in ("weekend", "weekday") or day_time.is_at(part, int(hour)):
        return ""
    return turn.words.say("activity.not_then")


def _join_link(turn: Turn, event: Event) -> Choice:
    label = turn.words.say("activity.join_link", event=event.name)
    return Choice(label, Wish("activity.join", (("event", event.name),)))


@service.on("club.info", slots=("club", "age"))
async def club(turn: Turn) -> Reply:
    """Show the club that was named, or ask which."""
    named = longest_named(turn.content.part(CLUBS), turn.slot("club"), turn.message.text)
    answer = turn.known_answer(VERY_NEAR)
    if named is not None:
        turn.session.topic.speak_of("club.info", "club", named.name, turn.session.turn)
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
    meets = turn.words.say("club.meets", name=named.name, meets=named.meets)
    lines = {Aspect.TIME: meets, Aspect.PLACE: meets}
    how = turn.words.say("club.how", name=named.name, join=named.join)
    return _told(turn, named, turn.content.part(DETAILS).clubs, reply, lines, how)


@service.on("venue.info", slots=("venue", "date"))
async def venue(turn: Turn) -> Reply:
    """Show the venue that was named, or ask which."""
    named = longest_named(turn.content.part(VENUES), turn.slot("venue"), turn.message.text)
    answer = turn.known_answer(VERY_NEAR)
    if named is not None:
        turn.session.topic.speak_of("venue.info", "venue", named.name, turn.session.turn)
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
    lines = {
        Aspect.TIME: turn.words.say("venue.hours", name=named.name, hours=named.hours),
        Aspect.PLACE: turn.words.say("venue.where", name=named.name, where=named.where),
    }
    opened = open_then(turn, named)
    if opened:
        return _with(
            opened,
            Reply(lines[Aspect.TIME]) if is_meant_unnamed(turn, (named.name, *named.aliases)) else reply,
        )
    rules = turn.words.say("venue.rules", name=named.name, rules=named.rules)
    return _told(turn, named, turn.content.part(DETAILS).venues, reply, lines, rules)


def _told(
    turn: Turn,
    named: Event | Club | Venue,
    general: Details,
    card: Reply,
    lines: Mapping[Aspect, str],
    rest: str,
) -> Reply:
    """The card with what else is asked above it; to a question after the card only what it asks."""
    if is_meant_unnamed(turn, (named.name, *named.aliases)):
        names = (named.name, *named.aliases)
        facts = told_facts(turn, Card(names, named.details, general, card.text, lines, rest))
        if facts is not None:
            return replace(facts, choices=(*facts.choices, *card.choices))
    return _with(above_card(turn, named, general, card.text), card)


def _with(above: str, card: Reply) -> Reply:
    return replace(card, text=f"{above}\n\n{card.text}") if above else card


def _link(thing: Club | Venue, intent: str, slot: str) -> Choice:
    return Choice(thing.name, Wish(intent, ((slot, thing.name),)))
