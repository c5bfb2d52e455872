"""What each kind of record shows, and what the staff can decide on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.records.models import EnrolmentRecord
from bot.records.tables.listings import ListingRecord
from bot.records.tables.push import CampaignRecord
from bot.records.tables.requests import CourseRequestRecord, OrderRecord
from bot.records.tables.signups import SignupRecord
from bot.records.tables.subscriptions import SubscriptionRecord
from bot.records.tables.talents import TalentRecord, TalentRequestRecord
from bot.records.tables.tickets import TicketRecord
from bot.records.tables.volunteers import VolunteerRecord

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
    own = {"name", "phone"} if kind.table is EnrolmentRecord else set()
    columns = kind.table.__table__.columns
    return [column.name for column in columns if column.info.get("sealed") or column.name in own]


_WHO = {"name": "姓名", "phone": "电话"}
_TIME = {"created_at": "时间", "user": "账号"}
_PLACES = {"confirmed": "已确认", "waitlisted": "候补", "cancelled": "已取消"}
_SENT = {"weekly": "每周提示", "warning": "预警", "all_clear": "解除预警", "drill": "演练", "notice": "通知"}
_SCHOOLING = {"none": "不限", "primary": "小学", "junior": "初中", "senior": "高中", "college": "大专以上"}
_DAYS = {str(number): f"星期{day}" for number, day in enumerate("一二三四五六日", 1)}

KINDS: tuple[Kind, ...] = (
    Kind(
        "enrolments", "报名", "fa fa-graduation-cap", EnrolmentRecord,
        {"id": "编号", "status": "状态", "course": "课程", "session_title": "班", **_WHO, "for_whom": "给谁报", "age": "年龄",
         **_TIME},
        _PLACES, {"confirmed": "给他名额（候补转正）", "cancelled": "取消报名"},
        search=("session_title", "for_whom"),
    ),
    Kind(
        "events", "活动报名", "fa fa-calendar", SignupRecord,
        {"id": "编号", "status": "状态", "event": "活动", "day": "日期", **_WHO, "people": "人数", "role": "身份", **_TIME},
        _PLACES, {"confirmed": "确认", "cancelled": "取消"},
        words={"role": {"guest": "来参加", "performer": "来表演"}}, search=("day",),
    ),
    Kind(
        "tickets", "诉求", "fa fa-inbox", TicketRecord,
        {"id": "编号", "status": "状态", "kind": "类别", "detail": "内容", "place": "地点", "phone": "电话", "answer": "答复",
         "anonymous": "匿名", "reopened": "重开次数", "picture": "照片", **_TIME},
        {"received": "已收到", "in_progress": "处理中", "resolved": "已办好", "withdrawn": "居民撤回"},
        {"in_progress": "开始处理", "resolved": "办好了", "received": "退回到已收到", "confirmed": "险情属实，告诉大家"},
        {"kind": {"report": "诉求", "sighting": "看到险情", "voice": "征求意见"}},
        hidden=("user", "picture", "phone", "answer"),
    ),
    Kind(
        "listings", "绿色交换", "fa fa-recycle", ListingRecord,
        {"id": "编号", "status": "状态", "kind": "有还是要", "item": "东西", "quantity": "数量", "terms": "怎么给", **_WHO,
         "reserved_until": "留到", **_TIME},
        {"open": "在架", "reserved": "已预订", "done": "完成", "withdrawn": "下架"}, {"withdrawn": "下架", "done": "已成交"},
        {"kind": {"offer": "有东西", "wanted": "想要"}, "terms": {"give": "送", "swap": "换", "sell": "卖"}},
        search=("item",), numbers=("id",),
    ),
    Kind(
        "volunteers", "志愿者", "fa fa-hand-holding-heart", VolunteerRecord,
        {"id": "编号", "status": "状态", **_WHO, "team": "队伍", "skills": "会什么", "free": "有空", "hours": "小时", **_TIME},
        {"active": "在队", "stopped": "离队"},
        {"hours": "记小时（下面写几个小时）", "active": "回队", "stopped": "离队"}, search=("team", "skills", "free"),
    ),
    Kind(
        "talents", "人才银行", "fa fa-star", TalentRecord,
        {"id": "编号", "status": "状态", "skill": "会什么", "bank": "银行", "spare": "有空", **_WHO, **_TIME},
        {"active": "有效", "stopped": "已退出"}, {"stopped": "退出"},
    ),
    Kind(
        "talent_requests", "求助", "fa fa-handshake", TalentRequestRecord,
        {"id": "编号", "status": "状态", "need": "要什么", "bank": "银行", **_WHO, "address": "地址", "time": "时间",
         "rating": "几星", **_TIME},
        {"open": "等人", "offered": "问过人了", "accepted": "有人接了", "done": "办好了", "withdrawn": "结束"},
        {"accepted": "找到人了", "done": "办好了", "withdrawn": "结束", "open": "重新找人"}, search=("need", "time"),
    ),
    Kind(
        "subscriptions", "订阅", "fa fa-bell", SubscriptionRecord,
        {"id": "编号", "status": "状态", "channel": "怎么发", "phone": "电话", "weekday": "星期", "hazards": "关心",
         "building": "楼", "consent_at": "同意的时间", "consent": "同意的话", **_TIME},
        {"active": "有效", "stopped": "已停"}, {"stopped": "停发"},
        {"channel": {"sms": "短信", "wechat": "微信"}, "weekday": _DAYS}, search=("building",), hidden=("user", "consent"),
    ),
    Kind(
        "orders", "企业订单", "fa fa-building", OrderRecord,
        {"id": "编号", "status": "状态", "kind": "招人还是培训", "firm": "企业", "need": "要什么", "quantity": "几个人",
         "due": "什么时候", **_WHO, **_TIME},
        {"open": "等回复", "accepted": "接下了", "declined": "没接", "done": "办完", "withdrawn": "企业撤回"},
        {"accepted": "接下", "declined": "不接", "done": "办完"}, {"kind": {"hire": "招人", "train": "培训"}},
    ),
    Kind(
        "requests", "想学的课", "fa fa-lightbulb", CourseRequestRecord,
        {"id": "编号", "status": "状态", "subject": "想学", "for_whom": "给谁", "age": "年龄", "education": "文化程度",
         "interest": "爱好", **_TIME},
        {"open": "想学", "done": "开班了", "withdrawn": "不学了"}, words={"education": _SCHOOLING},
        search=("subject", "for_whom"),
    ),
    Kind(
        "campaigns", "发送批次", "fa fa-paper-plane", CampaignRecord,
        {"id": "编号", "status": "状态", "kind": "类别", "title": "标题", "reason": "原因", "actor": "谁", "created_at": "时间"},
        {"running": "在发", "paused": "暂停", "stopped": "停了", "done": "发完"}, words={"kind": _SENT},
        search=("title", "actor"), hidden=(),
    ),
)  # fmt: skip
