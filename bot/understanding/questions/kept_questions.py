"""What a text asks of all that is kept of somebody: 「我报的还在吧」「我名下还有啥」「电话删掉了没有」. Pure."""

import re
from collections.abc import Iterable

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

LONGEST = 40  # characters: a longer text tells more than it asks
_ME = (
    r"(?:我|阿拉|俺|咱|本人|我们?家|我(?:大|小)?(?:妈|爸|娘|儿子|女儿|囡|孙子|孙女|婆婆|公公|老伴|老公|老婆))"
)
_TOOK = (
    r"(?:报名?|登记|反映|投诉|举报|报修|约|预约|订|存|挂|留|交"
    r"|提|填|请|求助|[讲说](?=的那?[件桩条张盏只根扇])|(?:要)?送|(?:要)?卖)"
)
_KEPT = r"(?:在(?!哪|几|什么|啥)|算数|算|有效|作数|没丢|记着|留着|挂着|存着|登着)"
_ASKED = r"(?:不在|吧|吗|伐|么|没有?|嘛|不)(?:啊|呀|呢|哦)?"
_STANDS = re.compile(
    rf"{_ME}(?:之前|上次|前面|前头|刚才|刚刚|前几天|那天)*{_TOOK}(?:上|好|下)?(?:了|过)?的"
    rf"(?:(?:那|这)?[个条张桩件单样门盏只根扇台][^，,。\s]{{0,4}}?)?(?:都|还|现在|到底|是不是|应该|总)*{_KEPT}{_ASKED}$"
    rf"|[给替帮]{_ME}(?:都|全|也)?(?:留|记|登|存|写)(?:着|好|上|下|下来)了?(?:没有?|吗|伐|么)(?:啊|呀)?$"
    rf"|{_ME}约的[^，,。\s]{{0,6}}(?:还|会|到底)*(?:打|来)(?:不打|不来|过来|来|给我){{0,1}}(?:吗|伐|吧|么|的吧)?(?:啊|呀)?$"
    rf"|{_ME}的?(?:那个)?(?:名额|位子|座位|报名|登记|预约|申请)(?:都|还|现在|到底|是不是)*(?:有没有|在不在|有吗|在吗|在伐|有伐|还在|保住|留着)(?:没有?|吗|伐|吧|了)?(?:啊|呀)?$"
)
_SHOW = r"(?:那|请问|请|麻烦|你|您|侬|能不能|帮我|给我|看看?|看一?下|查查?|查一?下|说说|念念|讲讲|再|就|想知道|现在|一下){0,5}+"
_HERE = r"(?:在)?(?:你们?|您|侬)?(?:这里|这边|这儿|那里|那边|社区)"
_ALL_OF_MINE = re.compile(
    rf"{_ME}?(?:名下|手上|手里)(?:现在|到底|眼下|如今|目前)*(?:还|都|总共|一共)*(?:有|剩|登[着了过]|报[着了过]|挂着)?(?:些|点)?(?:啥|什么|哪些|哪几[样条]|几[样条单])"
    rf"|^{_SHOW}{_ME}(?:现在|到底|还|都|总共|一共|以前|如今){{0,3}}+{_HERE}?(?:现在|到底|还|都|总共|一共|如今){{0,3}}+有?"
    rf"(?:登记|预约|办|留|存)(?:了|过|着|的)(?:是|有|些|点){{0,2}}+(?:啥|什么|哪些|哪几[样条件])(?:东西|事情?|记录|单子)?(?:没有?|呀|啊|来着)?$"
)
_WHAT = r"(?:些|点|都|有|是|的){0,3}(?:啥|什么|哪些|哪几样)(?:东西|事情?|记录|单子|登记)?"
_ENDING = r"(?:没有?|呀|啊|呢|来着|吗|嘛|伐|哦)?[?？。 ]*$"
_ALL_KEPT = re.compile(
    rf"{_ME}[^，,。？?]{{0,10}}(?:登记|登|记|留|存|报|订|办|弄|填|交|挂)(?:过|着|了|下){_WHAT}{_ENDING}"
    rf"|(?:记|存|留|登记?|有)(?:着|了|过|下)?(?:关于)?{_ME}{_WHAT}{_ENDING}"
    rf"|有{_ME}的?(?:什么|啥)?(?:记录|登记)(?:没有?|吗|么|伐|不){_ENDING}"
    rf"|^(?:不是|是|就是|[，, ]){{0,3}}{_ME}(?:以前|之前|上次|现在){{0,2}}(?:登记|报|订|办|留)过的(?:东西|事情?|记录)?$"
    rf"|{_ME}[^，,。？?]{{0,4}}(?:登|登记|报|订)过(?:东西|记录|名|什么|啥)?(?:没有?|吗|伐)(?:啊|呀)?$"
)
_WHATEVER = re.compile(
    r"(?:随便|不管|不论|无论)(?:啥|什么|哪)|(?:啥|什么)都(?:行|算|可以|要|好)|都算|都要看|都给我"
)
_SORTS = re.compile(r"报名|报的|订阅|订的|登记|课|活动|东西|单子|反映|预约")
_OFFERED = {"课", "活动", "东西"}
"""What there is for everybody as well as on record."""
_HOW_MANY = re.compile(
    r"(?:查查?|看看?|数数?|算算?)(?:一下|看)?(?:我)?(?:名下|现在|一共|总共|到底|这里|登记|报|有|了|的)*几(?:条|样|单|桩|项|张|门|个)(?:登记|报名|单子|记录)?(?:了|啊|呀)?$"
    rf"|{_ME}(?:名下|现在|一共|总共|到底)+有?几(?:条|样|单|桩|项)(?:登记|记录|单子)?(?:了|啊|呀)?$"
)
_IN_YET = re.compile(
    r"(?:那个|这个|我的?|我家|他的?|她的?|刚才的?|前面的?)[^，,。\s]{0,6}(?:报名|登记|申请|预约|名额)"
    r"(?:到底|现在|还|都|已经|有没有)*(?:弄|办|搞|登|报|写|交|填|成|取消|退|撤|删|去)(?:上|好|成|掉|进去|完|了)*(?:没有?|没得|吗|伐|么)(?:啊|呀)?$"
    r"|我(?:要)?(?:送|卖|报|登记|填|订|存)的[^，,。\s]{0,6}(?:登记|报名|弄|办|写|交)(?:上|好|成|掉|进去|完|了)*(?:没有?|没得|吗|伐|么)(?:啊|呀)?$"
)
_NAMED_IN_YET = re.compile(
    r"^[^\s，,。]{2,12}?(?:到底|现在|还|都|已经|有没有|给我|帮我)*(?:报|登记|订|约|预约)(?:上|好|成|进去|上去)+了?(?:没有?|没得|吗|伐|么)(?:啊|呀)?$"
)
_ENDED = re.compile(r"[^\s，,。]{2,8}(?:退|撤|取消|删|停)(?:掉|好|成)?了?(?:没有?|吗|伐|么)(?:啊|呀)?$")
_NO_NEWS = re.compile(r"谢|麻烦|查|看|帮|问|急|你|您|侬|什么|啥|哪|几|吗|么|伐|没有|怎么|别|不要|快")
SHORT = 3  # characters
_DATA = r"(?:电话|手机|号码|名字|姓名|信息|资料|数据|记录|身份证|个人|全部|统统|所有|我的东西)"
_ERASES = r"(?:删|抹|清空|清除|清掉|清(?=干净|光)|注销|消掉|去掉|划掉)"
_DOES = re.compile(_ERASES)
_ERASED_YET = re.compile(
    rf"{_DATA}[^，,。\s]{{0,6}}{_ERASES}(?:掉|除|干净|光|完|好|成|了){{0,3}}(?:没有?|吗|伐|么|不)(?:啊|呀)?[?？。 ]*$"
    rf"|{_ERASES}(?:掉|除|干净|光|完|好|了){{0,3}}(?:我的?)?{_DATA}(?:没有?|吗|伐|么)(?:啊|呀)?[?？。 ]*$"
)
_ERASE_TOO = re.compile(
    rf"(?:把)?(?:我的?|我家的?|家里的?)?{_DATA}(?:号码|号)?(?:也|都|全|一起|一道|顺便|给我|帮我|统统|一并){{0,3}}{_ERASES}"
    rf"|{_ERASES}(?:掉|了)?(?:我的?){_DATA}|(?:全|都|统统|全部){{1,2}}(?:给我)?(?:删|抹|清)(?:掉|光|干净|了)|别(?:再)?(?:留|存)(?:我的?){_DATA}"
)
_NOT = re.compile(r"(?:别|不要|不用|没有?|勿|弗|先别|会不会|能不能|怎么|如何|咋)[^，,。\s]{0,6}$")
_ALL_BUT = (
    "other", "talent_offer", "listing", "enrol", "event", "volunteer", "subscription", "reserve", "wish",
    "talent_request", "request", "employer",
)  # fmt: skip
_VERBS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"(?:{verbs})(?:上|好|下)?(?:了|过)?的"), kinds)
    for verbs, kinds in (
        (r"反映|投诉|举报|报修|提|讲|说", ("feedback", "voice")),
        (r"约|预约", ("callback", "reserve")),
        (r"订", ("subscription", "reserve")),
        (r"挂|送|卖", ("listing", "wish", "reserve")),
        (r"请|求助", ("talent_request",)),
        (r"登记|存|留|填", _ALL_BUT),
        (r"报名?", ("enrol", "event", "volunteer")),
    )
)


