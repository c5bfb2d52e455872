"""Whether a remark is worth writing down: it must tell or ask something of the helper, the teacher or the staff. Pure.

What is said to oneself, to a child in the room or against the bot is not: 「我老是搞反」, 「宝宝你别动」,
「302没了呀」, 「是洗衣机的事呀」.
"""

import re

from bot.conversation.interpret.clauses.said_aside import is_aside
from bot.understanding.text.clauses import bare_clauses

_END = r"[了的呀啊嘛哇呢哦噻啦]"
_MISSED = re.compile(
    rf"(?:没了|没有了|不见了|丢了|少了|漏了|漏掉了|哪去了|到哪里去了|弄没了|搞没了)(?:呀|啊|嘛|哇|呢|哦|啦)$"
    rf"|^(?:都|又|全|怎么|咋|哪能){{1,3}}(?:没|不见|少|漏)(?:有|掉)?{_END}{{1,2}}$"
)
_INSISTS = re.compile(
    r"^(?:我)?(?:这|那|明明|就|都|本来|说的|讲的|要的){0,3}是[^，,。是]{1,12}(?:的事情?|的|事)?(?:呀|啊|嘛|哇|噻)$"
    r"|^我(?:说|讲|要|问|指)的(?:就|都|明明)?是"
    r"|^(?:我)?(?:不|勿|弗)是(?:这个|那个|这样|那样|这意思|这个意思)(?:意思)?[的呀啊嘛]{0,2}$"
    r"|^(?:不要|别|勿要|弗要|覅)(?:给我)?(?:改|写|弄|搞|记)成?(?:那样|这样|这个|那个)[的呀啊]?$"
    r"|^怎么(?:又|还|就|变|成|是|会)"
)
_NOT_TO_WRITE = re.compile(
    r"(?:别|不要|不用|勿要|弗要|覅|莫|甭)(?:给我|再|也|帮我)?(?:写|记|登|登记|填|放|算)(?:上去?|进去?|在里面)?(?:了|呀|啊|哦|嘛|的)?$"
)
_WITH_ME = re.compile(
    r"^(?:也|就|还是|她|他|都){0,2}[跟和同与]我(?:是|在)?(?:一起|一道|一样|同|一块)(?:来|去|的|呀|啊|吧|嘛){0,2}$"
)
_OF_ITS_WAY = re.compile(
    r"^(?:我|就|只)(?:是|就是|只是)?(?:要|想)(?:登记|报名|反映|换东西|挂出去|请人|找人)|(?:听|看)懂(?:了)?(?:没有?|伐|吗)$|^[你侬您](?:不是|怎么|咋|又|老)"
)


def is_for_nobody(clause: str) -> bool:
    """Does the clause tell nothing that somebody who reads the record could use?"""
    if is_aside(clause):
        return True
    signs = (_MISSED, _INSISTS, _NOT_TO_WRITE, _WITH_ME, _OF_ITS_WAY)
    return any(sign.search(clause) for sign in signs)


def is_to_the_writer(clause: str) -> bool:
    """「是洗衣机的事呀」, 「空调别写」: is it told only how it is to be written, or nothing to anybody?"""
    return is_aside(clause) or bool(_INSISTS.search(clause) or _NOT_TO_WRITE.search(clause))


def worth(text: str) -> str:
    """The clauses that are worth writing; "" where none is."""
    clauses = bare_clauses(text)
    kept = [clause for clause in clauses if not is_for_nobody(clause)]
    return text if len(kept) == len(clauses) else "，".join(kept)
