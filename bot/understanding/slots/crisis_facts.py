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
_TEXTED = re.compile(
    r"(?:短信|12110)[^，,。；;！!？?\s]{0,6}(?:发了|发过|发好|发出|发去|发掉|发给)|(?:发了|发过|发好|发出|发去|发给)[^，,。；;！!？?\s]{0,6}(?:短信|12110)"
)
_NOT_TEXTED = re.compile(r"没发|没有发|还没|发不|不敢发|要不要|吗|[?？]|写什么|哪个号|几号")
_NOT_CALLED = re.compile(
    r"没打|没有打|还没|打不通|打不出|打不进|没人接|不敢打|要不要|要打|用不用|吗|[?？]|没叫|没报"
)
_HELP_IS_HERE = re.compile(
    r"(?:救护车|急救车|消防车?|消防员|救火[车队员]|云梯|橡皮[船艇]|冲锋舟|警车|警察|民警|交警|医生|大夫|护士|担架|急救(?:的人|员|人员|医生)|救护(?:员|人员)|救援(?:的人|队)|抢救的人|12[02]|119|110)"
    r"[^，,。\s]{0,4}"
    r"(?:来(?:过)?了|来过|到过|到(?:了|门口|楼[上下]|现场|家)|到场|赶到|进来|上来|下来|进门|在抬|接走|拉走|抬走)"
    r"|(?:在|上了?|坐上)(?:救护车|急救车)(?:上|了)|抬上(?:救护)?车|[到在进送去]了?(?:医院|急诊室?|抢救室|手术室)里?了?$"
)
_NOT_HERE = re.compile(
    r"没|不(?:来|去|到|进|送|肯|想|愿|要)|怎|什么|啥|几|吗|[?？]|要|快|马上|就[来到]|等|打|电话|再|如果|万一|之前"
)
_HELPERS_DO = re.compile(
    r"(?:医生|大夫|护士|民警|警察|交警|消防员?|救援队?|急救员|120的人|师傅|物业|保安|他们)[^，,。\s]{0,2}(?:说|讲|问|让|叫|要|在|来|到|给|不)"
    r"|(?:在|到了|进了|送到|送进|住进)(?:医院|急诊|抢救|手术|病房|救护车)|到(?:医院|急诊)了"
)
_IN_HOSPITAL = re.compile(r"医院|住院|住下|病房|监护|ICU|icu|急诊|抢救|手术|挂水|输液|吸氧|救护车|观察")
_HOME = re.compile(r"出院|回家|回来|到家|没事了|不用")
_WELL = re.compile(
    r"(?<![不没])(?:没事|好好的|平安|都好|全好|安全|好了|好多了|醒了|稳住|稳牢|脱离危险|没受?伤|没伤着|出院|救活|救回来|救过来|缓过来|回家了|到家了|找到了|灭了|扑灭|虚惊)"
)
_NOT_WELL = re.compile(r"[啥什]么?(?:没事|好好)|还在(?!家)|没醒|打好了|叫好了|报好了|没救")
_OUT = re.compile(
    r"(?:救|拖|拉|吊|捞|抬|背|抱|爬|夹|取|拿|拔|钻|逃|跑|接|撤|挖|弄|咳|吐)(?:了?他|了?她|人)?(?:出来|上来|下来|出去|上岸|掉)了"
    r"|(?:人|他|她|我们?|都)(?:已经|都)?(?:出来|上来|上岸|下来)了|退(?:烧|下去)了|止住了|缓过来"
)
_NOT_OUT = re.compile(r"没|不|怎|哪能|咋|还|要|能|才|快|[吗伐?？]|血|水了|火|烟")
_SEEN = re.compile(
    r"(?:医生|大夫|护士|校医|急诊|医院)(?:都|已经|也|给他?|帮他?){0,3}(?:看|查|检查|处理|包|包扎|缝|弄)(?:过|好|完)"
    r"|(?:医生|大夫)(?:都|也)?[讲说][^，,。\s]{0,4}(?:没|不要紧|不碍|问题不大)|缝(?:好|了|上)?[^，,。\s]{0,2}针|(?:包扎?|缝)(?:好|起来|上)了|石膏(?:打|上)"
)
_OVER = re.compile(
    r"(?:已经|都|全|全部|现在|早就|完全|真的|人)好了|^好了(?:呀|啊|嘞|好了)|(?<!就)没(?:啥|什么)?(?:大?事|事体|大碍)了|不要紧了|脱险了|脱离危险|虚惊一场"
    r"|(?:醒|缓|清醒)(?:过来|转来)了|(?:抢救|救)(?:过来|转来|回来)了?|笔录(?:都|也|已经)?(?:做|录)(?:好|完)了|止付成功|(?:钱|钞票)(?:都|已经)?(?:拦|冻|封)(?:住|牢)了"
)
_NOT_OVER = re.compile(
    r"有点|一点|好像|半醒|半昏|似乎|就好|就没事|会|要|才|没好|还没|不好|打好|叫好|报好|怎|吗|伐|[?？]|说是|他讲不"
)
_NOT_SEEN = re.compile(
    r"没[看查来到救希办得]|怎|什么|啥|吗|伐|[?？]|要不要|[要等去][看包缝]|快|马上|电话|再|如果|明天"
)
_IN_COMPANY = re.compile(
    r"[去到住](?:了|在)?我?(?:姐姐?|妹妹?|哥哥?|弟弟?|女儿|儿子|囡|妈|娘|爸|阿姨|舅舅?|姑妈?|同学|朋友|邻居|对门|隔壁|楼下)"
    r"[^，,。\s]{0,2}(?:那里|那边|家|屋里)|来(?:接|陪)我|接我(?:了|回去|过去)|陪着?我|(?:肚皮|肚子)(?:也|都|倒)?(?:饿|有点饿)"
    r"|好(?:点|些|多)了|松快|想吃点?|天亮了|熬到天亮|[熬挺]过(?:来|去)了"
)
_WORSE = re.compile(
    r"还在(?!医院|家)|淌血|流血|出血|血流|发抖|抖得|抽筋|发紫|发青|喘(?!气了|过来|得上|得匀|匀了)|叫不|昏|发晕|晕过|吐血|没气|没呼吸|不会动|动不了"
    r"|肿(?!.{0,3}[退消])|又(?:痛|疼|烧|吐|流|晕|抽|着|漏|冒)|更|越来越|看不清|看不见|黑痰|划了?|口子|没力气|骨头断|难受|不想|药"
)
_SOMEBODY = re.compile(
    r"医|护士|大夫|急诊|急救|救护|120|110|119|警|派出所|消防|救援|社工|社区|老师|物业|保安|病房|住院|出院|门诊|心理科|精神科|挂水|洗胃|诊断|配药|开了药|咨询师"
    r"|人来|有人|他们?|她|伊|老公|老婆|老伴|儿子|女儿|囡|爸|妈|爹|娘|爷|奶|外公|外婆|叔|伯|舅|姨|姑|哥|姐|弟|妹|嫂|同学|同事|朋友|邻居|室友|闺蜜|对门|隔壁|楼上|楼下"
)
_BABY = re.compile(
    r"(?<![买住用租开过停])\d+个?多?月(?:大(?!家)|的|零|左右|宝宝|毛毛|小毛头|$|[\s，,。])|几个月大|婴儿|新生儿|毛毛头|小毛头|刚出生|刚生下来|还没满月|没满周岁|不到一岁|吃奶的"
)
_AGE = re.compile(r"(?<!\d)(\d{1,3})(?:周?岁|足岁)")
_BESIDE = re.compile(
    r"(?:宝宝|囡囡|小囡|娃|孩子|小孩|孙子|孙女|外孙)[^，,。\s]{0,3}(?:一个人|没人|在旁|在边|(?:不要|勿要|别)(?:碰|动|过来|靠|摸|拉|看)|走开|让开|快走|学费)"
)
"""A child that is only there, or is told to keep away, is not the patient."""
_SMALL = re.compile(r"宝宝|囡囡|小囡|小人|娃|幼儿|小朋友|孩子|小孩|孙子|孙女|外孙")


