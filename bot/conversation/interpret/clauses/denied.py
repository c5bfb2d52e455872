"""What a message says that it is not about: 「不是手机班，是保洁班」, 「就问问，不是报名」. Pure."""

import re
from collections.abc import Callable

from bot.understanding.text.bounded_cache import remembered

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+")
_DENIES = re.compile(
    r"^(?:我|这|那|都|可|又|真|倒|并|说了|讲了){0,3}(?:不是|勿是|弗是|没说要?|没讲要?|不学|不想学|不要学|不报|不想报|不要报|不卖|不送|没有要|又没(?:有|得)?)"
)
_SCORNS = re.compile(r"(?:谁|哪个)(?:要|想|会)?(?:去)?(?:学|报|做)|(?:学|做|当|报|搞)(?:啥|什么)(?:子)?")
_NOT_THIS = re.compile(r"(?:你|侬)(?:在)?(?:说|讲)(?:些)?(?:啥|什么|啥子)(?:哦|呢|啊|呀|东西)?")
_LACKED = re.compile(
    r"^(?P<thing>[^，,。.！!？?；;\s]{1,6}?)(?:(?:倒|又|是|都|我|家里|根本){0,2}(?:没有|没得|勿有|呒没|不是|勿是|弗是)(?:的|呀|啊|嘛|了){0,2}|(?:干嘛|干啥|做啥)[呀啊了]?)$"
)
"""「老鼠没有的」, 「足球场干嘛」: a thing that it is not about, where another is named behind."""
_OF_WISHES = re.compile(r"报名|要报|学|上课|课|班|培训|捐|卖|送|投诉|登记|招|志愿|买|反映|活动|问")
_RATHER = re.compile(
    r"^(?:我|这|那|都|可){0,2}(?:不是|勿是|弗是)[^，,。是]{1,10}?[,， ]?(?=(?:而)?是(?!不是)|我要|我想|想要)"
)
_RHETORICAL = re.compile(r"是不是|不是.*(?:吗|么|伐|嘛)$|[?？]$")
SHORTEST = 4  # characters that say what is meant instead
_STAFF = r"(?:真?人工(?!智能)(?:客服|服务)?|工作人员|真人|客服|社区的?人)"
_NOT = r"(?<![要用需])(?:不|别|勿|弗|覅|甭|莫|用不着)(?:是(?=要|想))?(?:要|用|需要|必|想|肯)?"
_CALL = r"(?:再|帮我|给我|替我|跟我|麻烦|去|老|总)*(?:找|叫|转|请|喊|联系|派|接|要)*(?:到|给)?(?:你们|社区|啥|什么)*的?"
_WITHOUT_STAFF = re.compile(
    rf"(?:我|阿拉)?{_NOT}{_CALL}{_STAFF}(?:来|帮忙|处理|了|的|啊|呀|啦|哦)*"
    rf"|{_STAFF}(?:那边|那里|就|也|都|么|嘛|我)*(?:不用|不要|不必|用不着|免了|算了)(?:找|叫|转|了|的|啊|呀|啦|吧)*"
    rf"|(?:^|(?<=[，,。！!；; ]))(?:那|先|我|你们?|您|侬|求你?|千万|拜托|就|都|暂时){{0,4}}{_NOT}(?:再|帮我|给我|替我|去){{0,2}}"
    r"(?:[找叫喊派让请]|通知|惊动)(?:什么|啥|任何)?(?:别?人|人家|谁)(?:家)?(?:过?来|上门)?(?:看我|管我|陪我?|找我)?[了的啊呀啦]{0,2}"
    r"(?=$|[，,。！!；; ])"
)
_NAMED_STAFF = re.compile(r"人工|工作人员|社区|居委|客服|真人|活人|领导|负责|干部|你们的人|你们那")
_UNABLE = re.compile(
    r"^(?:我|她|他|也|就|都|但是?|可是?|不过){0,3}[不弗勿][大太]?[会懂能]|[不弗勿][大太]?会的?$"
)
_ABLE = re.compile(r"(?:^|，|我|她|他|还|就|只)会[\u4e00-\u9fff]{2}")
_STOPS = " ，,。.！!？?；;~、"


