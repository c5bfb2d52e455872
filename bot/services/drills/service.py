"""雨后彩虹: drills, safety talks, film nights, and books to read; answers to a drill are counted."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.naming import longest_named
from bot.content.shared.events import EVENTS, Event, event_when
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.drills.content import READING
from bot.understanding.passages.faq import VERY_NEAR

_TEACHES = re.compile(r"教|学|课|班|培训")
SHOWN = 7
_KINDS = frozenset({"drill", "talk", "film", "reading"})

service = Service(
    name="drills",
    reads=(READING, EVENTS, QUESTIONS, VENUES),
    says={
        "warned.drill_counted": frozenset(),
        "warned.drill_counted_other": frozenset({"phone"}),
        "drill.list": frozenset({"events"}),
        "drill.line": frozenset({"name", "when", "place"}),
        "drill.one": frozenset({"name", "about", "when", "place", "join"}),
        "activity.join_link": frozenset({"event"}),
        "drill.not_taught": frozenset({"skill"}),
        "drill.none": frozenset(),
        "drill.films": frozenset({"films"}),
        "drill.film": frozenset({"name", "about", "talk"}),
        "drill.books": frozenset({"books"}),
        "drill.book": frozenset({"name", "by", "for_whom"}),
    },
)


@service.on("disaster.drill", slots=("hazard",))
async def drill(turn: Turn) -> Reply:
    """Show the event that was named, with its films or books; else list the events, talks last."""
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    events = [event for event in turn.content.part(EVENTS) if event.kind in _KINDS and not _past(event, turn)]
    named = longest_named(events, turn.message.text, turn.slot("event"))
    if named is not None:
        return _details(named, turn)
    listed = sorted(turn.in_force(events), key=lambda event: event.kind == "talk")[:SHOWN]
    if not listed:
        return turn.say("drill.none", choices=offers(turn, "disaster.tips", "activity.browse"))
    lines = [
        turn.words.say(
            "drill.line", name=event.name, when=event_when(event, turn.now.date()), place=_place(event, turn)
        )
        for event in listed
    ]
    choices = tuple(Choice(event.name, Wish("disaster.drill", (("event", event.name),))) for event in listed)
    reply = turn.say("drill.list", events="\n".join(lines), choices=choices)
    taught = _not_taught(turn, listed)
    return replace(reply, text=f"{taught}\n\n{reply.text}") if taught else reply


def _not_taught(turn: Turn, events: Sequence[Event]) -> str:
    """「有没有教急救的」: that none of them is written to teach this; "" where one is, or nothing is to be learnt."""
    skill = str(turn.parse.named.get("skill", ""))
    taught = any(skill in f"{event.name}{event.about}" for event in events)
    asked = skill and skill in turn.message.text and _TEACHES.search(turn.message.text)
    return turn.words.say("drill.not_taught", skill=skill) if asked and not taught else ""


def _details(event: Event, turn: Turn) -> Reply:
    turn.rely_on(event)
    turn.session.topic.speak_of("activity.browse", "event", event.name, turn.session.turn)
    card = turn.words.say(
        "drill.one",
        name=event.name,
        about=event.about,
        when=event_when(event, turn.now.date()),
        place=_place(event, turn),
        join=event.join,
    )
    list_more = {"film": _films, "reading": _books}.get(event.kind)
    label = turn.words.say("activity.join_link", event=event.name)
    join_link = Choice(label, Wish("activity.join", (("event", event.name),)))
    return Reply(
        "\n".join(part for part in (card, list_more(turn) if list_more else "") if part), (join_link,)
    )


def _films(turn: Turn) -> str:
    reading = turn.content.part(READING)
    turn.rely_on(reading)
    films = turn.in_force(reading.films)
    lines = [turn.words.say("drill.film", name=film.name, about=film.about, talk=film.talk) for film in films]
    return turn.words.say("drill.films", films="\n".join(lines)) if lines else ""


def _books(turn: Turn) -> str:
    reading = turn.content.part(READING)
    turn.rely_on(reading)
    books = turn.in_force(reading.books)
    lines = [
        turn.words.say("drill.book", name=book.name, by=book.by, for_whom=book.for_whom) for book in books
    ]
    return turn.words.say("drill.books", books="\n".join(lines)) if lines else ""


def _past(event: Event, turn: Turn) -> bool:
    return event.date is not None and event.monthly is None and event.date < turn.now.date()


def _place(event: Event, turn: Turn) -> str:
    venue = turn.venue(event.venue)
    return venue.name if venue else event.venue
