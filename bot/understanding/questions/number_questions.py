"""Whether a number has to be left: 「我电话要不要留」, 「要留个电话伐」. It is no wish to have anything erased. Pure."""

import re

from bot.understanding.text.clauses import bare_clauses

_NUMBER = r"(?:电话|手机|号码|联系方式)(?:号码|号)?"
_LEAVES = r"(?:留|写|填|给|登记|报)"
_DO_I = r"(?:要不要|用不用|需不需要|得不得|该不该|要勿要|要弗要|是不是(?:要|得|必须))"
_WHETHER = rf"(?:(?:还)?{_DO_I}(?:再|[给跟](?:你们?|您|侬)){{0,2}}{_LEAVES}|{_LEAVES}[不勿弗]{_LEAVES})"
_MUST = rf"(?:还)?(?:要|得|需要|必须|一定要|非要|用)(?:再)?{_LEAVES}"
_WHAT = r"(?:一?个|下|一下|你们?|您|侬|我的?|我家的?|给你们?|真的?){0,3}"
_END = r"(?:的|了|给你们?|给您|给侬|下来|一个|个|上){0,2}(?:呀|啊|呢|哦)?"
_ASKS = r"(?:吗|伐|么|嘛|不|没)(?:啊|呀)?"
_FINE = (
    r"(?:行不行|可不可以|可以|行|好|成|要紧|有关系|能)(?:吗|伐|么|不|[不勿弗]要紧)?(?:反映|报)?[呀啊吗伐]?"
)
_WILL_DO = rf"(?:我)?(?:不|没|勿|弗){_LEAVES}(?:个|我的?)?{_NUMBER}(?:的话)?(?:也|就|都)?{_FINE}"
_ASKED = (
    re.compile(rf"{_NUMBER}[^，,。；;\s]{{0,3}}?{_WHETHER}{_WHAT}{_END}$"),
    re.compile(rf"{_WHETHER}{_WHAT}{_NUMBER}{_END}(?:{_ASKS})?$"),
    re.compile(rf"{_NUMBER}[^，,。；;\s]{{0,3}}?{_MUST}{_WHAT}{_END}{_ASKS}$"),
    re.compile(rf"{_MUST}{_WHAT}{_NUMBER}{_ASKS}$"),
    re.compile(rf"{_WILL_DO}$"),
)
_SIGNS = " 。.？?！!~～"


def asks_to_leave(clause: str) -> bool:
    """Does the clause ask whether a number has to be left?"""
    bare = clause.strip(_SIGNS)
    return any(pattern.search(bare) for pattern in _ASKED)


def parted(text: str) -> tuple[str, str]:
    """The clause that asks it, and all other clauses; ("", the text) where none does."""
    clauses = bare_clauses(text)
    asked = [clause for clause in clauses if asks_to_leave(clause)]
    if not asked:
        return "", text
    return asked[0], " ".join(clause for clause in clauses if clause not in asked)
