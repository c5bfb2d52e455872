"""Which of several courses that a message names is wished for: 「我是电工，想学叉车」 only tells of the first. Pure."""

import re
from collections.abc import Callable

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+")
_WISHES = re.compile(
    r"(?:想|要|来|去|给|帮|替|叫|让|我|他|她|伊|名|再|就|也|^)(?:自己|自家|家里?人)?(?:报|学|考|参加|登记)(?!过|了|完|的|会(?!计))"
)
_TELLS = re.compile(
    r"是|做|干|当|会|懂|开|在|搞|从事|原来|以前|学过|报过|考过|要求|规定|说|缺|需要|要用|才|上岗|毕业|老板|单位|公司|厂里|店里"
)
_OF_FIRMS = re.compile(r"招|员工|职工|工人们|给工人")

_NAMES_CLASS = re.compile(r"学(?!校|历|生|徒|问)|报(?:个|名)|(?:的|门|个)(?:班|课)")
_OPEN_CHOICE = re.compile(
    r"学(?:点|些|个|门)?(?:啥|什么|哪|别的|其他)|(?:啥|什么|哪)(?:门|个|种|些|样)?(?:课|班|好)|推荐|挑|选|合适|适合|别的|其他|换|以前|原来|除了|不想|不要|随便|或者|还是|手艺"
)


def chooses_course(text: str) -> bool:
    """「给我爱人找个学茶道的班」, of a text that names a course: is it that course, and no advice, that is wanted?"""
    return _NAMES_CLASS.search(text) is not None and _OPEN_CHOICE.search(text) is None


def wished_course(text: str, named: Callable[[str], str]) -> str:
    """The course of the one clause that wishes, where another clause tells of another course; "" else.

    named: the course that a text names.
    """
    clauses: list[str] = _CLAUSE.findall(text)
    if _OF_FIRMS.search(text):
        return ""
    wishing = [clause for clause in clauses if _WISHES.search(clause)]
    telling = [clause for clause in clauses if clause not in wishing and _TELLS.search(clause)]
    if len(wishing) != 1 or not telling:
        return ""
    wished = named(wishing[0])
    told = {named(clause) for clause in telling} - {""}
    return wished if told and wished not in told else ""
