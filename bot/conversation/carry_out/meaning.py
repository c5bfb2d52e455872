"""What a message means by what was chosen and said before: the turn with that in place of its bare words."""

import re
from dataclasses import replace

from bot.common.postback import Control, Wish
from bot.content.shared.clubs import CLUBS
from bot.content.shared.courses import find_course
from bot.content.shared.events import EVENTS
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.answers import course_talk
from bot.conversation.carry_out.form_words.left_form import otherwise
from bot.conversation.carry_out.readings.evidence_notes import EvidenceNotes
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.carry_out.readings.place_sign_ups import of_the_thing_told, registers_there
from bot.conversation.interpret.clauses.denied import (
    seeks_help,
)
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.values.choices import parse_of_choice
from bot.conversation.interpret.wishes import openings, references
from bot.conversation.interpret.wishes.meant_club import CLUB, club_meant
from bot.conversation.interpret.wishes.meant_event import joined_event, joins
from bot.conversation.interpret.wishes.plain_questions import asks_of_place
from bot.conversation.interpret.wishes.said_plainly import wished
from bot.conversation.interpret.wishes.wish_at_end import wish_at_end
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions.aspects import aspects_asked
from bot.understanding.questions.record_acts import is_of_a_paper
from bot.understanding.ranking import is_confident
from bot.understanding.slots import day_time

INFO = "training.info"
JOIN, BROWSE, DRILL = "activity.join", "activity.browse", "disaster.drill"
SAD = "social.sad"
_THINGS = ("club", "venue", "event", "course")
VENUE, OWN_DATA, TEAMS = "venue.info", "privacy.", "volunteer.activities"
OFFER, REQUEST = "talent.offer", "talent.request"
LATELY = 3  # turns for which 「这个」 is what was told


def as_meant(turn: Turn, notes: EvidenceNotes) -> Turn:
    """The turn with its message replaced by what was chosen, or with its references resolved."""
    if turn.postback is not None:
        turn = replace(turn, clauses=())
    if isinstance(turn.postback, Wish | Control):
        notes.chosen(turn, turn.postback)
        return replace(turn, parse=parse_of_choice(turn.parse, turn.postback))
    session = turn.session
    form_open = session.form is not None
    parse = references.resolve(turn.parse, session.topic, session.choices, form_open=form_open)
    if parse.intent.startswith(OWN_DATA) and is_of_a_paper(turn.message.text):
        parse = replace(parse, intent=OUT_OF_SCOPE, confidence=0.0, alternatives=())  # kept elsewhere
    if parse.intent == OFFER and seeks_help(turn.message.text):
        parse = replace(parse, intent=REQUEST)
    parse = _with_wish_at_end(turn, _of_named_event(_of_the_past(turn, parse)))
    parse = course_talk.described(turn, parse)
    parse = course_talk.meant(turn, _opened_rather(turn, parse))
    parse = parse if form_open else _of_borrowing(turn, parse)
    if not form_open:
        if course_talk.over_all(turn, turn.parse):
            return replace(turn, parse=parse, clauses=())
        return turn if parse is turn.parse else replace(turn, parse=parse)
    clauses = [references.resolve(clause, session.topic, (), form_open=True) for clause in turn.clauses]
    return replace(turn, parse=parse, clauses=tuple(clauses))


_ONCE = re.compile(r"(?:以前|从前|那时候|当年|老早)[^，,。]{0,6}(?:给|帮|陪|教|带)我")


def _of_the_past(turn: Turn, parse: Parse) -> Parse:
    """「以前都是他给我泡茶的」 remembers somebody, and is no wish to learn how."""
    if parse.intent != openings.ENROL or not _ONCE.search(turn.message.text):
        return parse
    return replace(parse, intent=SAD, confidence=1.0, alternatives=(), named={}, slots={})


def _of_named_event(parse: Parse) -> Parse:
    """「敬老院服务日是干嘛的」: an event that is named is asked about, and not the teams of volunteers."""
    event = parse.named.get("event", "")
    if parse.intent != TEAMS or not event or event not in parse.text or "team" in parse.named:
        return parse
    return replace(parse, intent=BROWSE, slots={**parse.slots, "event": event})


