"""社情民意: suggest, complain, report; what became of it; what others saw in bad weather."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.hazards import TIPS, Hazard
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.feedback import export, staff
from bot.services.feedback import records as tickets
from bot.services.feedback.form import ANONYMOUS, SPEC, SUBMIT
from bot.services.feedback.records import NewTicket, Ticket
from bot.storage.record_type import Queue, RecordType, Retention
from bot.storage.shared_statuses import TICKET_TRANSITIONS, TicketStatus
from bot.storage.tables.tickets import TicketRecord

SHOWN = 5


service = Service(
    name="feedback",
    reads=(QUESTIONS, TIPS),
    says={
        "feedback.named": frozenset(),
        "feedback.anonymous": frozenset(),
        "feedback.received": frozenset({"number", "detail", "place"}),
        "feedback.wire": frozenset({"steps"}),
        "feedback.no_place": frozenset(),
        "feedback.mine_link": frozenset(),
        "feedback.none": frozenset(),
        "feedback.not_found": frozenset({"number"}),
        "feedback.list": frozenset({"lines"}),
        "feedback.line": frozenset({"number", "detail", "status", "when"}),
        "feedback.answer": frozenset({"answer"}),
        "feedback.status_received": frozenset(),
        "feedback.status_in_progress": frozenset(),
        "feedback.status_resolved": frozenset(),
        "feedback.withdraw_link": frozenset({"number"}),
        "feedback.withdrawn": frozenset({"number"}),
        "feedback.too_late": frozenset({"number"}),
        "feedback.reopen_link": frozenset({"number"}),
        "feedback.reopened": frozenset({"number"}),
        "feedback.notice": frozenset({"number", "detail", "status", "answer"}),
        "feedback.notice_again": frozenset({"number"}),
        "sighting.none": frozenset(),
        "sighting.list": frozenset({"lines"}),
        "sighting.line": frozenset({"place", "detail", "when"}),
        "sighting.report_link": frozenset(),
        "sighting.confirmed": frozenset({"number"}),
    },
    records=(
        RecordType(
            key="tickets",
            table=TicketRecord,
            called="privacy.kind_tickets",
            statuses=staff.STATUSES,
            transitions=TICKET_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=Retention("KEEP_TICKETS_DAYS after it is over", tickets.long_over),
            queues={"tickets": Queue(TicketRecord.created_at, lambda now: (tickets.UNREAD,))},
        ),
    ),
    staff_actions={"tickets": staff.decide},
)
service.exact_words(r"(?:还|仍然?)?没(?:有)?解决\s*(?P<ticket>[Tt]?\d{1,6})", "feedback.reopen")
service.exact_words(
    r"(?P<ticket>[Tt]\d{1,6})(?:号)?(?:怎么样了|办得怎么样了|有结果了吗|办好了吗|进度|到哪一步了)?[?？]?",
    "feedback.status",
)
service.exact_words(r"撤回\s*(?P<ticket>[Tt]\d{1,6})", "feedback.withdraw")
service.exact_words(
    r"(?:现在|今天)?(?:哪里|哪儿|哪些地方|哪条路|哪些路|什么地方)(?:有|在)?(?:积水|淹水|淹了|堵|不能走|倒树|断电).*",
    "sighting.ask",
)
service.exact_words(
    r"(?P<place>[\u4e00-\u9fff\d]{2,10}?)(?:现在)?(?:有没有|有|还)?(?:积水|淹水|淹)(?:了)?(?:吗|么|没有|没|伐)",
    "sighting.ask",
)


@service.form(SPEC)
async def submit(turn: Turn, state: FormState) -> Reply:
    """On record, with a number to ask by; near a broken wire what to do comes first."""
    slots = state.slots
    seen = _sighted(turn, slots["detail"])
    new = NewTicket(
        user=turn.message.user,
        kind=tickets.SIGHTING if seen else tickets.REPORT,
        detail=slots["detail"],
        place=slots.get("place", ""),
        picture=slots.get("picture", ""),
        anonymous=slots.get("anonymous") == ANONYMOUS,
    )
    ticket = await tickets.submit(turn.work, new, turn.now)
    said = turn.words.say(
        "feedback.received",
        number=ticket.number,
        detail=ticket.detail,
        place=ticket.place or turn.words.say("feedback.no_place"),
    )
    if seen == "wire":
        steps = "\n".join(turn.content.part(TIPS)[Hazard.ELECTRICITY].now[:2])
        said = f"{turn.words.say('feedback.wire', steps=steps)}\n{said}"
    mine = Choice(turn.words.say("feedback.mine_link"), Wish("feedback.status"))
    return Reply(said, (mine, _link(turn, "feedback.withdraw", ticket)))


@service.on("feedback.status")
async def status(turn: Turn) -> Reply:
    """One ticket by its number, or all of mine, each with its state and the answer."""
    number = _number(turn.slot("ticket"))
    own = await tickets.of_user(turn.work, turn.message.user)
    report = Choice(turn.content.intents[SUBMIT].title, Wish(SUBMIT))
    if number and number not in {ticket.id for ticket in own}:
        return turn.say("feedback.not_found", number=turn.slot("ticket"), choices=(report, *turn.menu()[:2]))
    shown = [ticket for ticket in own if number in (0, ticket.id)][:SHOWN]
    if not shown:
        known = turn.known_answer()
        return Reply(known, (report,)) if known else turn.say("feedback.none", choices=(report,))
    lines = "\n".join(_line(turn, ticket) for ticket in shown)
    return turn.say("feedback.list", lines=lines, choices=tuple(_change(turn, ticket) for ticket in shown))


@service.on_postback("feedback.withdraw")
async def withdraw(turn: Turn) -> Reply:
    """Take a ticket back: reached by a choice, or 「撤回T0012」."""
    number = _number(turn.slot("ticket"))
    done = await tickets.withdraw(turn.work, turn.message.user, number, turn.now)
    return turn.say(
        "feedback.withdrawn" if done else "feedback.too_late", number=f"T{number:04d}", choices=turn.menu()
    )


@service.on_postback("feedback.reopen")
async def reopen(turn: Turn) -> Reply:
    """「还没解决」: back to the staff."""
    number = _number(turn.slot("ticket"))
    ticket = await tickets.reopen(turn.work, turn.message.user, number, turn.now)
    if ticket is None:
        return turn.say("feedback.not_found", number=f"T{number:04d}", choices=turn.menu())
    return turn.say(
        "feedback.reopened", number=ticket.number, choices=(_link(turn, "feedback.withdraw", ticket),)
    )


@service.on_postback("sighting.ask")
async def ask(turn: Turn) -> Reply:
    """Where is it flooded? What residents saw and the staff confirmed, of the last day."""
    known = await tickets.confirmed(turn.work, turn.now)
    named = turn.slot("place")
    near = [
        ticket for ticket in known if named and (named in ticket.place or named in ticket.detail)
    ] or known
    report = Choice(turn.words.say("sighting.report_link"), Wish(SUBMIT))
    if not near:
        return turn.say("sighting.none", choices=(report,))
    lines = "\n".join(
        turn.words.say(
            "sighting.line",
            place=ticket.place or turn.words.say("feedback.no_place"),
            detail=ticket.detail,
            when=f"{ticket.created_at.astimezone(turn.now.tzinfo):%H:%M}",
        )
        for ticket in near[:SHOWN]
    )
    return turn.say("sighting.list", lines=lines, choices=(report,))


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's tickets, for 「我的」."""
    own = await tickets.of_user(turn.work, turn.message.user)
    return tuple(OwnRecord(_line(turn, ticket), _change(turn, ticket)) for ticket in own)


