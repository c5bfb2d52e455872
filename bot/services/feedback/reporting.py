"""Writing down what a resident reports."""

from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot, Wish
from bot.content.shared.hazards import TIPS, Hazard
from bot.conversation.carry_out.answers.unwritten_facts import ASK_COMMUNITY
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.matter import matter
from bot.conversation.hooks import FormOpening
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.values import free_text, ticket_words
from bot.conversation.interpret.wishes.question_alone import question_alone
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.feedback import records as tickets
from bot.services.feedback.form import ANONYMOUS, NAMED, SPEC
from bot.services.feedback.records import NewTicket
from bot.services.feedback.service import service
from bot.services.feedback.ticket_wording import action_link
from bot.understanding.slots import anonymity, person, phone, place

_WHETHER, _SETTLED, _TAKEN_OVER = "anonymous", "anonymous_settled", "anonymous_taken_over"
"""In what is known of the resident: whether to be named, in which turn that was said, and what a report took over."""
_PLACE, _PLACE_TURN = "place_reported", "place_reported_in_turn"
"""In what is known: where the last report was, and in which turn that was told."""
PLACE_LASTS = 12  # turns for which that place is offered for another report
LASTS = 4  # turns for which it holds for another report


async def _without_place(turn: Turn) -> FormOpening:
    """No place is asked of what has none, such as a pension; one that is told is kept."""
    anywhere = turn.parse.slots.get("place") == "" and not place.spot(turn.message.text)
    known = {"place": ""} if anywhere else {}
    return FormOpening(known=known | _as_before(turn))


def _as_before(turn: Turn) -> dict[str, str]:
    """Whether to be named, as it was settled a moment ago for another report; {} where it was not, or is told anew."""
    known = turn.session.known
    settled, value = known.get(_SETTLED, ""), known.get(_WHETHER, "")
    lately = settled.isdecimal() and turn.session.turn - int(settled) <= LASTS
    if not value or not lately or anonymity.told_at_start(turn.message.text):
        return {}
    known[_TAKEN_OVER] = value
    return {_WHETHER: value}


def _place_before(turn: Turn, state: FormState) -> Reply | None:
    """The place of the report before as a choice, where another one asks for its own; None where there was none lately."""
    known = turn.session.known
    lately = (
        known.get(_PLACE_TURN, "").isdecimal() and turn.session.turn - int(known[_PLACE_TURN]) <= PLACE_LASTS
    )
    told = known.get(_PLACE, "") if state.asking == "place" and lately else ""
    return Reply("", (Choice(told, FillSlot(told)),)) if told else None


def _aside(turn: Turn, state: FormState) -> Reply | None:
    """That it is written without a name, or with one, where that is said instead of the place that is asked for."""
    told = anonymity.told(turn.message.text) if state.asking == "place" and turn.postback is None else ""
    if not told or state.slots.get(_WHETHER) or not anonymity.only_tells(turn.message.text):
        return None
    shown = turn.words.say(f"feedback.is_{ANONYMOUS if told == anonymity.YES else NAMED}")
    before = _place_before(turn, state)
    return turn.say("feedback.whether_noted", value=shown, choices=before.choices if before else ())