def _with_wish_at_end(turn: Turn, parse: Parse) -> Parse:
    """The parse with what the end of a long story surely wishes, where the whole is not sure; all of it goes on being read."""
    if turn.session.form is not None or is_confident(parse):
        return parse
    wish = wish_at_end(parse, turn.hear)
    if wish is None:
        return parse
    slots, named = {**parse.slots, **wish.slots}, {**parse.named, **wish.named}
    if wish.intent == openings.LISTING and "item" in parse.named:
        slots["item"] = parse.named["item"]
    return replace(
        parse, intent=wish.intent, confidence=wish.confidence, alternatives=(), slots=slots, named=named
    )


def _of_course_or_doing(turn: Turn, parse: Parse) -> Parse | None:
    """The parse as a question about the course that is named, or as what is to be done; None for neither."""
    if not _asks_of_course(turn, parse):
        return _by_what_is_done(turn, parse)
    slots = {**parse.slots, "course": parse.named["course"]}
    return replace(parse, intent=INFO, confidence=1.0, alternatives=(), slots=slots)


def _opened_rather(turn: Turn, parse: Parse) -> Parse:
    """The parse with the intent that is meant, where a word of the message shows that another form would open."""
    text, named = turn.message.text, parse.named
    if said := wished(text, parse.intent):
        slots = {name: value for name, value in parse.slots.items() if name not in _THINGS}
        return replace(parse, intent=said, confidence=1.0, alternatives=(), slots=slots)
    if registers_there(turn, parse):
        return of_the_thing_told(turn, parse)
    if (taken := _job_or_course_taken(turn, parse)) is not None:
        return taken
    if turn.session.form is None and (meant := _of_course_or_doing(turn, parse)) is not None:
        return meant
    intent = FLOWS[turn.outcome.not_meant].intent if turn.outcome.not_meant else parse.intent
    if openings.asks_whose(intent, text):
        return replace(parse, intent=OUT_OF_SCOPE, confidence=1.0, alternatives=())
    if asks(text) and not openings.borne_out(FLOW_OF_INTENT.get(parse.intent, ""), text):
        return otherwise(parse, parse.intent)
    return _with_intent(
        turn, parse, openings.rather(parse.intent, text, course="course" in named, skill="skill" in named)
    )


_AT_WHAT_HOUR = re.compile(r"几点(?:钟|开始|到|跳|唱|打|练)?|一起|一道|队|社|团")


def _asks_of_course(turn: Turn, parse: Parse) -> bool:
    """「茶艺啥时候有」: is a detail asked of a course that is named, and taken for an event or a place?"""
    text, course = turn.message.text, str(parse.named.get("course", ""))
    elsewhere = any(slot in parse.named for slot in ("event", "venue", "team")) or _AT_WHAT_HOUR.search(text)
    taken = parse.intent in (JOIN, BROWSE, VENUE) and asks(text) and not elsewhere
    return taken and bool(aspects_asked(text)) and find_course(turn.content, course) is not None


def _job_or_course_taken(turn: Turn, parse: Parse) -> Parse | None:
    """The parse as of the opening that was shown, or of the course that is named and chosen; None for neither."""
    job = _job_shown(turn) if parse.intent == openings.ENROL else ()
    if job:
        return replace(parse, intent=openings.JOBS, confidence=1.0, alternatives=(), slots=dict(job))
    if "course" in parse.named and openings.chooses(turn.message.text) and not is_confident(parse):
        slots = {**parse.slots, "course": parse.named["course"]}
        return replace(parse, intent=openings.ENROL, confidence=1.0, alternatives=(), slots=slots)
    return None


def _by_what_is_done(turn: Turn, parse: Parse) -> Parse | None:
    """The parse as of the club or the event that is told by what is done there, without its name; None for none."""
    club = club_meant(parse, turn.content.part(CLUBS))
    if club:
        return replace(
            parse, intent=CLUB, confidence=1.0, alternatives=(), slots={**parse.slots, "club": club}
        )
    venue = parse.named["venue"] if asks_of_place(parse) else _needed_venue(turn, parse)
    if venue:
        slots = {**parse.slots, "venue": venue}
        return replace(parse, intent=VENUE, confidence=1.0, alternatives=(), slots=slots)
    event = _joined_event(turn, parse)
    if not event:
        return None
    slots, named = {**parse.slots, "event": event}, {**parse.named, "event": event}
    return replace(parse, intent=JOIN, confidence=1.0, alternatives=(), slots=slots, named=named)