def _sighted(turn: Turn, detail: str) -> str:
    """The kind of sighting that the words tell of, if it is one."""
    kinds = turn.content.lexicon.sightings.items()
    return next((kind for kind, words in kinds if any(word in detail for word in words)), "")


def _number(said: str) -> int:
    digits = "".join(sign for sign in said if sign.isdecimal())
    return int(digits[:9]) if digits else 0


def _line(turn: Turn, ticket: Ticket) -> str:
    line = turn.words.say(
        "feedback.line",
        number=ticket.number,
        detail=ticket.detail[:30],
        status=turn.words.say(f"feedback.status_{ticket.status}"),
        when=f"{ticket.created_at.astimezone(turn.now.tzinfo):%m-%d}",
    )
    return f"{line}\n{turn.words.say('feedback.answer', answer=ticket.answer)}" if ticket.answer else line


def _change(turn: Turn, ticket: Ticket) -> Choice:
    return _link(
        turn, "feedback.reopen" if ticket.status is TicketStatus.RESOLVED else "feedback.withdraw", ticket
    )


def _link(turn: Turn, intent: str, ticket: Ticket) -> Choice:
    label = turn.words.say(f"{intent}_link", number=ticket.number)
    return Choice(label, Wish(intent, (("ticket", ticket.number),)))