@service.form(SPEC, before=_without_place, on_the_way=_place_before, hears=_aside, slots=("place", "item"))
async def submit(turn: Turn, state: FormState) -> Reply:
    """Write the ticket down; the reply has its number, and near a broken wire first says what to do."""
    slots = state.slots
    sighting = _sighting_in(turn, slots["detail"])
    detail = _told(turn, slots["detail"])
    anonymous = slots.get(_WHETHER) == ANONYMOUS
    name, number = ("", "") if anonymous else _contact(turn)
    if name and name not in detail:
        detail = turn.words.say("feedback.by_whom", detail=detail, name=name)
    new = NewTicket(
        user=turn.message.user,
        kind=tickets.SIGHTING if sighting else tickets.REPORT,
        detail=anonymity.without_who(detail) if anonymous else detail,
        place=slots.get("place", ""),
        picture=slots.get("picture", ""),
        phone=number,
        anonymous=anonymous,
    )
    ticket = await tickets.submit(turn.work, new, turn.now)
    if ticket.place:
        turn.session.known |= {_PLACE: ticket.place, _PLACE_TURN: str(turn.session.turn)}
    text = turn.words.say(
        "feedback.received",
        number=ticket.number,
        detail=ticket.detail,
        place=ticket.place or turn.words.say("feedback.no_place"),
    )
    if number:
        text = f"{text}\n{turn.words.say('feedback.phone', phone=phone.in_groups(number))}"
    text = f"{text}{_said_as_before(turn, slots.get(_WHETHER, NAMED))}"
    if sighting == "wire":
        steps = "\n".join(turn.content.part(TIPS)[Hazard.ELECTRICITY].now[:2])
        text = f"{turn.words.say('feedback.wire', steps=steps)}\n{text}"
    show_own = Choice(turn.words.say("feedback.mine_link"), Wish("feedback.status"))
    return Reply(text, (show_own, action_link(turn, "feedback.withdraw", ticket)))


def _contact(turn: Turn) -> tuple[str, str]:
    """The name and the phone number that are told of one's own accord with the last answer: 「不匿名 138… 叫韩磊」."""
    text = turn.message.text
    return person.called(text), phone.find(text) or ""


def _said_as_before(turn: Turn, value: str) -> str:
    """That whether to be named was taken over from the report before; "" where it was asked. It is kept for the next one."""
    known = turn.session.known
    taken_over = known.pop(_TAKEN_OVER, "") == value
    known[_WHETHER], known[_SETTLED] = value, str(turn.session.turn)
    shown = turn.words.say(f"feedback.is_{value}")
    return "\n" + turn.words.say("feedback.as_before", value=shown) if taken_over else ""


def _told(turn: Turn, detail: str) -> str:
    """The matter as the staff read it: without what was said to the bot around it. What was added stands in brackets."""
    told, bracket, added = anonymity.without_told(matter(turn, detail)).partition("（")
    told = ticket_words.without_talk(told)
    return f"{free_text.whole(told, asked=True) or told}{bracket}{added}"


@service.on_postback("feedback.note")
async def pass_on(turn: Turn) -> Reply:
    """A remark about something on record, written down for the staff as a ticket of its own."""
    note = turn.slot("note")
    detail = turn.words.say("feedback.note_detail", about=turn.slot("about"), note=note)
    ticket = await tickets.submit(turn.work, NewTicket(turn.message.user, tickets.REPORT, detail), turn.now)
    return turn.say("feedback.note", number=ticket.number, note=note)


@service.on_postback(ASK_COMMUNITY)
async def ask_community(turn: Turn) -> Reply:
    """A question that the bot has no answer to, put to the community for the resident as a ticket."""
    asked = turn.slot("question").removeprefix(f"{turn.content.intents[SPEC.intent].title}：")
    question = question_alone(ticket_words.without_talk(asked))
    detail = turn.words.say("feedback.asked_detail", question=question)
    ticket = await tickets.submit(turn.work, NewTicket(turn.message.user, tickets.REPORT, detail), turn.now)
    turn.session.topic.matter = ""
    record_reference.note_made(turn, SPEC.name, ticket.number)
    withdraw = action_link(turn, "feedback.withdraw", ticket)
    choices = (withdraw, *_still_offered(turn))
    return turn.say("feedback.asked", number=ticket.number, question=question, choices=choices)


def _still_offered(turn: Turn) -> tuple[Choice, ...]:
    """What the question was asked beside, 「报名邻里读书会活动」: it may be taken while the answer is awaited."""
    return tuple(
        choice for choice in turn.session.choices if FLOW_OF_INTENT.get(choice.intent, SPEC.name) != SPEC.name
    )


def _sighting_in(turn: Turn, detail: str) -> str:
    """The kind of sighting that the words are about; "" when they are about none."""
    kinds = turn.content.lexicon.sightings.items()
    return next((kind for kind, words in kinds if any(word in detail for word in words)), "")
