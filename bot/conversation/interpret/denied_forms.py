"""Whether a message denies the form that is open, and what it says instead: 「不是招人 我自己想学」, 「我没要东西啊」. Pure."""

import re
from collections.abc import Mapping

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+[？?]?")
_NOT = (
    r"(?:不是|勿是|弗是|不系|没(?:有|得)?(?:说|讲|要|想|叫|打算)?|又没(?:有|得)?|不(?:要|想|会|用|打算|需要|肯)|勿要|弗要|覅"
    r"|别(?![人的处])(?:给我|再)?|谁(?:说|讲|要)|哪(?:有|里|来|个)|啥(?:子)?|什么|几时)"
)
_PLAINLY_NOT = (
    r"(?:不是(?!我(?!要)|她|他|伊|本人|自己)|勿是|弗是|不系|没(?:有)?(?:说|讲|要|叫|打算)|又没|谁(?:说|讲|要)"
    r"|哪(?:里|个)(?:说|讲|要))"
)
_BETWEEN = r"(?:(?!让|知道|晓得|告诉|收不到)[\u4e00-\u9fff]){0,5}?"
_GIVES_UP = re.compile(r"(?:不|别|勿|弗|莫)[^谁哪]{0,8}了[吧啊呀哦]*$")
"""「不订了」 ends the form: that is no denial of it."""


_ABOUT: Mapping[str, str] = {
    "employer": r"招(?:人|工|聘|学徒)?|老板|开厂|雇|用工|请(?:人|工)|办培训|企业主",
    "listing": r"(?<![这那]个)东西|送(?:人|什么|啥|掉)|(?:卖|捐|换)(?:东西|机器|什么|啥|人|掉)|邻居|闲置"
    r"|(?<=不是)(?:要)?[卖送换捐]",
    "wish": r"(?<![这那]个)东西|(?:买|找|要|留意)(?:什么|啥|东西)",
    "subscription": r"短信|订(?:阅|这个|什么|啥)?(?![下座])|提醒|提示|推送|消息|防灾",
    "feedback": r"派人|反映|投诉|报修|上报|举报|告状|告(?:他|谁)|提意见",
    "volunteer": r"志愿|入队|加入|参加(?:你们|队)|当(?:什么|啥)",
    "talent_offer": r"教(?:人|别人|课|什么)|接单|帮(?:别人|人家|大家)|手艺|本事|义务|出力|存(?:什么|啥)",
    "talent_request": r"(?:找|叫|请|派)(?:个|什么|啥)?(?:人|师傅)|人(?:来)?帮|上门|求助|帮手",
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
        "feedback": r"反映的?是|投诉的?是|报的?是|坏|漏|堵",
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
        "talent_offer": r"(?:我|家里)(?:是)?(?:想|要)(?:请|找|叫|有)(?:个)?人|帮我",
    }.items()
}  # fmt: skip
"""What says without a denial that something else is meant."""
_PLAINLY = frozenset({"callback", "enrol", "event", "recommend", "talent_offer", "talent_request"})
"""Forms that only a plain 「不是」 or 「没说」 denies."""
_MISTAKEN = r"(?:当|以为|拿)我[\u4e00-\u9fff]{0,3}?"
_ANY_NOT = rf"(?:{_NOT}{_BETWEEN}|(?<![收看听])不|{_MISTAKEN})"
_SURE_NOT = rf"(?:{_PLAINLY_NOT}{_BETWEEN}|{_MISTAKEN})"
_DENIALS = {
    flow: re.compile(rf"{_SURE_NOT if flow in _PLAINLY else _ANY_NOT}(?:{about})")
    for flow, about in _ABOUT.items()
}
_NEVER = re.compile(r"(?!)")
_PROTEST = re.compile(
    r"(?:不对|不是|勿是|弗是|错了|搞错了?|弄错了?|听错了?|啊++|哎++|唉|算了|退出|不要|不要了|我的天|你(?:听|看)?(?:不懂|错)[\u4e00-\u9fff]{0,4})[啊呀哦噢嘛的了吧]*+"
    r"|(?:我)?(?:讲|说)(?:了)?(?:第)?[几两二三四五]遍了?|(?:你|侬)(?:说|讲|问|搞)(?:啥|什么|啥子)(?:哦|呢|啊|呀)?"
)
_ASKS = re.compile(r"(?:我|是|就|想|来)问|问(?:你|侬|一)|(?:想|要)(?:晓得|知道)")
_SAYS_IT = re.compile(r"^(?:而?是(?=问|要|说|想|来)|我(?:是)?(?:说|讲)的?是)")
SHORTEST = 3  # characters that say what is meant instead


def meant_instead(text: str, flow: str, asked: str) -> str | None:
    """What a message that denies the open form says instead, "" for nothing; None where it does not deny it.

    asked: the slot that the form asks for.
    """
    denial = _DENIALS.get(flow)
    if denial is None:
        return None
    clauses: list[str] = _CLAUSE.findall(text)
    denied = [clause for clause in clauses if denial.search(clause) and not _GIVES_UP.search(clause)]
    rest = [clause for clause in clauses if clause not in denied and not _PROTEST.fullmatch(clause)]
    said = "，".join(rest)
    if not _leaves(flow, said, denied=bool(denied)) or (not said and _is_value(denied, asked)):
        return None
    said = _SAYS_IT.sub("", said)
    return said if len(said) >= SHORTEST else ""


def _leaves(flow: str, said: str, *, denied: bool) -> bool:
    """Is the form left, and nothing in it only put right?"""
    if _OTHERWISE.get(flow, _NEVER).search(said):
        return True
    return denied and (_ASKS.search(said) is not None or not _STAYS.get(flow, _NEVER).search(said))


_EXCLUDES = {
    "channel": re.compile(r"短信|微信"),
    "terms": re.compile(r"^.{0,4}[送卖换捐]$"),
    "kind": re.compile(r"招"),
}


def _is_value(denied: list[str], asked: str) -> bool:
    """「不要短信」, where nothing else is said and the way is asked for, leaves one of the ways out."""
    excluded = _EXCLUDES.get(asked)
    return excluded is not None and any(map(excluded.search, denied))


_RATHER = re.compile(
    r"^(?:不是|不对|弗是|勿是|错了?|搞错了?|哎|唉|啊)[啊呀的了吧嘛]*[，,。！!\s]+(?:我(?:是)?(?:说|讲|要)(?:的)?是?|我是要)(?P<rest>.{4,})"
)


def said_rather(text: str) -> str:
    """「不是 我说我妈陪聊的时间 看看我的」: what is said to be meant, whatever the form is about; "" for nothing."""
    found = _RATHER.match(text)
    return found["rest"] if found else ""
