"""社情民意: residents suggest, complain and report, and ask what became of it; what others saw in bad weather."""

from bot.content.shared.hazards import TIPS
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.services.feedback import export, staff
from bot.services.feedback import records as tickets
from bot.storage.record_type import Queue, RecordType, Retention
from bot.storage.shared_statuses import TICKET_TRANSITIONS
from bot.storage.tables.tickets import TicketRecord

service = Service(
    name="feedback",
    reads=(QUESTIONS, TIPS),
    says={
        "feedback.named": frozenset(),
        "feedback.anonymous": frozenset(),
        "feedback.is_named": frozenset(),
        "feedback.is_anonymous": frozenset(),
        "feedback.received": frozenset({"number", "detail", "place"}),
        "feedback.whether_noted": frozenset({"value"}),
        "feedback.as_before": frozenset({"value"}),
        "feedback.by_whom": frozenset({"detail", "name"}),
        "feedback.phone": frozenset({"phone"}),
        "feedback.wire": frozenset({"steps"}),
        "feedback.no_place": frozenset(),
        "feedback.mine_link": frozenset(),
        "feedback.none": frozenset(),
        "feedback.not_found": frozenset({"number"}),
        "feedback.list": frozenset({"lines"}),
        "feedback.line": frozenset({"number", "detail", "status", "when"}),
        "feedback.answer": frozenset({"answer"}),
        "feedback.no_day": frozenset(),
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
        "feedback.next_received": frozenset(),
        "feedback.next_in_progress": frozenset(),
        "feedback.next_resolved": frozenset(),
        "feedback.withdraw_sure": frozenset({"title", "status"}),
        "feedback.anonymous_fixed": frozenset({"title"}),
        "feedback.named_already": frozenset({"title", "value"}),
        "feedback.named_sure": frozenset({"title", "value"}),
        "feedback.named_anew": frozenset({"old", "number", "value"}),
        "feedback.too_late_to_change": frozenset({"number"}),
        "feedback.add_what": frozenset({"number"}),
        "feedback.addition": frozenset({"detail", "more"}),
        "feedback.picture_added": frozenset({"number"}),
        "feedback.added": frozenset({"number", "more"}),
        "feedback.added_reopened": frozenset({"number", "more"}),
        "feedback.settled": frozenset({"number"}),
        "feedback.not_settled": frozenset({"number", "status", "next"}),
        "feedback.rate": frozenset({"number"}),
        "feedback.stars": frozenset(),
        "feedback.rated": frozenset({"stars"}),
        "feedback.rated_low": frozenset({"stars"}),
        "feedback.rated_before": frozenset({"number"}),
        "feedback.rate_early": frozenset({"number", "status"}),
        "feedback.note": frozenset({"number", "note"}),
        "feedback.asked": frozenset({"number", "question"}),
        "feedback.asked_detail": frozenset({"question"}),
        "feedback.note_detail": frozenset({"about", "note"}),
        "feedback.own_none": frozenset(),
        "sighting.none": frozenset(),
        "sighting.list": frozenset({"lines"}),
        "sighting.line": frozenset({"place", "detail", "when"}),
        "sighting.report_link": frozenset(),
        "sighting.confirmed": frozenset({"number"}),
    },
    records=(
        RecordType(
            key="tickets",
            spoken_of=("feedback", "voice"),
            changeable=("detail", "place"),  # named or anonymous by a ticket in its place
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
