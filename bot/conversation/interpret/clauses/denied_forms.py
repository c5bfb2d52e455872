"""Whether a message denies the form that is open, and what it says instead: 「不是招人 我自己想学」, 「我没要东西啊」. Pure."""

import re
from collections.abc import Mapping, Sequence

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+[？?]?")
_NOT = (
    r"(?:不是|勿是|弗是|不系|没(?:有|得)?(?:说|讲|要|想|叫|打算)|又没(?:有|得)?|不(?:要|想|会|用|打算|需要|肯)|勿要|弗要|覅"
    r"|别(?![人的处])(?:给我|再)?|谁(?:说|讲|要)|哪(?:有|里|来|个)|(?<!晓得)(?<!知道)啥(?:子)?|什么(?!样)|几时)"
)
_PLAINLY_NOT = (
    r"(?:不是(?!我(?!要)|她|他|伊|本人|自己)|勿是|弗是|不系|没(?:有)?(?:说|讲|要|叫|打算)|又没|谁(?:说|讲|要)"
    r"|哪(?:里|个)(?:说|讲|要))"
)
_BETWEEN = r"(?:(?!让|知道|晓得|告诉|收不到)[\u4e00-\u9fff]){0,5}?"
_NO_DENIAL = re.compile(
    r"(?:不|别|勿|弗|莫)[^谁哪]{0,8}了[吧啊呀哦]*$|改(?:成|为|微|短)|换成|退订|不是[^，,。]{1,10}[嘛吗么]$"
)
"""「不订了」 ends the form: that is no denial of it."""


_ABOUT: Mapping[str, str] = {
    "employer": r"招(?:人|工|聘|学徒|(?=$|[啊呀的了呢吧]))|老板|开厂|雇|用工|请(?:人|工)|办培训|企业主",
    "listing": r"(?<![这那]个)(?<!啥)(?<!什么)(?<![买找])东西|送(?:人|什么|啥|掉)|(?:卖|捐|换)(?:东西|机器|什么|啥|人|掉)|邻居"
    r"|闲置|(?<=不是)(?:要)?[卖送换捐]",
    "wish": r"(?:买|找|要|留意)(?:什么|啥|东西)",
    "subscription": r"短信|(?<!退)订(?:阅|这个|什么|啥)?(?![下座])|提醒|提示|推送|消息|防灾",
    "feedback": r"派人|反映|投诉|报(?:修|事|什么|啥)|上报|举报|告状|告(?:他|谁)|提意见",
    "volunteer": r"志愿|入队|加入|参加(?:你们|队)|当(?:什么|啥)",
    "talent_offer": r"教(?:人|别人|课|什么)|接单|帮(?:别人|人家|大家)|手艺|本事|义务|出力|存(?:什么|啥)",
    "talent_request": r"(?:找|叫|请|派)(?:个|什么|啥)?(?:人|师傅)|人(?:来)?帮|上门|求助|帮手|修(?![得好到过])",
    "event": r"活动|参加|表演|演出|比赛",
    "enrol": r"报名|报[课班]|上课",
    "callback": r"打电话|回电|打给我",
    "recommend": r"推荐|挑课|选课",
}  # fmt: skip
"""What each form is about, in words of a denial."""
_STAYS = {
    flow: re.compile(words)
    for flow, words in {
        "employer": r"招|办培训|给(?:员工|工人|职工|厂里)|培训(?:员工|工人|职工)",
        "listing": r"[送卖换捐]|免费|块|元|件|成新",
        "wish": r"要的是|想要|找的是",
        "subscription": r"微信|短信|公众号|预警|每|周|礼拜|星期|号码|1\d{10}",
        "feedback": r"反映的?是|投诉的?是|报的?是|坏|漏|堵|建议|提意见",
        "volunteer": r"队",
        "talent_offer": r"会|教",
        "talent_request": r"[找叫请帮修]",
        "event": r"活动|参加|表演|演出|比赛|场",
        "enrol": r"报|学|班|课",
        "callback": r"打|电话|\d{7}",
        "recommend": r"推荐|课|学",
    }.items()
}  # fmt: skip
"""Words beside a denial which only put something in the form right."""
_OTHERWISE = {
    flow: re.compile(words)
    for flow, words in {
        "employer": r"打工的|(?:我|咱)(?:自己|个人)?(?:就)?(?:想|要|是来|来)(?:报|学)(?!徒)"
        r"|自己(?:想|要|来|去)?学|(?:找|想找|要找)(?:个)?(?:工作|活)",
        "talent_offer": r"(?:我|家里)(?:是)?(?:想|要)(?:请|找|叫|有)(?:个)?人",
    }.items()
}  # fmt: skip
"""What says without a denial that something else is meant."""
_PLAINLY = frozenset({"callback", "enrol", "event", "recommend", "talent_offer", "talent_request", "wish"})
"""Forms that only a plain 「不是」 or 「没说」 denies."""
_MISTAKEN = r"(?:当|以为|拿)我[\u4e00-\u9fff]{0,3}?"
_ANY_NOT = rf"(?:{_NOT}{_BETWEEN}|(?<![收看听])(?:不|没(?:有|得)?)|{_MISTAKEN})"
_SURE_NOT = rf"(?:{_PLAINLY_NOT}{_BETWEEN}|{_MISTAKEN})"
_DENIALS = {
    flow: re.compile(rf"{_SURE_NOT if flow in _PLAINLY else _ANY_NOT}(?:{about})")
    for flow, about in _ABOUT.items()
}
_NEVER = re.compile(r"(?!)")
_PROTEST = re.compile(
    r"(?:要)?(?:什么|啥)(?:东西|邻居|短信|事情?|匿名|地方|地点)[啊呀哦嘛]*+[?？]*+|"
    r"(?:不对|不是|勿是|弗是|错了|搞错了?|弄错了?|听错了?|啊++|哎++|唉|算了|退出|不要|不要了|我的天|你(?:听|看)?(?:不懂|错)[\u4e00-\u9fff]{0,4})[啊呀哦噢嘛的了吧]*+"
    r"|(?:我)?(?:讲|说)(?:了)?(?:第)?[几两二三四五]遍了?|(?:你|侬)(?:说|讲|问|搞)(?:啥|什么|啥子)(?:哦|呢|啊|呀)?"
)
_ASKS = re.compile(r"(?:我|是|就|想|来)问|问(?:你|侬|一)|(?:想|要)(?:晓得|知道)")
_SAYS_IT = re.compile(r"^(?:而?是(?=问|要|说|想|来)|我(?:是)?(?:说|讲)的?是)")
SHORTEST = 3  # characters that say what is meant instead