@remembered
def asks_what_is_kept(text: str) -> bool:
    """Does a clause ask whether one's own is still there, or what there is, and the others nothing else?"""
    if len(text) > LONGEST:
        return False
    clauses = bare_clauses(text)
    return (any(map(_asks, clauses)) or _of_every_sort(text)) and not any(map(_DOES.search, _others(clauses)))


def _others(clauses: Iterable[str]) -> list[str]:
    """The clauses that neither ask what is kept nor whether it is ended."""
    return [clause for clause in clauses if not _asks(clause) and not _ENDED.search(clause)]


def _asks(clause: str) -> bool:
    return any(pattern.search(clause) for pattern in (_STANDS, _ALL_OF_MINE, _ALL_KEPT, _HOW_MANY, _IN_YET))


def told_beside(text: str) -> str:
    """「我讲的那盏灯还记着伐 是三号楼」: what is told beside the question; "" for nothing."""
    told = [
        clause.removeprefix("就").removeprefix("是")
        for clause in _others(bare_clauses(text))
        if len(clause) > SHORT and not _NO_NEWS.search(clause)
    ]
    return "，".join(told)


def asks_if_named_in(text: str) -> bool:
    """「假日学校报上了没」: is it asked of something by its name whether one is in?"""
    return bool(_NAMED_IN_YET.search(text))


