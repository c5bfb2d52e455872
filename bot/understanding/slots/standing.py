"""Where the one who writes in danger stands: in it, or outside of it, telling of somebody else."""

import re
from collections.abc import Sequence

from bot.common.text import any_of_spaced
from bot.understanding.slots.crisis_facts import clauses

INSIDE, OUTSIDE = "inside", "outside"
_KIN = (
    r"老公|老婆|老伴|老头|老太|丈夫|妻子|爱人|先生|太太|男人|女人|儿子|女儿|囡|爸|妈|爹|娘|爷|奶|外公|外婆|阿公|阿婆|公公|婆婆"
    r"|叔|伯|舅|姨|姑|哥|姐|弟|妹|嫂|媳妇|女婿|孙|同事|工友|朋友|邻居|同学|师傅|室友|舍友|同桌|外甥|侄|闺蜜|学生|房客|租客|对象|男友|女友|[表堂][姐妹哥弟]"
)
_SMALL = re.compile(r"孩子|小孩|小人|宝宝|娃|毛毛")  # they may be held by who writes
_ME = re.compile(
    rf"(?:我们?|阿拉|咱们?|俺)(?!们)(?!(?:自?家)?的?(?:{_KIN}|孩子|小孩|宝宝|娃|楼|小区|车库|地下|家里?的?人))"
)
_OTHER = re.compile(rf"他|她|伊|人家|有人|有个|一个[^，,。\s]{{0,4}}人|司机|里面的?人|下面的?人|{_KIN}")

_WAY = re.compile(r"(?:往|向|朝)(?:楼下|楼上|外面|外头|外|下)")


def stands(
    text: str, inside: Sequence[str], outside: Sequence[str], told_of: Sequence[str], *, unsaid: bool = False
) -> str:
    """INSIDE, OUTSIDE, or "" where the text does not tell.

    inside, outside: words for where those in danger are and for where they are not; told_of: what is said of somebody else
    who is in it. unsaid: where nobody has been named yet, it is told of who writes. A clause without a person goes on with the one of the clause before.
    """
    person, of_others = "me" if unsaid else "", ""
    mine = ""
    for clause in clauses(text):
        person = _person(clause) or person
        if person == "me":
            mine = _place(clause, inside, outside) or mine
        elif person == "other" and any(word in clause for word in told_of):
            of_others = OUTSIDE
    return mine or of_others


def _person(clause: str) -> str:
    """Who is spoken of first."""
    me, other = _ME.search(clause), _OTHER.search(_SMALL.sub("", clause))
    if me is None:
        return "other" if other else ""
    return "me" if other is None or _ME.match(clause) or me.start() <= other.start() else "other"


def _place(clause: str, inside: Sequence[str], outside: Sequence[str]) -> str:
    """Which of the places is named first; 「往楼下冲」 is a way and no place."""
    clause = _WAY.sub("", clause)
    found = (
        (any_of_spaced(tuple(inside)).search(clause), INSIDE),
        (any_of_spaced(tuple(outside)).search(clause), OUTSIDE),
    )
    places = [(match.start(), -len(match[0]), where) for match, where in found if match]
    return min(places)[2] if places else ""


_HARM = (
    r"噎|卡住|卡牢|呛|摔|跌|绊|滑倒|痛|疼|麻|晕|昏|头昏|喘|胸闷|透不过气|嘴歪|发抖|手抖|吐|烫|割|流血|出血|流鼻血|被咬|咬了|蜇|吞|吃错|吃多|吃了|喝多"
    r"|冻得|冻僵|中暑|难受|没力气|站不|爬不|动不了|迷路|走丢|走散|找不到(?:家|路|妈|爸|大人)|触电|过敏|发病|要生|破水|抽筋|看不见|溅到|中风|砸到|撞到|撞了"
)
_SELF = r"(?:自己|自家|自个|本人|一个人)?"
_I_AM_HURT = re.compile(
    rf"(?<![不勿弗])(?:就?是)我{_SELF}(?:[啊呀了的\s，,。]|$|噎|卡|摔|跌|发病|病|中|吃|吞|喘|痛|疼|嘴|胸|过敏)"
    rf"|(?<![叫喊打跟给对骂吓教问让帮陪替])我{_SELF}(?!的|们|家里人|没|不是|在找)(?!(?:自?家)?的?(?:{_KIN}|孩子|小孩|宝宝|娃))[^，,。\s他她伊]{{0,5}}(?:{_HARM})"
)
_ALONE = re.compile(r"(?:就|只有)?我?(?:自己)?一个人")
_NOT_I = re.compile(
    rf"(?:不|勿|弗)是我(?!说|讲|问|的|们|想|要|家|不|听|打|看|叫|写)|我(?:又|根本|并)?(?:没有?|不是)(?:{_HARM})|我(?:是)?在找|(?:不|勿)是问我"
)


def says_who_is_hurt(text: str) -> str:
    """INSIDE where who writes says that it is they who are hurt or lost, OUTSIDE where they say that it is not; "" for neither.

    What denies it counts for more than what sounds like it: 「不是我 是宝宝」「我没走丢 我在找阿爹」.
    """
    if _NOT_I.search(text):
        return OUTSIDE
    return INSIDE if _I_AM_HURT.search(text) else ""


def speaks_of_others(text: str) -> bool:
    """Is somebody else spoken of, or a child? 「我一个人在家」 speaks of nobody else."""
    rest = _ALONE.sub("", text)
    return _OTHER.search(rest) is not None or _SMALL.search(rest) is not None