def without_person(text: str) -> str:
    """The text without what it says of a person who is not wanted: 「不要工作人员，就问问」; "" where it says nothing else."""
    return _WITHOUT_STAFF.sub(" ", text).strip(_STOPS) if refuses_person(text) else text


def without_unable(text: str) -> str:
    """The text without what somebody says that they cannot do: 「会电脑，不会修电器」; all of it where nothing else is said."""
    clauses = _CLAUSE.findall(text)
    able = [clause for clause in clauses if not _UNABLE.search(clause)]
    return "，".join(able) if able and len(able) < len(clauses) else text


@remembered
def able_beside_unable(text: str) -> str:
    """「会改裤子，做衣服不会」 as 「我会改裤子」, where something is not done and something else is; another text as it is."""
    rest = without_unable(text)
    if rest == text or not _ABLE.search(rest):
        return text
    return f"我{rest}" if rest.startswith("会") else rest


_ANEW = re.compile(
    r"^(?:我|那|好|好吧|都|不对|错了|[，, ])*+(?:重新|从头|重)(?:再)?(?:讲|说|记|报|写|登记|弄|来)"
    r"(?:一遍|一次|一下|过|起|好了|吧)*[，,。：:\s]+(?=.{6,})"
)
_SEEKS = re.compile(
    r"(?:请|找|寻|求|需要|有没有|有勿有)[^，,。\s]{0,8}?[会能][^，,。\s]{1,8}的"
    r"|(?:请|找|寻|叫|求|派)(?:个|位|一个|几个|些|一位)?(?:人(?!才)|师傅|老师|同学|学生|志愿者)|教(?:教|一教)?(?:我们?|阿拉)"
)
_OFFERS = re.compile(
    r"(?<!不是)我(?:也|还|就)?(?:会(?!不会)|能(?!不能)|可以|来教)|帮(?:大家|邻居|人家)|义务|免费教"
)


@remembered
def seeks_help(text: str) -> bool:
    """「请人来教我们唱越剧」, 「找会演小品的」: is somebody wanted who can do it, and no skill offered?"""
    return _SEEKS.search(text) is not None and _OFFERS.search(text) is None


@remembered
def told_anew(text: str) -> str:
    """The text without the words that it is told anew: 「我重新讲，请人来教唱歌，礼拜六下午」."""
    return _ANEW.sub("", text)


def names_staff(text: str) -> bool:
    """Is it the staff that is spoken of: 「叫工作人员来」, and not somebody who helps?"""
    return _NAMED_STAFF.search(text) is not None


def refuses_person(text: str) -> bool:
    """Does the text say that no person of the staff is wanted?"""
    return _WITHOUT_STAFF.search(text) is not None


def without_denied(text: str, names: Callable[[str], bool]) -> str:
    """The text without what it says is not meant, where more is left. names: does a part name a thing?"""
    kept: list[str] = []
    for match in _CLAUSE.finditer(text):
        clause = match[0]
        lacked = _LACKED.match(clause)
        if lacked is not None and names(lacked["thing"]) and names(text[match.end() :]):
            continue
        rather = _RATHER.match(clause)
        if rather is not None and names(rather[0]):
            clause = clause[rather.end() :]
        elif _is_denied(clause, names):
            continue
        kept.append(clause)
    rest = "，".join(kept)
    enough = len(rest) >= SHORTEST or names(rest)
    return rest if kept and enough and len(rest) < len(text) - 2 else text


def _is_denied(clause: str, names: Callable[[str], bool]) -> bool:
    if _NOT_THIS.fullmatch(clause):
        return True
    scorn = _SCORNS.search(clause)
    if scorn is not None and names(clause[scorn.end() :]):
        return True  # 「一个大男人做啥月嫂」
    denial = _DENIES.match(clause)
    if denial is None or _RHETORICAL.search(clause):
        return False
    rest = clause[denial.end() :]
    return not rest or bool(_OF_WISHES.search(clause)) or names(rest)
