"""What a message in danger tells beside its question: where it is, whether the number was rung, who the patient is."""

import re
from dataclasses import dataclass

from bot.understanding.slots import place
from bot.understanding.slots.numerals import figures

BABY, CHILD = "baby", "child"
OLDEST_CHILD = 8  # years; older ones are helped as adults are
_NUMBER = r"(?:11[09]|120|急救|救护车|消防车?|报?警|电话)"
_CALLED = re.compile(
    rf"{_NUMBER}[^，,。\s不没]{{0,4}}(?:打了|打过|打好|打通|打去|通了|接了|叫了|报了|说|讲|让我|叫我|问我)"
    rf"|(?:打|拨|叫|报)(?:了|过|通了?|好了?)?{_NUMBER}(?:了|过|去了|好了)"
    rf"|(?:打了|打过|拨了|打通了?|叫了|报了|在打|正打着?){_NUMBER}"
    r"|^(?:我|他|她|已经|刚刚?|早就?|都|嗯|好|对|喏){0,4}+(?:(?:[打拨](?:了|过了?|好了?|通了?)|叫了|报了)[呀啦的呢啊]?){1,3}+$"
    r"|^(?:我|已经|刚刚?|喏){0,3}+在[打拨]了?$"
    r"|(?:救护车|急救车|消防车?|警车|警察|12[02]|119|110|车子?)(?:他们|说|讲|已经|都){0,3}+(?:在路上|在来|出来了|出发|出车|派(?:了|出)|就来|就到|马上(?:就)?[来到]|快[来到])"
)
_STOPS = re.compile(r"[\s，,。；;！!…]+|(?<=[?？])")
_NOT_CALLED = re.compile(
    r"没打|没有打|还没|打不通|打不出|打不进|没人接|不敢打|要不要|要打|用不用|吗|[?？]|没叫|没报"
)
_HELP_IS_HERE = re.compile(
    r"(?:救护车|急救车|消防车?|消防员|警车|警察|民警|交警|医生|大夫|护士|担架|救援队|12[02]|119|110)[^，,。\s]{0,4}"
    r"(?:来了|到(?:了|门口|楼[上下]|现场|家)|到场|赶到|进来|上来|下来|进门|在抬|接走|拉走|抬走)"
    r"|(?:在|上了?|坐上)(?:救护车|急救车)(?:上|了)|抬上(?:救护)?车|[到在进送去]了?(?:医院|急诊室?|抢救室|手术室)里?了?$"
)
_NOT_HERE = re.compile(r"没|不来|怎|什么|啥|几|吗|[?？]|要|快|马上|就[来到]|等|打|电话|再|如果|万一|之前")
_IN_HOSPITAL = re.compile(r"医院|住院|住下|病房|监护|ICU|icu|急诊|抢救|手术|挂水|输液|吸氧|救护车|观察")
_HOME = re.compile(r"出院|回家|回来|到家|没事了|不用")
_WELL = re.compile(
    r"(?<![不没])(?:没事|好好的|平安|都好|全好|安全|好了|好多了|醒了|稳住|稳牢|脱离危险|没受?伤|没伤着|出院|救活|救回来|缓过来|回家了|到家了|找到了|灭了|扑灭|虚惊)"
)
_NOT_WELL = re.compile(r"[啥什]么?(?:没事|好好)|还在(?!家)|没醒|打好了|叫好了|报好了|没救")
_BABY = re.compile(
    r"\d+个?多?月(?:大(?!家)|的|零|左右|宝宝|毛毛|小毛头|$|[\s，,。])|几个月大|婴儿|新生儿|毛毛头|小毛头|刚出生|刚生下来|还没满月|没满周岁|不到一岁|吃奶的"
)
_AGE = re.compile(r"(?<!\d)(\d{1,3})(?:周?岁|足岁)")
_SMALL = re.compile(r"宝宝|囡囡|小囡|小人|娃|幼儿|小朋友|孩子|小孩|孙子|孙女|外孙")


@dataclass(frozen=True, slots=True)
class CrisisFacts:
    """place: "" where none is told. patient: "baby", "child" or "" for anybody else."""

    place: str = ""
    called: bool = False
    patient: str = ""


def read(text: str) -> CrisisFacts:
    """What the text tells."""
    called = any(map(tells_of_call, clauses(text)))
    return CrisisFacts(place.spot(text) or "", called, _patient(figures(text)))


def clauses(text: str) -> list[str]:
    """The parts of a text between its stops, as dictation leaves them: by spaces too."""
    return [clause for clause in _STOPS.split(text) if clause]


def tells_of_call(clause: str) -> bool:
    """Does the clause say that the number was rung, or that help is on its way?"""
    return _CALLED.search(clause) is not None and not _NOT_CALLED.search(clause)


def tells_of_help(clause: str) -> bool:
    """Does the clause say that those who help are there, or that somebody is with them?"""
    return _HELP_IS_HERE.search(clause) is not None and not _NOT_HERE.search(clause)


def is_with_doctor(clause: str) -> bool:
    """Does the clause say that somebody is in hospital or treated there, and has not come home?"""
    return _IN_HOSPITAL.search(clause) is not None and not _HOME.search(clause)


def tells_of_wellbeing(text: str) -> bool:
    """Does the text say that all are well, or that it ended well?"""
    return _WELL.search(text) is not None and not _NOT_WELL.search(text)


def _patient(text: str) -> str:
    age = _AGE.search(text)
    if age is not None:
        years = int(age[1])
        return CHILD if 1 <= years <= OLDEST_CHILD else BABY if not years else ""
    if _BABY.search(text):
        return BABY
    return CHILD if _SMALL.search(text) else ""