@dataclass(frozen=True, slots=True)
class CrisisFacts:
    """place: "" where none is told. patient: "baby", "child" or "" for anybody else."""

    place: str = ""
    called: bool = False
    patient: str = ""
    texted: bool = False


def read(text: str) -> CrisisFacts:
    """What the text tells."""
    called = any(map(tells_of_call, clauses(text)))
    texted = any(map(tells_of_sms, clauses(text)))
    return CrisisFacts(place.spot_to_go_to(text), called, _patient(figures(text)), texted)


def clauses(text: str) -> list[str]:
    """The parts of a text between its stops, as dictation leaves them: by spaces too."""
    return [clause for clause in _STOPS.split(text) if clause]


def tells_of_call(clause: str) -> bool:
    """Does the clause say that the number was rung, or that help is on its way?"""
    return _CALLED.search(clause) is not None and not _NOT_CALLED.search(clause)


def tells_of_sms(clause: str) -> bool:
    """Does the clause say that the police have been sent an SMS: 「短信发过去了」?"""
    return _TEXTED.search(clause) is not None and not _NOT_TEXTED.search(clause)


def tells_of_help(clause: str) -> bool:
    """Does the clause say that those who help are there, or that somebody is with them?"""
    return _HELP_IS_HERE.search(clause) is not None and not _NOT_HERE.search(clause)


