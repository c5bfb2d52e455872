"""Whether a clause of a message leaves the open form: 「退出」「先停」「别弄课了」「你听岔了 不是这个」. Pure."""

import re

from bot.conversation.interpret.clauses.form_messages import asks
from bot.understanding.questions import said_to_bot

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+[？?]?")
_LEADS = r"(?:那|我|我说|哎|唉|先|就|快|给我|都|统统|你|侬|还是|好了|行了|算了){0,4}"
_ENDS = r"(?:吧|了|啊|呀|哦|啦|好了|行不|行吗|行了|就行){0,3}"
_NO = r"(?:别|不要|不用|勿要|弗要|覅|甭|莫|不|弗|勿)"
_DOES = r"(?:再)?(?:给我|帮我|想|要)?(?:弄|搞|办|填|报|登记|登|上|学|问|订|反映|选)"
_OF_IT = r"(?:这个|那个|这些|课|班|名|课程|表|事|事情|登记|报名){0,2}"
_LEAVES = re.compile(
    rf"{_LEADS}(?:退出(?:去|来)?|退掉|停下来?|停一?停|停手|打住|到此为止|取消(?:掉|这个)?|出去|不弄|不搞|不办|作罢|拉倒|不干){_ENDS}"
    rf"|(?:给我|先|快|赶紧|你){{1,2}}停{_ENDS}"
    rf"|{_LEADS}(?:别|不要|不用|勿要|弗要|覅|甭|莫)(?:再)?(?:给我|帮我)?(?:(?:弄|搞|办){_OF_IT}{_ENDS}|(?:填|登记|反映)了{_ENDS})"
    rf"|{_LEADS}{_NO}{_DOES}(?:课|班|名|课程|表|登记|报名){_ENDS}"
    rf"|(?:我)?(?:根本|压根|又|并)?没(?:有)?(?:说|讲|想|要|叫你|让你){{1,2}}(?:来|去|再)?(?:弄|搞|办|填|报|登记|登|上|学|订|反映|选|找){_OF_IT}{_ENDS}"
    rf"|(?:我|而)?是(?:叫|让|要)?(?:你|你们|侬)?{_NO}(?:要|想|再)?(?:发|收|订|报|办|登记|弄|学)[了的呀啊]{{0,2}}|停掉(?:停掉)?{_ENDS}"
)
_MISHEARD = re.compile(
    r"(?:什么呀|哎呀|啊呀|不对|不是|你|侬|您|又|都|是|全|完全|肯定){0,4}(?:听|搞|弄|想|理解|会错|领会)(?:岔|错|拧)?(?:意思)?了(?:吧|啊|呀|哦)?"
    r"|(?:什么呀|你|侬|您|又|都|全){0,3}(?:听|搞|弄)(?:岔|错|拧)(?:了|啦)?"
)
_NOT_THIS = re.compile(
    r"(?:我)?(?:要|想|是)?(?:说|讲|问|办|要|弄)?的?(?:根本|压根|又|可|都)?(?:不是|弗是|勿是)(?:要|说|问|办|想)?(?:这|那)(?:个|件|回|桩|些)?(?:事|意思|东西)?(?:了|啊|呀|的)?"
)
_REFUSES = re.compile(r"(?:我|又|可|都){0,2}(?:不是|弗是|勿是|没|不|别|弗|勿)")
_TALK = re.compile(
    r"(?:什么呀|啥呀|哎呀?|唉|啊|不对|错了|算了|好了|行了|不要|不用|谢谢|我的天|(?:[\d一二两三四五几]个?|全|这些)?都不(?:是|要|对)){1,4}+[了呀啊吧]{0,3}+"
)
_LEAD_IS = re.compile(
    r"^(?:而?是(?=.{3})|(?:我)?(?:就|只|是|其实|说了|讲了)?(?:想)?(?:要的?是|说的?是|问的?是)(?=.{2}))"
)
_TURNS_DOWN = re.compile(
    r"(?:这些|这几个|这几样|上面(?:的|这些)?|里面(?:的)?){0,2}(?:我)?(?:都|全部?|统统|一个[也都]|一样[也都])(?:不|勿|弗)(?:是|要|想要|想去|想?学|去|参加|感兴趣|报|选|喜欢|合适|对)(?:的|了|呀|啊|哦|吧){0,2}"
    r"|(?:里面|这里头|上面)?没有?我(?:要|想|问)(?:参加|报|找|去)?的(?:呀|啊|哦)?"
)
SHORTEST = 3  # characters that say what is wished instead


def leaves(text: str) -> bool:
    """Does a clause leave the form and say nothing else, or say that it was misheard, and this not meant?"""
    clauses = _clauses(text)
    if any(map(_LEAVES.fullmatch, clauses)):
        return True
    return misheard(text) and any(map(_NOT_THIS.fullmatch, clauses))


def turns_down_all(text: str) -> bool:
    """「都不要」, 「上面没有我要的」: does a clause want nothing of what is offered to choose from?"""
    return any(map(_TURNS_DOWN.fullmatch, _clauses(text)))


def misheard(text: str) -> bool:
    """「你搞错了」: does a clause say that the form is a mistake?"""
    return any(map(_MISHEARD.fullmatch, _clauses(text)))


def said_besides(text: str) -> str:
    """What the message says beside leaving, refusing and grumbling: the wish that is taken up at once; "" for nothing."""
    kept = [clause for clause in _CLAUSE.findall(text) if not _is_of_leaving(clause.rstrip("？?"))]
    said = _LEAD_IS.sub("", "，".join(kept))
    return said if len(said) >= SHORTEST else ""


def _clauses(text: str) -> list[str]:
    return [clause.rstrip("？?") for clause in _CLAUSE.findall(text)]


def _is_of_leaving(clause: str) -> bool:
    if any(pattern.fullmatch(clause) for pattern in (_LEAVES, _MISHEARD, _NOT_THIS, _TURNS_DOWN, _TALK)):
        return True
    return said_to_bot.grumbles(clause) or (bool(_REFUSES.match(clause)) and not asks(clause))
