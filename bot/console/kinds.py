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

_STATES = {
    "confirmed": "已确认", "waitlisted": "候补", "cancelled": "已取消", "active": "有效", "stopped": "已停",
    "received": "已收到", "in_progress": "处理中", "resolved": "已办好", "available": "在架", "reserved": "已预订",
    "done": "完成", "withdrawn": "已撤回", "open": "等人", "offered": "问过人了", "accepted": "有人接了",
    "declined": "没接", "waiting": "等着", "closed": "结束", "callback": "约了回电", "new": "新的", "running": "在发",
    "paused": "暂停", "complaint": "投诉", "report": "报修", "suggestion": "建议", "sighting": "看到险情", "give": "送",
    "swap": "换", "want": "求", "sms": "短信", "wechat": "微信", "weekly": "每周提示", "warning": "预警",
    "all_clear": "解除预警", "drill": "演练", "notice": "通知",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """key: as the desk and `bot export` name it; fields: column → heading; decisions: status → what staff read."""

    key: str
    name: str
    icon: str
    table: Any
    fields: Mapping[str, str]
    decisions: Mapping[str, str] = field(default_factory=dict)
    sealed: Collection[str] = ("name", "phone")
    search: Collection[str] = ("status", "user")
    hidden: Collection[str] = ("user",)
    numbers: Collection[str] = ("id", "age", "hours", "people", "rating", "reopened")
    words: Mapping[str, str] = field(default_factory=lambda: _STATES)


_WHO = {"name": "姓名", "phone": "电话"}
_TIME = {"created_at": "时间", "user": "账号"}

KINDS: tuple[Kind, ...] = (
    Kind(
        "enrolments", "报名", "fa fa-graduation-cap", EnrolmentRecord,
        {"id": "编号", "status": "状态", "course": "课程", "session_title": "班", **_WHO, "for_whom": "给谁报", "age": "年龄",
         **_TIME},
        {"confirmed": "给他名额（候补转正）", "cancelled": "取消报名"},
        search=("status", "course", "session_title", "for_whom", "user"),
    ),
    Kind(
        "events", "活动报名", "fa fa-calendar", SignupRecord,
        {"id": "编号", "status": "状态", "event": "活动", "day": "日期", **_WHO, "people": "人数", "role": "身份", **_TIME},
        {"confirmed": "确认", "cancelled": "取消"}, search=("status", "event", "day", "user"),
    ),
    Kind(
        "tickets", "诉求", "fa fa-inbox", TicketRecord,
        {"id": "编号", "status": "状态", "kind": "类别", "detail": "内容", "place": "地点", "phone": "电话", "answer": "答复",
         "anonymous": "匿名", "reopened": "重开次数", "picture": "照片", **_TIME},
        {"received": "已收到", "in_progress": "处理中", "resolved": "已办好", "confirmed": "险情属实，告诉大家"},
        sealed=("detail", "place", "phone", "answer", "picture"), search=("status", "kind", "user"),
        hidden=("user", "picture", "phone", "answer"),
    ),
    Kind(
        "listings", "绿色交换", "fa fa-recycle", ListingRecord,
        {"id": "编号", "status": "状态", "kind": "送/换/求", "item": "东西", "quantity": "数量", "terms": "说明", **_WHO,
         "reserved_until": "留到", **_TIME},
        {"withdrawn": "下架", "done": "已成交"}, search=("status", "item", "terms", "user"),
    ),
    Kind(
        "volunteers", "志愿者", "fa fa-hand-holding-heart", VolunteerRecord,
        {"id": "编号", "status": "状态", **_WHO, "team": "队伍", "skills": "会什么", "free": "有空", "hours": "小时", **_TIME},
        {"active": "在队", "stopped": "离队", "hours": "记小时（把数字写在下面）"},
        search=("status", "team", "skills", "user"),
    ),
    Kind(
        "talents", "人才银行", "fa fa-star", TalentRecord,
        {"id": "编号", "status": "状态", "skill": "会什么", "bank": "银行", "spare": "有空", **_WHO, **_TIME},
        {"stopped": "退出"}, search=("status", "skill", "bank", "user"),
    ),
    Kind(
        "talent_requests", "求助", "fa fa-handshake", TalentRequestRecord,
        {"id": "编号", "status": "状态", "need": "要什么", "bank": "银行", **_WHO, "address": "地址", "time": "时间",
         "rating": "几星", **_TIME},
        {"accepted": "找到人了", "done": "办好了", "withdrawn": "结束", "open": "重新找人"},
        sealed=("name", "phone", "address"), search=("status", "need", "bank", "user"),
    ),
    Kind(
        "subscriptions", "订阅", "fa fa-bell", SubscriptionRecord,
        {"id": "编号", "status": "状态", "channel": "怎么发", "phone": "电话", "weekday": "星期", "hazards": "关心",
         "building": "楼",
         "consent_at": "同意的时间", "consent": "同意的话", **_TIME},
        {"stopped": "停发"}, search=("status", "channel", "building", "user"), hidden=("user", "consent"),
    ),
    Kind(
        "orders", "企业订单", "fa fa-building", OrderRecord,
        {"id": "编号", "status": "状态", "firm": "企业", "need": "要什么", **_WHO, **_TIME},
        {"accepted": "接下", "declined": "不接", "done": "办完"}, search=("status", "user"),
    ),
    Kind(
        "requests", "想学的课", "fa fa-lightbulb", CourseRequestRecord,
        {"id": "编号", "status": "状态", "subject": "想学", "for_whom": "给谁", "age": "年龄", "education": "文化程度",
         "interest": "爱好", **_TIME},
        search=("status", "subject", "user"),
    ),
    Kind(
        "campaigns", "发送批次", "fa fa-paper-plane", CampaignRecord,
        {"id": "编号", "status": "状态", "kind": "类别", "title": "标题", "reason": "原因", "actor": "谁", "created_at": "时间"},
        search=("status", "kind", "title"),
    ),
)  # fmt: skip