def help_is_here(text: str) -> bool:
    """Does a clause of the text say in so many words that help is there?"""
    return any(map(tells_of_help, clauses(text)))


def speaks_of_helpers(text: str) -> bool:
    """Does the text say what those who help do, or that one is where they are? 「坐公交去医院行吗」 does not."""
    return _HELPERS_DO.search(text) is not None


def is_with_doctor(clause: str) -> bool:
    """Does the clause say that somebody is in hospital or treated there, and has not come home?"""
    return _IN_HOSPITAL.search(clause) is not None and not _HOME.search(clause)


def tells_of_wellbeing(text: str) -> bool:
    """Does the text say that all are well, or that it ended well?"""
    return _WELL.search(text) is not None and not _NOT_WELL.search(text)


def tells_of_rescue(clause: str) -> bool:
    """Does the clause say that they are out, or that what was in them or on them is?"""
    return _OUT.search(clause) is not None and not _NOT_OUT.search(clause)


def is_seen_by_doctor(clause: str) -> bool:
    """Does the clause say that a doctor has looked, or that a wound is dressed?"""
    return _SEEN.search(clause) is not None and not _NOT_SEEN.search(clause)


def tells_it_is_over(clause: str) -> bool:
    """Does the clause say in so many words that it is over: 「已经好了呀」?"""
    return _OVER.search(clause) is not None and not _NOT_OVER.search(clause)


def is_in_company(clause: str) -> bool:
    """Does somebody who was in despair go to others, feel hungry or better?"""
    return _IN_COMPANY.search(clause) is not None and not _NOT_OUT.search(clause)


def names_somebody(text: str) -> bool:
    """Does the text name one who helps or treats, or anybody who may be with them?"""
    return _SOMEBODY.search(text) is not None


def tells_of_worse(text: str) -> bool:
    """Does the text tell of a symptom, or that it goes on?"""
    return _WORSE.search(text) is not None


def _patient(text: str) -> str:
    age = _AGE.search(text)
    if age is not None:
        years = int(age[1])
        return CHILD if 1 <= years <= OLDEST_CHILD else BABY if not years else ""
    text = _BESIDE.sub("", text)
    if _BABY.search(text):
        return BABY
    return CHILD if _SMALL.search(text) else ""
