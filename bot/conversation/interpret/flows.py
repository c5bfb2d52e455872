"""The forms as residents speak of them: their slots, the intents that open them, and what their records are called. Pure.

The services declare the forms; `tests/house/test_flows.py` fails where this vocabulary and a declaration part.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flow:
    """A form: what may be said for it, the intent that opens it, and words by which its records are spoken of.

    slots: what the form asks, in its order, and what residents tell beside it. matter: the slot that says in the
    resident's own words what the form is about; "" where none does.
    """

    slots: tuple[str, ...]
    intent: str
    words: tuple[str, ...]
    matter: str = ""


FLOWS: Mapping[str, Flow] = {
    "enrol": Flow(
        ("course", "session", "for_whom", "name", "phone", "age"),
        "training.enrol",
        ("课", "班", "报的名", "报名", "上课", "学"),
    ),
    "request": Flow(
        ("subject", "for_whom", "age", "gender", "education", "interests", "need"),
        "training.request",
        ("想学", "开课", "开班"),
        matter="subject",
    ),
    "volunteer": Flow(("team", "skills", "free", "name", "phone"), "volunteer.join", ("队", "志愿", "活动")),
    "talent_offer": Flow(
        ("skill", "bank", "when", "name", "phone"),
        "talent.offer",
        ("手艺", "本事", "教", "银行", "派活", "派单", "接单"),
        matter="skill",
    ),
    "talent_request": Flow(
        ("need", "bank", "for_whom", "address", "time", "name", "phone"),
        "talent.request",
        ("师傅", "上门", "修", "求助", "帮忙", "人来"),
        matter="need",
    ),
    "listing": Flow(
        ("item", "quantity", "terms", "price", "condition", "name", "phone"),
        "exchange.offer",
        ("挂", "送", "卖", "换", "东西"),
        matter="item",
    ),
    "wish": Flow(("item",), "exchange.find", ("留意", "想要", "找的", "等的"), matter="item"),
    "reserve": Flow(
        ("listing", "name", "phone"),
        "exchange.reserve",
        ("留着", "预定", "预留", "去拿", "去取", "订的"),
        matter="listing",
    ),
    "feedback": Flow(
        ("detail", "place", "picture", "anonymous", "phone"),
        "feedback.submit",
        ("反映", "报修", "投诉", "单子", "报的", "提的", "意见"),
        matter="detail",
    ),
    "subscription": Flow(
        ("channel", "phone", "weekday", "hazards"),
        "disaster.subscribe",
        ("提醒", "提示", "短信", "订阅", "推送", "发我"),
    ),
    "event": Flow(
        ("event", "people", "role", "name", "phone"),
        "activity.join",
        ("活动", "晚会", "比赛", "演出", "那场", "人数"),
    ),
    "employer": Flow(
        ("kind", "need", "quantity", "due", "firm", "name", "phone"),
        "training.employer",
        ("招工", "招人", "招", "订单", "培训员工", "工人"),
        matter="need",
    ),
    "callback": Flow(("phone", "free", "name"), "handoff.call", ("回电", "打电话", "打给我", "回我", "回话")),
    "recommend": Flow(
        ("interests", "for_whom", "age", "gender", "education"), "training.recommend", ("推荐",)
    ),
    "voice": Flow(("matter", "detail"), "matter.voice", ("意见", "协商", "议的"), matter="matter"),
}
FLOW_OF_INTENT: Mapping[str, str] = {flow.intent: name for name, flow in FLOWS.items()}
