"""The lists of the console: every kind of record that has one, and the campaigns."""

from bot.services import RECORD_TYPES
from bot.storage.record_type import RecordType, Retention, StaffList, Without
from bot.storage.sealed_columns import Sealed
from bot.storage.tables.deliveries import CampaignRecord

# What lists mask. The rest of what is sealed at rest (a skill, a need) is what the list is for.
PERSONAL = frozenset(
    {
        "name",
        "phone",
        "address",
        "place",
        "detail",
        "answer",
        "picture",
        "holder_name",
        "holder_phone",
        "receiver_name",
    }
)
NAMES = frozenset({"name", "holder_name", "receiver_name", "firm"})
PHONES = frozenset({"phone", "holder_phone"})

ACCOUNT = "user"
"""The column of a record's account."""

CAMPAIGNS = RecordType(
    key="campaigns",
    spoken_of=Without("the staff send them; no resident has one"),
    table=CampaignRecord,
    statuses={"running": "在发", "paused": "暂停", "stopped": "停了", "done": "发完"},
    staff=StaffList(
        position=11,
        title="发送批次",
        icon="fa fa-paper-plane",
        columns={
            "id": "编号",
            "status": "状态",
            "kind": "类别",
            "title": "标题",
            "reason": "原因",
            "actor": "谁",
            "created_at": "时间",
        },
        words={
            "kind": {
                "weekly": "每周提示",
                "warning": "预警",
                "all_clear": "解除预警",
                "drill": "演练",
                "notice": "通知",
            }
        },
        search=("title", "actor"),
        hidden=(),
    ),
    export=Without("a campaign is no record of a resident; `bot push status` shows it"),
    retention=Retention("kept"),
)


def sealed_columns(record_type: RecordType) -> list[str]:
    """The columns of the table that are encrypted at rest."""
    columns = record_type.table.__table__.columns
    return [column.name for column in columns if isinstance(column.type, Sealed)]


LISTED: tuple[RecordType, ...] = tuple(
    sorted(
        (
            record_type
            for record_type in (*RECORD_TYPES.values(), CAMPAIGNS)
            if isinstance(record_type.staff, StaffList)
        ),
        key=lambda record_type: record_type.staff_list.position,
    )
)
"""The kinds of record that have a list, in the order of the menu."""


def listed(key: str) -> RecordType | None:
    """The kind of record whose list has this key."""
    return next((record_type for record_type in LISTED if record_type.key == key), None)
