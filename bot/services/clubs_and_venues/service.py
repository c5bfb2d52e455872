"""文化惠民: events, clubs and venues, as the content describes them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.naming import longest_named
from bot.content.shared.clubs import CLUBS, Club
from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import DETAILS
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.carry_out.answers.on_table import is_meant_unnamed, was_told
from bot.conversation.carry_out.answers.unwritten_facts import small_answers
from bot.conversation.carry_out.open_form.side_notes import note_wish
from bot.conversation.interpret.wishes.meant_event import event_doing
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.above_card import above_card, open_then
from bot.services.clubs_and_venues.borrowing import borrowed
from bot.services.clubs_and_venues.talked_of import place_talked_of
from bot.services.clubs_and_venues.told_facts import Card, counter_of, names_of, told_facts
from bot.understanding.passages.faq import NEAR, VERY_NEAR
from bot.understanding.questions.aspects import Aspect, aspects_asked, wants_yes_or_no
from bot.understanding.slots import day_time
from bot.understanding.text.deeds import doing

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
        "activity.about": frozenset({"name", "about"}),
        "activity.how": frozenset({"name", "join"}),
        "activity.join_link": frozenset({"event"}),
        "activity.next_time": frozenset({"event", "when"}),
        "activity.no_next_time": frozenset({"event", "when"}),
        "activity.next_of_what": frozenset(),
        "club.list": frozenset(),
        "club.one": frozenset({"name", "about", "meets", "join"}),
        "club.meets": frozenset({"name", "meets"}),
        "club.join": frozenset({"name", "meets", "join"}),
        "club.joining": frozenset({"club"}),
        "club.pass_on": frozenset(),
        "club.how": frozenset({"name", "join"}),
        "venue.list": frozenset(),
        "venue.borrow": frozenset({"name", "rules"}),
        "venue.borrow_more": frozenset({"told"}),
        "venue.borrowing": frozenset({"venue"}),
        "venue.pass_on": frozenset(),
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
    events = turn.content.part(EVENTS)
    named = longest_named(events, turn.message.text, turn.slot("event")) or event_doing(
        turn.message.text, events
    )
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
    known = _is_known(turn, named)
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
    about = turn.words.say("activity.about", name=named.name, about=named.about)
    general = turn.content.part(DETAILS).events
    counter = counter_of(turn, named.join)
    card = Card(names_of(named), named.details, general, reply.text, told, how, about, counter)
    return _told(turn, named, card, reply, known=known)


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
    known = named is not None and _is_known(turn, named)
    if named is not None:
        turn.session.topic.speak_of("club.info", "club", named.name, turn.session.turn)
    if answer:
        return Reply(answer)
    if named is None:
        clubs = turn.in_force(turn.content.part(CLUBS))
        alike = set(doing({club.name: club.does for club in clubs}, turn.message.text))
        shown = [club for club in clubs if not alike or club.name in alike]
        choices = tuple(_link(club, "club.info", "club") for club in shown[:SHOWN])
        small = small_answers(turn, turn.message.text, turn.content.part(DETAILS).clubs)
        return Reply("\n".join(small)) if small else turn.say("club.list", choices=choices)
    turn.rely_on(named)
    reply = turn.say("club.one", name=named.name, about=named.about, meets=named.meets, join=named.join)
    meets = turn.words.say("club.meets", name=named.name, meets=named.meets)
    if _JOINS.search(turn.message.text):
        return turn.say(
            "club.join", name=named.name, meets=named.meets, join=named.join, choices=(_pass_on(turn, named),)
        )
    lines = {Aspect.TIME: meets, Aspect.PLACE: meets}
    how = turn.words.say("club.how", name=named.name, join=named.join)
    about = turn.words.say("activity.about", name=named.name, about=named.about)
    general, counter = turn.content.part(DETAILS).clubs, counter_of(turn, named.join)
    card = Card(names_of(named), named.details, general, reply.text, lines, how, about, counter)
    return _told(turn, named, card, reply, known=known)


_JOINS = re.compile(
    r"(?:想|要|来|给我|帮我|让我|替我)(?:也|就|去|来)?(?:加入|参加|进(?=[^\W_]{2,6}[社队团会])|入)|报(?:个|一个|上)?名|登记(?:一下)?我|(?:给|帮|替)我登记"
)


def _pass_on(turn: Turn, named: Club) -> Choice:
    """The offer to tell the community that somebody would like to join."""
    about = turn.words.say("club.joining", club=named.name)
    return Choice(turn.words.say("club.pass_on"), note_wish(about, turn.message.text))


@service.on("venue.info", slots=("venue", "date"))
async def venue(turn: Turn) -> Reply:
    """Show the venue that was named, or ask which."""
    venues = turn.content.part(VENUES)
    named = longest_named(venues, turn.slot("venue"), turn.message.text) or _where_done(turn, venues)
    said, named = named, await place_talked_of(turn, named)
    borrowing = borrowed(turn, named)
    if borrowing is not None:
        return borrowing
    answer = turn.known_answer(VERY_NEAR if named is not None else NEAR)
    if named is None:
        return Reply(answer) if answer else _which_venue(turn)
    was_told_before = was_told(turn, named.name)
    known = _is_known(turn, named) if named is said else was_told_before
    turn.session.topic.speak_of("venue.info", "venue", named.name, turn.session.turn)
    if answer:
        return Reply(answer)
    turn.rely_on(named)
    reply = turn.say("venue.one", name=named.name, where=named.where, hours=named.hours, rules=named.rules)
    lines = {
        Aspect.TIME: turn.words.say("venue.hours", name=named.name, hours=named.hours),
        Aspect.PLACE: turn.words.say("venue.where", name=named.name, where=named.where),
    }
    rules = turn.words.say("venue.rules", name=named.name, rules=named.rules)
    general, counter = turn.content.part(DETAILS).venues, counter_of(turn, named.rules)
    card = Card(names_of(named), named.details, general, reply.text, lines, rules, counter=counter)
    if named.is_needed(turn.message.text) and not was_told_before:
        return reply
    opened = open_then(turn, named)
    if not opened:
        return _told(turn, named, card, reply, known=known)
    return _still_open(turn, card, opened) if known else _with(opened, reply)


def _which_venue(turn: Turn) -> Reply:
    """The answer that holds for every place, or the question which one is meant."""
    venues = turn.in_force(turn.content.part(VENUES))[:SHOWN]
    choices = tuple(_link(venue, "venue.info", "venue") for venue in venues)
    small = small_answers(turn, turn.message.text, turn.content.part(DETAILS).venues)
    return Reply("\n".join(small)) if small else turn.say("venue.list", choices=choices)


def _still_open(turn: Turn, card: Card, opened: str) -> Reply:
    """Whether it is open then, with its hours; with the rules where it is asked how."""
    how = [card.rest, card.counter] if Aspect.HOW in aspects_asked(turn.message.text) else []
    return Reply("\n".join(filter(None, (f"{opened}\n{card.lines[Aspect.TIME]}", *how))))


def _told(turn: Turn, named: Event | Club | Venue, card: Card, whole: Reply, *, known: bool) -> Reply:
    """The card with what else is asked above it; to a question after the card only what it asks. known: it was told."""
    if known:
        facts = told_facts(turn, card)
        if facts is not None:
            return replace(facts, choices=(*facts.choices, *whole.choices))
    return _with(above_card(turn, named, card.general, whole.text), whole)


def _is_known(turn: Turn, named: Event | Club | Venue) -> bool:
    """Was the thing told in the last turns, or is it meant without its name? Then its card is not said again."""
    return was_told(turn, named.name) or is_meant_unnamed(turn, (*names_of(named), *named.does))


def _where_done(turn: Turn, venues: Sequence[Venue]) -> Venue | None:
    """「借本书要带啥」: the one place where that is done; None for none, or several."""
    told = doing({place.name: place.does for place in venues}, turn.message.text)
    return next(place for place in venues if place.name == told[0]) if len(told) == 1 else None


def _with(above: str, card: Reply) -> Reply:
    return replace(card, text=f"{above}\n\n{card.text}") if above else card


def _link(thing: Club | Venue, intent: str, slot: str) -> Choice:
    return Choice(thing.name, Wish(intent, ((slot, thing.name),)))
