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
    """Which of the places is named first."""
    found = (
        (any_of_spaced(tuple(inside)).search(clause), INSIDE),
        (any_of_spaced(tuple(outside)).search(clause), OUTSIDE),
    )
    places = [(match.start(), -len(match[0]), where) for match, where in found if match]
    return min(places)[2] if places else ""
