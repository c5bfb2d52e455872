"""Places in courses: taken, kept and given up by residents, and what the staff decide."""

from bot.content.shared.course_tastes import COURSE_TASTES
from bot.content.shared.courses import COURSES
from bot.content.shared.venues import VENUES
from bot.conversation.service import Service
from bot.services.enrolment import export, staff
from bot.services.enrolment.statuses import ENROLMENT_TRANSITIONS
from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType

service = Service(
    name="enrolment",
    reads=(COURSES, COURSE_TASTES, VENUES),
    says={
        "enrol.full": frozenset(),
        "enrol.full_so": frozenset({"label", "course", "other"}),
        "enrol.seats_left": frozenset({"course", "label", "left"}),
        "enrol.seats_none": frozenset({"course", "label"}),
        "enrol.all_courses": frozenset(),
        "enrol.no_class": frozenset({"course"}),
        "enrol.age_out": frozenset({"course", "age", "who"}),
        "enrol.other_course": frozenset(),
        "enrol.other_age": frozenset(),
        "enrol.gone": frozenset({"course"}),
        "enrol.confirmed": frozenset({"name", "course", "label", "hours", "place", "bring", "number"}),
        "enrol.confirmed_too": frozenset({"name", "course", "label", "number"}),
        "enrol.waitlisted": frozenset({"name", "course", "label", "place", "number"}),
        "enrol.already": frozenset({"name", "course", "label", "status"}),
        "enrol.too_many": frozenset({"most"}),
        "enrol.merged": frozenset({"name", "course", "label"}),
        "enrol.not_mine_link": frozenset({"course", "name"}),
        "enrol.undone_by_owner": frozenset({"name", "course"}),
        "enrol.mine_link": frozenset(),
        "enrol.line": frozenset({"course", "label", "name", "status", "number"}),
        "enrol.status_confirmed": frozenset(),
        "enrol.status_waitlisted": frozenset({"place"}),
        "enrol.withdraw_link": frozenset({"course", "name"}),
        "enrol.promoted": frozenset({"name", "course", "label"}),
        "enrol.mine": frozenset(),
        "enrol.mine_none": frozenset(),
        "enrol.not_yet": frozenset({"course"}),
        "enrol.now_link": frozenset({"course"}),
        "enrol.which": frozenset(),
        "enrol.not_in": frozenset({"course"}),
        "enrol.sure": frozenset({"course", "label", "name"}),
        "enrol.sure_yes": frozenset(),
        "enrol.sure_move": frozenset(),
        "enrol.sure_no": frozenset(),
        "enrol.kept": frozenset(),
        "enrol.hours": frozenset({"hours", "start"}),
        "enrol.withdrawn": frozenset({"course", "name"}),
        "enrol.not_found": frozenset(),
        "enrol.move_which": frozenset({"course"}),
        "enrol.no_other": frozenset({"course"}),
        "enrol.moved": frozenset({"name", "course", "label", "status"}),
        "enrol.title": frozenset({"course", "label", "name"}),
        "enrol.next_confirmed": frozenset({"place", "bring"}),
        "enrol.next_waitlisted": frozenset(),
        "enrol.course_fixed": frozenset({"title"}),
        "enrol.same_class": frozenset({"title"}),
        "enrol.move_full": frozenset({"title", "label"}),
        "enrol.move_asked": frozenset({"title", "label", "left"}),
        "enrol.withdrawn_by_staff": frozenset({"name", "course", "note"}),
    },
    records=(
        RecordType(
            key="enrolments",
            spoken_of=("enrol",),
            table=EnrolmentRecord,
            called="privacy.kind_enrolments",
            statuses=staff.STATUSES,
            transitions=ENROLMENT_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("session", "name", "phone", "for_whom", "age"),
        ),
    ),
    staff_actions={"enrolments": staff.decide},
)
