"""What each kind of record shows, and what the staff can decide on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.services import RECORD_TYPES
from bot.storage.record_type import RecordType, StaffList
from bot.storage.sealed_columns import Sealed
from bot.storage.tables.deliveries import CampaignRecord

_Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """key: as the desk and `bot export` name it; fields: column → heading; states: status → what staff read.

    decisions: status → what a clerk does; words: coded column → its words; search: text columns to look through.
    """

    key: str
    name: str
    icon: str
    table: Any
    fields: _Words
    states: _Words
    decisions: _Words = field(default_factory=dict)
    words: Mapping[str, _Words] = field(default_factory=dict)
    search: Collection[str] = ()
    hidden: Collection[str] = ("user",)
    numbers: Collection[str] = ("id", "age", "hours", "people", "rating", "reopened", "quantity")


# What lists mask: the rest of what is sealed at rest (a skill, a need) is what a list is for.
PERSONAL = frozenset(
    {"name", "phone", "address", "place", "detail", "answer", "picture", "holder_name", "holder_phone"}
)


def sealed_columns(kind: Kind) -> list[str]:
    """The columns of the table that are encrypted at rest."""
    columns = kind.table.__table__.columns
    return [column.name for column in columns if isinstance(column.type, Sealed)]


_SENT = {"weekly": "每周提示", "warning": "预警", "all_clear": "解除预警", "drill": "演练", "notice": "通知"}


def _kind(record_type: RecordType, staff: StaffList) -> Kind:
    return Kind(
        record_type.key,
        staff.title,
        staff.icon,
        record_type.table,
        staff.columns,
        record_type.statuses,
        staff.decisions,
        staff.words,
        staff.search,
        staff.hidden,
        staff.numbers,
    )


_LISTED = [(one.staff.position, _kind(one, one.staff)) for one in RECORD_TYPES.values() if one.staff]

KINDS: tuple[Kind, ...] = (
    *(kind for _, kind in sorted(_LISTED, key=lambda listed: listed[0])),
    Kind(
        "campaigns", "发送批次", "fa fa-paper-plane", CampaignRecord,
        {"id": "编号", "status": "状态", "kind": "类别", "title": "标题", "reason": "原因", "actor": "谁", "created_at": "时间"},
        {"running": "在发", "paused": "暂停", "stopped": "停了", "done": "发完"}, words={"kind": _SENT},
        search=("title", "actor"), hidden=(),
    ),
)  # fmt: skip
