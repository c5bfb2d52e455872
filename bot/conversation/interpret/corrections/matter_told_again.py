"""The matter of a report that is told again: nothing of what was told before is lost. Pure."""

import re

_PUTS_RIGHT = re.compile(
    r"不是|弗是|勿是|不对|弗对|[写说讲打听看]错|错了|改|换成|应该|就写|写成|重新|取消|去掉|删|是指"
)
_STOPS = " ，,。！!；;"
_NEW = 0.4  # of the pairs of letters from which it says anything new


def beside(known: str, value: str, text: str) -> str:
    """What the report holds, with what is said of it now behind it where that is new; only what is put right replaces it."""
    if _PUTS_RIGHT.search(text):
        return value
    pairs = [value[at : at + 2] for at in range(len(value) - 1)]
    is_new = sum(pair not in known for pair in pairs) > len(pairs) * _NEW
    return f"{known}（{value.strip(_STOPS)}）" if is_new else known


_CLAUSES = re.compile(r"[，,。；;\s]")
_MOST = 0.6  # of the pairs of letters


def with_more(known: str, value: str) -> str:
    """The known matter and what several clauses tell besides; these alone where they tell most of it, "" for one clause."""
    if not _CLAUSES.search(value):
        return ""
    pairs = [known[at : at + 2] for at in range(len(known) - 1)]
    again = sum(pair in value for pair in pairs) >= _MOST * len(pairs)
    return value if again else f"{known}，{value}"