def _needed_venue(turn: Turn, parse: Parse) -> str:
    """The place that is there for what the message tells; "" for none, or where help at home is surely wished."""
    if parse.intent == REQUEST and (is_confident(parse) or openings.calls_helper(turn.message.text)):
        return ""
    venues = turn.content.part(VENUES)
    return next((venue.name for venue in venues if venue.is_needed(turn.message.text)), "")


def _joined_event(turn: Turn, parse: Parse) -> str:
    """The event that somebody would like to come to, by its name or by what is done there; "" for none."""
    text = turn.message.text
    if parse.intent == openings.VOLUNTEER and is_confident(parse):
        return ""
    if parse.intent not in (JOIN, BROWSE, DRILL, openings.VOLUNTEER) or "team" in parse.named:
        return ""
    if "event" in parse.named:
        return parse.named["event"] if joins(text) and not asks(text) else ""
    event = (
        joined_event(text, turn.content.part(EVENTS)) if parse.intent in (JOIN, openings.VOLUNTEER) else None
    )
    return event.name if event else ""


LONGEST_WHOSE = 24  # characters of 「这个归哪个管」
_OF_A_CLASS = re.compile(r"[门个]课|的课|上课|培训")


def _job_shown(turn: Turn) -> tuple[tuple[str, str], ...]:
    """「那个帮厨我先报个名」: which of the openings shown lately the message signs up for; () for none."""
    text = turn.message.text
    if turn.session.form is not None or not _THAT.search(text) or _OF_A_CLASS.search(text):
        return ()
    shown = [
        choice for answered in turn.session.answered for reply in answered.read() for choice in reply.choices
    ]
    jobs = [
        choice.postback.slots
        for choice in shown
        if isinstance(choice.postback, Wish)
        and "job" in dict(choice.postback.slots)
        and choice.label[-2:] in text
    ]
    return jobs[-1] if jobs else ()


_THAT = re.compile(r"(?:那|这)(?:个|份)")


def _of_borrowing(turn: Turn, parse: Parse) -> Parse:
    """「周六下午 二十个人」 as said of the place that is to be used, where it tells a time and is nothing else for sure."""
    topic = turn.session.topic
    lately = topic.borrowing and turn.session.turn - topic.matter_turn <= LATELY
    sure = is_confident(parse) and parse.intent != OUT_OF_SCOPE
    if not lately or sure or topic.thing_slot != "venue" or day_time.find(turn.message.text) is None:
        return parse
    slots = {**parse.slots, "venue": topic.thing}
    return replace(parse, intent=topic.thing_intent, confidence=1.0, alternatives=(), slots=slots)


def _with_intent(turn: Turn, parse: Parse, meant: str) -> Parse:
    """The parse with this intent beyond doubt; as it is for none, and for its own beside another part of the message."""
    if not meant or (meant == parse.intent and turn.clauses):
        return parse
    slots = {**parse.slots, **({"course": _learned(turn, parse)} if meant == openings.ENROL else {})}
    return replace(parse, intent=meant, confidence=1.0, alternatives=(), slots=slots)


def _learned(turn: Turn, parse: Parse) -> str:
    """The course of the clause that speaks of learning: 「我是做保洁的 你们有没有教烧菜的」; else the one that is named."""
    heard = (
        turn.hear(clause).named.get("course", "") for clause in openings.learning_clauses(turn.message.text)
    )
    return str(next(filter(None, heard), parse.named["course"]))


def of_the_matter(turn: Turn) -> Turn:
    """「这个归哪个管」 as asked of the matter that was told in vain just before."""
    topic, text = turn.session.topic, turn.message.text
    lately = bool(topic.matter) and turn.session.turn - topic.matter_turn <= LATELY
    if not lately or not openings.asks_whose_it_is(text) or len(text) > LONGEST_WHOSE:
        return turn
    return with_text(turn, f"{topic.matter}，归谁管")