_NO_MATTER_OF_IT = {
    "event": re.compile(
        r"(?:我)?活动(?:我)?(?:不|没)(?:参加|报|去)[的了啊呀]{0,2}|跟活动(?:没|无|不)[^，,。]{0,2}关系?"
    ),
    "enrol": re.compile(
        r"(?:我)?(?:课|上课|培训)(?:我)?(?:不|没)(?:报|上|学)[的了啊呀]{0,2}|不报课[了的]{0,2}"
        r"|跟(?:课|上课|报名)(?:没|无|不)[^，,。]{0,2}关系?"
    ),
}
"""Clauses that say of the open form that it is not what is wanted: 「活动不参加」, 「跟课没关系」."""
_CRIES = {
    "event": re.compile(r"(?:什么|啥)活动[啊呀哦嘛]{1,2}"),
    "enrol": re.compile(
        r"(?:什么|啥)(?:课|培训)[啊呀哦嘛]{1,2}|(?:上|报)(?:什么|啥)(?:课|名)[啊呀哦嘛]{0,2}"
    ),
}
"""「什么活动啊」, which beside something else is a protest, and alone a question."""
_NAMES_IT = {flow: re.compile(about) for flow, about in _ABOUT.items()}
LONG = 8  # characters of what is said beside it


def meant_instead(text: str, flow: str, asked: str) -> str | None:
    """What a message that denies the open form says instead, "" for nothing; None where it does not deny it.

    asked: the slot that the form asks for.
    """
    denial = _DENIALS.get(flow)
    if denial is None:
        return None
    clauses: list[str] = _CLAUSE.findall(text)
    if any(map(_NO_MATTER_OF_IT.get(flow, _NEVER).fullmatch, clauses)):
        return _beside_no_matter(flow, clauses)
    if cried_out := _beside_cry(flow, clauses):
        return cried_out
    denied = [clause for clause in clauses if _denies(denial, clause)]
    said = _without_protests([clause for clause in clauses if clause not in denied])
    if not _leaves(flow, said, denied) or (not said and _is_value(denied, asked)):
        return None
    said = _SAYS_IT.sub("", said)
    return said if len(said) >= SHORTEST else ""


_ONLY_ASKS = re.compile(
    r"(?:^|[，,。！!？?\s])(?:我|阿拉|俺)?(?:就|只|只是|就是|光|不过)(?:是|想|要)?问(?:一下|一声|问|问看)?(?P<rest>[^\d，,。].{1,50})$"
)
_OF_THE_REPORT = re.compile(
    r"什么时候|啥时候|几时|多久|几天|回音|答复|处理|来(?:修|人|看)|匿名|电话|名字|地址|地点|收费|要钱|收钱|登记|转|社区会"
)