def asks_for_everything(text: str) -> bool:
    """「我名下还有啥」「查查现在几条」: is all of one's own meant, of whatever kind?"""
    if _ALL_OF_MINE.search(text) or _HOW_MANY.search(text) or _of_every_sort(text):
        return True
    return any(map(_ALL_KEPT.search, bare_clauses(text)))


def _of_every_sort(text: str) -> bool:
    """「随便啥，报名啊订阅啊都算」: are records of several sorts meant, whichever there are?"""
    sorts = set(_SORTS.findall(text))
    return bool(_WHATEVER.search(text)) and len(sorts) > 1 and bool(sorts - _OFFERED)


def kinds_by_verb(text: str) -> tuple[str, ...]:
    """The kinds of record of which one says 「我报的」 or 「我约的」, the likeliest first; () for no such word."""
    return next((kinds for pattern, kinds in _VERBS if pattern.search(text)), ())


@remembered
def asks_if_erased(text: str) -> bool:
    """「电话删掉了没有」: is it asked whether what was kept of oneself is gone?"""
    return len(text) <= LONGEST and bool(_ERASED_YET.search(text))


@remembered
def wishes_erasure(text: str) -> bool:
    """「把我电话也删掉」: is what is kept of oneself to be erased, said beside another wish?"""
    found = _ERASE_TOO.search(text)
    return found is not None and not asks_if_erased(text) and not _NOT.search(text[: found.start()])
