"""志愿者队伍: what the teams do; residents join one, see their own teams and hours, and leave."""

from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.services.volunteers import export, staff
from bot.services.volunteers.content import TEAMS
from bot.services.volunteers.statuses import VOLUNTEER_TRANSITIONS
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType

service = Service(
    name="volunteers",
    reads=(TEAMS, QUESTIONS),
    says={
        "volunteer.list": frozenset({"structure"}),
        "volunteer.alike": frozenset({"lines"}),
        "volunteer.one": frozenset({"name", "about", "activities"}),
        "volunteer.hours": frozenset({"hours", "awards"}),
        "volunteer.hours_link": frozenset(),
        "volunteer.any_team": frozenset(),
        "volunteer.meant": frozenset({"name", "about"}),
        "volunteer.join_link": frozenset({"team"}),
        "volunteer.joined": frozenset({"name", "team", "number"}),
        "volunteer.already": frozenset({"name", "team"}),
        "volunteer.corrected": frozenset({"lines"}),
        "volunteer.mine": frozenset({"lines"}),
        "volunteer.mine_none": frozenset(),
        "volunteer.line": frozenset({"name", "team", "hours"}),
        "volunteer.mine_link": frozenset(),
        "volunteer.leave_link": frozenset({"team"}),
        "volunteer.left": frozenset({"name", "team"}),
        "volunteer.title": frozenset({"team", "name"}),
        "volunteer.status_active": frozenset({"hours"}),
        "volunteer.status_paused": frozenset({"hours"}),
        "volunteer.next_active": frozenset(),
        "volunteer.next_paused": frozenset(),
        "volunteer.leave_sure": frozenset({"title", "status"}),
        "volunteer.paused": frozenset({"title"}),
        "volunteer.resumed": frozenset({"title"}),
        "volunteer.logged": frozenset({"hours", "team", "total"}),
        "volunteer.active_by_staff": frozenset({"name", "team"}),
        "volunteer.stopped_by_staff": frozenset({"name", "team"}),
    },
    records=(
        RecordType(
            key="volunteers",
            spoken_of=("volunteer",),
            table=VolunteerRecord,
            called="privacy.kind_volunteers",
            statuses=staff.STATUSES,
            transitions=VOLUNTEER_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("team", "skills", "free", "name", "phone"),
        ),
    ),
    staff_actions={"volunteers": staff.decide},
)

service.exact_words(
    r"(?:看看|查一?下|查查)?我的?(?:志愿)?(?:服务)?(?:时长|工时|志愿时间|志愿服务时间|志愿服务|队伍)(?:有)?(?:多少|几个小时|是多少)?(?:了)?[?？]?",
    "volunteer.mine",
)
