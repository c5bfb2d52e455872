"""Taking part in events: residents sign up as guests or performers, see and cancel their sign-ups, are reminded."""

from bot.content.shared.events import EVENTS
from bot.content.shared.venues import VENUES
from bot.conversation.service import Service
from bot.services.events import export, staff
from bot.services.events.statuses import SIGNUP_TRANSITIONS
from bot.services.events.tables import SignupRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType

service = Service(
    name="events",
    reads=(EVENTS, VENUES),
    says={
        "event.joined": frozenset({"name", "event", "people", "when", "place", "number"}),
        "event.queued": frozenset({"name", "event", "people"}),
        "event.already": frozenset({"name", "event"}),
        "event.too_many": frozenset({"most"}),
        "event.guest": frozenset(),
        "event.performer": frozenset(),
        "event.corrected": frozenset({"lines"}),
        "event.mine": frozenset({"lines"}),
        "event.mine_none": frozenset(),
        "event.line": frozenset({"event", "name", "people", "when", "status"}),
        "event.status_confirmed": frozenset(),
        "event.status_waitlisted": frozenset(),
        "event.mine_link": frozenset(),
        "event.cancel_link": frozenset({"event"}),
        "event.cancelled": frozenset({"event"}),
        "event.promoted": frozenset({"event", "when"}),
        "event.reminder": frozenset({"event", "place"}),
        "event.by_staff": frozenset({"event", "status"}),
        "event.title": frozenset({"event", "name", "people"}),
        "event.next_confirmed": frozenset({"when", "place"}),
        "event.next_waitlisted": frozenset(),
        "event.withdraw_sure": frozenset({"title", "status"}),
        "event.fixed": frozenset({"title"}),
        "event.add_how_many": frozenset({"title"}),
        "event.people_full": frozenset({"title"}),
        "event.people_changed": frozenset({"event", "people", "status"}),
        "event.no_limit": frozenset({"event"}),
        "event.full": frozenset({"event"}),
        "event.places_left": frozenset({"event", "left"}),
        "event.some_day": frozenset(),
    },
    records=(
        RecordType(
            key="events",
            spoken_of=("event",),
            table=SignupRecord,
            called="privacy.kind_signups",
            statuses=staff.STATUSES,
            transitions=SIGNUP_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("people", "role", "name", "phone"),
        ),
    ),
    staff_actions={"events": staff.decide},
)
service.exact_words(
    r"(?:看看|查一?下)?我(?:的|报的|报名的|参加的)活动(?:报名)?(?:有哪些|呢)?[?？]?", "event.mine"
)
