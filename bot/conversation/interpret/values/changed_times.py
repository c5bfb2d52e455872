"""The times that hold after 「改成…」: what is told behind it, with all alternatives, and nothing else. Pure."""

import re
from itertools import takewhile

from bot.conversation.interpret.values import joined_times, times

_TO = re.compile(
    r"(?<!不用)(?<!不要)(?<!别)(?:改|换|挪|调|推|移|写)(?:(?:成|到|为|在|至)(?!什么|啥|哪)|(?=周|礼拜|星期))"
)
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_ALSO = re.compile(
    r"^(?:或|要么|再|还有|也).{1,12}$|也(?:行|可以|好|有空|方便|成|得空)|都(?:行|可以|好|有空|方便|成)"
)
_A_DAY = re.compile(r"[今明后]天|今晚|明晚|周|月|号|平时|工作日|天天|每天")
_EXCEPTS = re.compile(r"除[了开掉]|以外|之外|除外|(?:不(?:来|行|去|要)|没空|来不了|去不了)(?:了|的)?$")
"""「白天，除了礼拜三和初五」: what is left out of the new time belongs to it."""
_BETWEEN = "、"


def told(known: str, text: str) -> str:
    """The times that stand after the change, on the known day where only a part of a day is told; "" for no such message."""
    found = _TO.search(text)
    if found is None:
        return ""
    first, *more = [clause for clause in _CLAUSE.split(text[found.end() :]) if clause] or [""]
    words = "，".join([first, *takewhile(_is_alternative, more)])
    if times.leaves_out(words):
        return times.free(words)
    new = times.all_meant(words)
    if not new or _BETWEEN in known:
        return new
    whole, day = [], known
    parts = new.split(_BETWEEN)
    if len(parts) == 1 and not times.names_any(words):
        return joined_times.refined(known, new, adds=False)
    for part in parts:
        day = part if _A_DAY.search(part) else joined_times.refined(day, part, adds=False)
        whole.append(day)
    return _BETWEEN.join(dict.fromkeys(whole))


def _is_alternative(clause: str) -> bool:
    """「周五也行」: does the clause tell another time that suits?"""
    tells = _ALSO.search(clause) is not None or bool(times.alone(clause))
    return (tells and not times.only_refused(clause)) or _EXCEPTS.search(clause) is not None
