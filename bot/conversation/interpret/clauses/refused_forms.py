"""Whether a clause refuses the open form by its name, in whichever words and wherever it stands: 「志愿者那个勿做了」. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.interpret.clauses.form_messages import asks

_CLAUSE = re.compile(r"[^，,。.！!？?；;~～\s]+[？?]?")
_NAMES: Mapping[str, str] = {
    "volunteer": r"志愿者?(?![队慈环表礼])|义工",
    "subscription": r"(?:防灾|灾害|每周|天气|台风)?(?:提示|提醒|推送|订阅)|防灾",
    "feedback": r"反映(?:问题)?|投诉|报修|上报|举报|提意见|意见|建议",
    "talent_offer": r"人才银行|服务银行|接单|存(?:本事|手艺|技能)",
    "talent_request": r"(?:找|请|叫|派)(?:个)?(?:人|师傅|帮手)(?:帮忙|上门)?|求助|上门(?:服务)?|师傅|帮手|人(?=[不勿弗别])"
    r"|(?:别人|人家|你们?|侬)(?:来)?帮(?:我)?(?:忙|手)?",
    "employer": r"招(?:人|工|聘|学徒)|用工|(?:订单|企业)培训|办培训",
    "listing": r"(?:送|卖|换|挂|登记)东西|东西|闲置",
    "wish": r"(?:找|买|收)东西|留意|求购",
    "enrol": r"报名|(?<=[报学上])[课班]|^[课名](?=[不勿弗别])|培训",
    "callback": r"(?:打|回)电话|回电|^电话(?=[不勿弗别])",
    "recommend": r"推荐|挑课|选课",
    "request": r"开课|开班",
}
"""What residents call the form itself, and not one of the options in it."""
_LEADS = (
    r"(?:那|哎|唉|喂|啊|你|侬|我|俺|阿拉|人家|说|讲|过|了|第?[一二两三几]遍|都|又|可|真|也|就|根本|压根|并|其实|现在|先|还是|算了|这个|那个|的|是说"
    r"|是讲|听好|快点|快|赶紧|马上|麻烦|把){0,5}+"
)
_NOT = r"(?:不是|勿是|弗是|没有?(?=[说讲要想叫让打报订请])|不|勿|弗|别|莫|甭|覅|谁(?=[说讲要想]))"
_WISHES = (
    r"(?:要|想|来|去|说|讲|叫|让|你|是|给|帮|再|做|当|办|弄|搞|报|登记|填|订|收|存|参加|加入|提|打|找|请|派|喊|干|用|需|必|发|上|学|送|卖|挂|招|教|愿意"
    r"|打算|肯|个|什么|啥|这|那|高兴|乐意){0,4}"
)
_THING = (
    r"(?:这|那|个|的|事|事情|件|登记|报名|表|单子|队|手续|么|呢|嘛|呀|我|就|也|都|先|还是|给我|帮我|快点?|赶紧|马上|统统|现在"
    r"|真的){0,5}+"
)
_ENDS = r"(?:了|的|呀|啊|哦|啦|吧|嘛|呢|咯|哈|噢|哎|喔|掉|算了|好了|就是){0,4}+"
_CLOSES = (
    r"(?:关掉?|关闭|取消|退掉?|退出|撤掉?|撤了|去掉|拿掉|停掉?|停了|算了|拉倒|免了|作罢|划掉|删掉?|丢掉|结束)"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """That the form is refused. rest: what the message says besides; misheard: it was never wished for (「我不是要…」)."""

    rest: str
    misheard: bool


def _refusing(name: str) -> re.Pattern[str]:
    """A clause that is nothing but the refusal of what has this name."""
    return re.compile(
        rf"{_LEADS}(?:{_NOT}{_WISHES}(?:{name}){_THING}|(?:{name}){_THING}(?:{_NOT}{_WISHES}|{_CLOSES})){_ENDS}"
    )


_REFUSALS = {flow: _refusing(name) for flow, name in _NAMES.items()}
_NAMED = {flow: re.compile(name) for flow, name in _NAMES.items()}
_BARE = re.compile(
    rf"{_LEADS}(?:(?:{_NOT}|不要|不用)(?:再)?(?:要|想|做|当|办|弄|搞|报|填|订|干|登记|参加|问|去){{0,2}}|{_CLOSES}){_ENDS}"
)
"""「不做」「快点关掉」, which says the same once more."""
_MISHEARD = re.compile(r"不是|勿是|弗是|没|谁")
_COMPLAINED = {
    flow: re.compile(
        rf"(?:你|侬|您|啥|什么){{0,2}}(?:怎么|哪能|咋|干嘛|为啥|又|老是|还|来|是|说|讲|问|叫|开|办|的){{1,4}}我?(?:当|做|办)?(?:{name}){_ENDS}"
    )
    for flow, name in _NAMES.items()
}
"""「侬哪能又来志愿者啦」, which refuses it beside 「我勿当的」."""
_CRY = re.compile(
    r"(?:你|侬|您)?(?:听|搞|弄|看)(?:不|勿|弗)(?:懂|清|明白)[啊呀吗么嘛哦]{0,2}|(?:不对|错了|哎呀?|唉|喂|啊|我的天|什么呀|真是){1,3}[啊呀哦]{0,2}"
)
_DONE_BY_ONESELF = re.compile(
    r"(?:我|阿拉|家里人?)?(?:已经|都)?(?:自己|自家|自家人)?(?:弄|修|搞|做|办|解决|换)(?:好|掉|完)了?[呀啊]?"
)
_THE_WAY = re.compile(r"上门(?!服务)")
"""「不用上门的，就在公园碰头」 refuses no help, but tells where it is given."""
_LEAD_IS = re.compile(r"^(?:而?是(?=问|要|说|想|来)|(?:我)?(?:就|只|是|其实)?(?:说|讲)的?是|就(?=问|想问))")
SHORTEST = 3  # characters that say what is meant instead


def refusal(text: str, flow: str) -> Refusal | None:
    """How the message refuses the form by its name; None where it does not, or wants it in another clause."""
    name = _NAMED.get(flow)
    if name is None:
        return None
    clauses: list[str] = _CLAUSE.findall(text)
    refused = _refused(clauses, flow)
    others = [clause for clause in clauses if clause not in refused]
    if not refused or any(_wants(name, clause) for clause in others):
        return None
    told = [clause for clause in others if not _only_refuses(clause)]
    if told and all(map(_THE_WAY.search, refused)):
        return None
    rest = _LEAD_IS.sub("", "，".join(told))
    return Refusal(rest if len(rest) >= SHORTEST else "", any(map(_MISHEARD.search, refused)))


def _wants(name: re.Pattern[str], clause: str) -> bool:
    """Does the clause name what the form is for, and ask nothing?"""
    return name.search(clause) is not None and not asks(clause)


def _only_refuses(clause: str) -> bool:
    """「不做」, 「听不懂啊」, 「自己弄好了」: does the clause say no more than the refusal does?"""
    return any(said.fullmatch(clause) for said in (_BARE, _CRY, _DONE_BY_ONESELF))


def _refused(clauses: Sequence[str], flow: str) -> list[str]:
    """The clauses that refuse the form, and beside a bare 「我勿当的」 those that complain of it."""
    patterns = [_REFUSALS[flow]]
    if any(map(_BARE.fullmatch, clauses)):
        patterns.append(_COMPLAINED[flow])
    return [clause for clause in clauses if any(pattern.fullmatch(clause) for pattern in patterns)]
