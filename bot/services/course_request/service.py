"""菜单式: residents ask for a course that is not offered yet; requests are counted, and whoever asked hears when it opens."""

from bot.content.shared.courses import COURSES
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.services.course_request import export, staff
from bot.services.course_request.content import WISHES
from bot.services.course_request.statuses import COURSE_REQUEST_TRANSITIONS
from bot.services.course_request.tables import CourseRequestRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType

MINE, WITHDRAW = "request.mine", "request.withdraw"

service = Service(
    name="course_request",
    reads=(WISHES, COURSES, QUESTIONS),
    says={
        "request.offered": frozenset({"course", "classes"}),
        "request.near": frozenset({"course", "subject"}),
        "request.enrol": frozenset({"course"}),
        "request.other_time": frozenset(),
        "request.other": frozenset(),
        "request.put_down": frozenset(),
        "request.not_down": frozenset(),
        "request.any_other": frozenset(),
        "request.put_down_sure": frozenset({"course", "when"}),
        "request.unfit": frozenset({"course", "when"}),
        "request.unfit_again": frozenset({"course", "when"}),
        "request.this": frozenset({"subject"}),
        "request.kept": frozenset({"subject", "count"}),
        "request.kept_first": frozenset({"subject"}),
        "request.again": frozenset({"subject", "count"}),
        "request.say": frozenset(),
        "request.mine": frozenset(),
        "request.mine_link": frozenset(),
        "request.mine_none": frozenset(),
        "request.line": frozenset({"subject", "count", "who"}),
        "request.withdraw_link": frozenset({"subject"}),
        "request.withdraw_which": frozenset(),
        "request.withdrawn": frozenset({"subject"}),
        "request.gone": frozenset(),
        "request.opened": frozenset({"subject", "course", "label"}),
        "request.title": frozenset({"subject", "who"}),
        "request.status": frozenset({"count"}),
        "request.next": frozenset(),
        "request.withdraw_sure": frozenset({"title", "status"}),
        "request.same_open": frozenset({"title"}),
        "request.schooling": frozenset(),
        "request.interests": frozenset(),
    },
    records=(
        RecordType(
            key="requests",
            spoken_of=("request",),
            table=CourseRequestRecord,
            called="privacy.kind_requests",
            statuses=staff.STATUSES,
            transitions=COURSE_REQUEST_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("subject", "for_whom", "age", "education", "interest"),
        ),
    ),
)

service.exact_words(r"(?:看|查|看看|查查)?我(?:想学|登记|要学)的?(?:课|课程|登记)", MINE)

service.exact_words(r"我(?:想学|要学)的.{0,10}(?:开了吗|开没开|开班了吗|怎么样了|有消息吗|有消息伐)", MINE)

service.exact_words(r"(?:撤回|撤销|取消|撤掉)(?:我的?)?(?:想学|登记)的?(?P<subject>.*)", WITHDRAW)