def asked_only(text: str) -> str:
    """「啥匿名？我就问婚检」: what a message says to be all that it asks, which no report is made of; "" for any other."""
    found = _ONLY_ASKS.search(text.rstrip(" 。.！!"))
    return "" if found is None or _OF_THE_REPORT.search(found["rest"]) else found["rest"].strip()


def _denies(denial: re.Pattern[str], clause: str) -> bool:
    """Does the clause deny the form, and not merely end it?"""
    return denial.search(clause) is not None and not _NO_DENIAL.search(clause)


def _beside_cry(flow: str, clauses: Sequence[str]) -> str:
    """What is said beside 「什么活动啊」, where it is of something else; "" for anything else."""
    cry = _CRIES.get(flow, _NEVER)
    kept = [clause for clause in clauses if not cry.fullmatch(clause)]
    beside = "，".join(kept)
    other = len(kept) < len(clauses) and len(beside) >= LONG
    return beside if other and not _NAMES_IT[flow].search(beside) else ""


def _beside_no_matter(flow: str, clauses: Sequence[str]) -> str:
    """What is said beside 「活动不参加」; "" for nothing."""
    plainly, denial = _NO_MATTER_OF_IT[flow], _DENIALS[flow]
    kept = [clause for clause in clauses if not plainly.fullmatch(clause) and not denial.search(clause)]
    said = _without_protests(kept)
    return said if len(said) >= SHORTEST else ""


def _without_protests(clauses: Sequence[str]) -> str:
    """What the clauses say, without those that only protest: 「搞错了」."""
    return "，".join(clause for clause in clauses if not _PROTEST.fullmatch(clause))


def _leaves(flow: str, said: str, denied: Sequence[str]) -> bool:
    """Is the form left, and nothing in it only put right, or refused as one ends a form?"""
    meant = "，".join(clause for clause in said.split("，") if not _NEGATES.match(clause))
    if _OTHERWISE.get(flow, _NEVER).search(meant):
        return True
    if flow == _OF_FIRMS and any(map(_TRAINS.search, (said, *denied))):
        return False
    sure = any(map(_SURELY.search, denied))
    asks = _ASKS.search(said) is not None
    wants = asks or _WANTS.search(said) is not None
    return bool(denied) and (sure or wants) and (asks or not _STAYS.get(flow, _NEVER).search(said))


_A_WAY = re.compile(r"(?:我)?不是(?:白)?(?:(?:手机)?短信|微信|[送卖换捐])[了啦啊呀哦的~]*")
_OF_FIRMS = "employer"
_TRAINS = re.compile(r"(?<!不是)(?<!办)(?<!参加)(?<!来)培训")
_NEGATES = re.compile(r"(?:我)?(?:又)?(?:不是|勿是|弗是|没|不)")
_SURELY = re.compile(
    r"不是|勿是|弗是|不系|没(?:有)?(?:说|讲|要|想|叫)|又没|没(?:有|得)?东西|谁|哪|啥|什么|当我|以为我|拿我"
)
_WANTS = re.compile(r"我(?:要|想|是|就)|帮我|[吗伐呢么?？]|没$|几|哪|怎么|咋|什么|啥|多少")
_EXCLUDES = {
    "channel": re.compile(r"短信|微信"),
    "terms": re.compile(r"^.{0,4}[送卖换捐]$"),
    "kind": re.compile(r"招"),
}


def _is_value(denied: Sequence[str], asked: str) -> bool:
    """「不要短信」, where nothing else is said and the way is asked for, or 「不是送」, leaves one of the ways out."""
    excluded = _EXCLUDES.get(asked, _NEVER)
    return any(excluded.search(clause) or _A_WAY.fullmatch(clause) for clause in denied)


_RATHER = re.compile(
    r"^(?:什么呀?|啥呀|你(?:听|搞|弄)[岔错]了)?[，,。！!\s]{0,2}(?:不是|弗是|勿是)(?:我)?(?:要|想)?(?:学|报|招|送|卖|请人|反映|这个)[^，,。\s]{0,4}[，,。！!\s]+(?:而?是|我要的?是)(?P<other>.{4,})"
    r"|^(?:不是|不对|弗是|勿是|错了?|搞错了?|哎|唉|啊)[啊呀的了吧嘛]*[，,。！!\s]+(?:我(?:是)?(?:说|讲|要)(?:的)?是?|我是要)(?P<rest>.{4,})"
)


def said_rather(text: str) -> str:
    """「不是 我说我妈陪聊的时间 看看我的」: what is said to be meant, whatever the form is about; "" for nothing."""
    found = _RATHER.match(text)
    return (found["rest"] or found["other"]) if found else ""
