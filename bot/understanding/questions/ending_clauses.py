"""Which clauses of a text give something up, and which say that something stays. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_NOT = r"(?:不(?!是|用谢|客气|好意思|知|晓|清|对|过|管)|弗|勿(?!是)|覅)"
_KEEPS = re.compile(
    rf"留(?:着|牢|下|到|$)|保留|照旧|照常|照样|(?:还|仍|继续|接着)(?:是|想|要|得|去){{0,3}}(?:要|去|学|上|来|参加|报|收|做|送)(?!退|撤|取消)"
    rf"|(?:{_NOT}|别|不要|不用)(?:退|撤|动|变|删|取消)"
)
_ENDS = re.compile(
    r"退(?!休)|撤|取消|注销|删|停掉|[划勾抹去拿][掉脱]|作废"
    rf"|{_NOT}(?:再|想|用|要|能|高兴){{0,2}}(?:去|来|学|要|参加|送|卖|上|报|订|干|做|当|收|弄|办|换)(?!不)|{_NOT}要了|算了$"
)
_ALL = re.compile(
    r"(?<!成)都|全(?!家)|统统|通通|所有|一[样个门件]不留|(?:^|[^第])[两俩二三四几](?:[样个门件条张项]|者)(?:课|班|东西)?(?:都|全|一起|一道)?"
)


@remembered
def clauses_that_end(text: str) -> tuple[str, ...]:
    """The clauses that give up what they name: 「茶艺勿学了」."""
    return tuple(c for c in bare_clauses(text) if _ENDS.search(c) and not _KEEPS.search(c))


@remembered
def clauses_that_keep(text: str) -> tuple[str, ...]:
    """The clauses whose thing is to stay: 「家政还是要的」."""
    return tuple(c for c in bare_clauses(text) if _KEEPS.search(c))


def ends_all(text: str) -> bool:
    """「两门都退掉」「统统取消」: is all given up, and nothing to stay?"""
    return not clauses_that_keep(text) and any(_ALL.search(clause) for clause in clauses_that_end(text))
