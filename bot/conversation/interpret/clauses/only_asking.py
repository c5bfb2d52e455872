"""Whether who has a form open only asks, never meant it, or lets somebody else do it: 「我就问问」「不报 我让女儿报」. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.interpret.clauses.form_messages import asks
from bot.understanding.questions import said_to_bot

_CLAUSE = re.compile(r"[^，,。.！!？?；;~～…\s]+[？?]?")
_SIGNS = "？?"
_I = r"(?:哎呀?|唉|那|啊|不对|好了|行了|我|阿拉|俺|人家|又|也|都|可|真|根本|压根|并|其实|只|就){0,5}+"
_ENDS = r"(?:了|的|呀|啊|哦|啦|吧|嘛|呢|咯|而已|罢了){0,3}+"
_ANY_FORM = r"(?:弄|办|搞|填|登记)"
_SIGNS_UP = r"(?:报名?|参加|加入|登记|弄|办|搞|填)"
_SIGNING = frozenset({"enrol", "event", "volunteer", "talent_offer", "recommend", "request", "subscription"})
"""Forms by which one is put down for something."""
_THIS = r"(?:什么|啥|你们?的?|这|那|个|名|课|活动|队|东西){0,3}+"


def _never(does: str) -> re.Pattern[str]:
    """「我不是来报名的」, 「我没说要参加」, 「谁要报名」: it was never wished for, and nothing is named beside it."""
    return re.compile(
        rf"{_I}(?:(?:不是|勿是|弗是|没有?|冇|哪里?|谁)(?:是|来|要|想|说|讲|打算|叫你?|让你?|准备|过|你|侬){{1,4}}+(?:我(?:要|想|来))?){does}{_THIS}{_ENDS}"
    )


_NEVER, _NEVER_SIGNING = _never(_ANY_FORM), _never(_SIGNS_UP)
_ONLY = re.compile(
    rf"{_I}(?:是|想|来|先|随便|光|顺便|过来){{0,3}}+(?:问|打听|了解|看)(?:问|看|打听|了解)?(?:一下|一声|一问|看看?|而已)?{_ENDS}"
)
_ONLY_WORD = re.compile(r"就|只|不过|光|随便|先|而已|罢了")
_ONLY_OF = re.compile(
    r"(?:哎呀?|唉|那|不是|我|阿拉|俺|人家){0,3}+(?:我|阿拉|俺)(?:就|只|只是|就是|光|不过)(?:是|想|要|来)?问(?:一下|一声|问|问看)?(?P<rest>[^\d，,。问].{2,50})"
)
_MEANT = re.compile(r"(?:不是|哎呀?|唉){0,2}+(?:我|阿拉|俺)(?:是)?问的(?:就?是|就)(?P<rest>.{2,50})")
"""「我问的是人才银行」, of what was asked before."""
_GIVES_UP = re.compile(
    rf"{_I}(?:算了){{0,3}}+(?:吧|啦)?(?:你|侬|您)?(?:听|搞|弄)?(?:不懂|不明白|不来)?(?:那|我|就|还是|先|都){{0,3}}+(?:不|勿|弗)(?:想|要)?(?:弄|办|搞|填){_ENDS}"
)
_NO = re.compile(
    rf"{_I}(?:还是|先|暂时|现在){{0,2}}+(?:不|勿|弗)(?:想|要|用)?(?:报名?|参加|加入|登记|弄|办|搞|填)(?:名|这个|那个)?{_ENDS}"
)
_NEVER_MIND = re.compile(r"(?:哎呀?|唉|那|好吧|行吧|还是|就){0,3}+(?:算了){1,3}+(?:吧|啦)?")
_PUSHED = re.compile(
    r"(?:你|侬|您|你们)?(?:怎么|干嘛|干吗|为啥|为什么|哪能)?(?:又|老是?|总是?|一直|非要?|还|都|偏要?){1,3}+(?:在|是|要)?(?:让|叫|要|催|逼|喊|拉)(?:我|人家?)(?:来|去)?"
    rf"{_SIGNS_UP}{_ENDS}"
)
_KIN = (
    r"(?:我|我们?家|阿拉)?(?:大|小|老)?(?:女儿|囡|儿子|女婿|媳妇|儿媳妇?|老伴|老公|老婆|老头子?|老太婆?|孙子|孙女|外孙女?|外甥女?|侄女|侄子|妹妹?|姐姐?|弟弟?|哥哥?"
    r"|爸爸?|妈妈?|孩子|小孩|小囡|家里人?|邻居|朋友|同事|他们?|她们?|伊)"
)
_BY_ANOTHER = re.compile(
    rf"{_I}(?:还是|回头|回去|到时候?|等(?:下|会儿?)|晚点){{0,2}}+(?:让|叫|喊|请|等|托|要){_KIN}(?:回来|有空|下班)?(?:再|来|去|过来|自己|在手机上){{0,3}}+"
    rf"(?P<me>(?:帮|替|给)(?:我|阿拉))?(?:来|去|再)?(?:报名?|弄|登记|办|搞|填)(?:一下|上)?{_ENDS}"
)
_FIRST = re.compile(
    r"(?:等(?:一?下|等|会儿?)?|慢(?:点|着)?|你|侬|您|那|得|要){0,4}+先(?:给我|跟我|帮我|同我|把)?(?:告诉|讲|说|回答|问|答)(?:我|给我|清楚|明白|好|一下|一声|听听){0,3}+(?P<rest>.{0,40}?)"
)
_THEN = re.compile(
    r"(?:我|然后|考虑|想|要不要|来|看){0,4}+(?:再|才)(?:来|去|考虑|看要不要)?(?:报名?|参加|定|决定|说|登记|填|弄|办|看看?)"
    rf"(?:报?不报|去不去|参不参加|不)?{_ENDS}"
)
_COURTESY = re.compile(
    r"(?:好|行|嗯|哦|晓得|知道|明白|谢谢?|多谢|麻烦|你|侬|您|等(?:一?下|等|会儿?)|不好意思|对不起|啊|呀|的|了|啦|哈|再见|拜拜|那){1,8}+"
)
_LEAD_IS = re.compile(
    r"^(?:哎呀?|我|阿拉)?(?:就|只|只是|就是)?(?:是)?(?:想|要|来)?(?:晓得|知道|问问?(?:一下)?)(?:的?(?:就?是))?(?=.{3})"
)
SHORTEST = 3  # characters of what is asked besides


@dataclass(frozen=True, slots=True)
class Left:
    """That the form is left. rest: what the message asks or tells besides; misheard: it was never wished for.

    waits: it is to go on when that was answered.
    """

    rest: str
    misheard: bool
    waits: bool = False


def left(text: str, flow: str) -> Left | None:
    """How a message leaves the form that only asks, or does not want it; None where it goes on with it.

    「我不是来报名的，想知道哪年成立」 asks when; 「先告诉我要不要钱 我再报」 asks for the fee.
    """
    first = told_first(text)
    if first:
        return Left(first, misheard=False, waits=True)
    clauses: list[str] = _CLAUSE.findall(text)
    never = [clause for clause in clauses if _is_never(clause.rstrip(_SIGNS), flow)]
    others = _others(clauses, never)
    if others is None:
        return None
    rest = _LEAD_IS.sub("", "，".join(clause for clause in others if not _is_talk(clause)))
    return _checked(others, rest, misheard=bool(never))


def _others(clauses: Sequence[str], never: Sequence[str]) -> Sequence[str] | None:
    """The clauses beside those that leave the form; None where none leaves it."""
    refused = any(_NO.fullmatch(clause.rstrip(_SIGNS)) for clause in clauses)
    others = [
        clause
        for clause in clauses
        if clause not in never and not _leaves(clause.rstrip(_SIGNS), refused=refused)
    ]
    return others if len(others) < len(clauses) else (_without_pushing(clauses) or None)


def _checked(others: Sequence[str], rest: str, *, misheard: bool) -> Left | None:
    """How the form is left, unless the leaving is only an 「我就问」 beside what tells the form something."""
    rest = rest if len(rest) >= SHORTEST else ""
    if rest and not asks(rest) and not misheard:
        return None
    sure = misheard or bool(rest) or not others or all(map(_is_talk, others))
    return Left(rest, misheard) if sure else None


def only_question(text: str) -> str:
    """「我就问那个公交卡找谁补」: the question that is all that is meant; "" for none."""
    clauses = _bare(text)
    meant = next(filter(None, map(_MEANT.fullmatch, clauses)), None)
    if meant is not None:
        return meant["rest"]
    found = next(filter(None, map(_ONLY_OF.fullmatch, clauses)), None)
    return found["rest"] if found is not None and asks(found["rest"]) else ""


def _bare(text: str) -> list[str]:
    return [clause.rstrip(_SIGNS) for clause in _CLAUSE.findall(text)]


def _is_never(clause: str, flow: str) -> bool:
    pattern = _NEVER_SIGNING if flow in _SIGNING else _NEVER
    return pattern.fullmatch(clause) is not None


def _leaves(clause: str, *, refused: bool) -> bool:
    """Does the clause leave the form: it only asks, gives up, or lets somebody else do it? refused: as 「不报」 says."""
    if _ONLY.fullmatch(clause):
        return _ONLY_WORD.search(clause) is not None
    if _GIVES_UP.fullmatch(clause):
        return True
    by = _BY_ANOTHER.fullmatch(clause)
    return by is not None and (by["me"] is not None or refused)


def _without_pushing(clauses: Sequence[str]) -> list[str]:
    """What is said beside 「你怎么老让我报名」; [] where nobody complains of that."""
    kept = [clause for clause in clauses if not _PUSHED.fullmatch(clause.rstrip(_SIGNS))]
    return (kept or ["算了"]) if len(kept) < len(clauses) else []


def _is_talk(clause: str) -> bool:
    """Is it a courtesy, 「算了」, a grumble, or who does it instead?"""
    bare = clause.rstrip(_SIGNS)
    said = (_NO, _COURTESY, _NEVER_MIND, _BY_ANOTHER, _THEN, _PUSHED)
    return any(pattern.fullmatch(bare) for pattern in said) or said_to_bot.grumbles(bare)


def told_first(text: str) -> str:
    """「先告诉我要不要钱 我再报」: what is to be told before the form goes on; "" where nothing is."""
    clauses: list[str] = _CLAUSE.findall(text)
    bare = [clause.rstrip(_SIGNS) for clause in clauses]
    found = next(filter(None, map(_FIRST.fullmatch, bare)), None)
    if found is None or not any(map(_THEN.fullmatch, bare)):
        return ""
    asked = [found["rest"], *bare[bare.index(found[0]) + 1 :]]
    return "，".join(part for part in asked if len(part) > 1 and not _is_talk(part))
