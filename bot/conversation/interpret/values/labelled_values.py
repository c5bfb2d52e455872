"""What is to stand in the fields that a text calls by their names: 「时间是三月初，人数改成3个」. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.interpret.clauses.form_messages import asks
from bot.understanding.text.clauses import bare_clauses

_BEFORE = re.compile(
    r"(?:不对|不是|错了|应该|把|我的?|那个|那|还有|另外|就|请|你|您|侬|你们|帮我|给我|也|再|是){0,4}"
)
_AFTER = re.compile(
    r"(?:里面?|那里|那栏|那一?项|这栏|一栏)?(?:都|也|应该|要|得|该|请|帮我|给我|你){0,2}"
    r"(?:改成|改为|改到|改做|换成|换到|写成|写|填|就?是|叫|变成)(?:作|做|上|成)?[：:]?(?P<to>(?!不|错|没|什么|啥|哪|谁|多少|几[个点号时]|对|好|了|的)\S{1,40})"
)
_AT_ONCE = re.compile(
    r"[：:]?(?P<to>(?:\d{1,4}(?:幢|栋|号|弄|单元|-)|1[3-9]\d{9}$|(?:下下?个?|这个?)?(?:周|礼拜|星期)[一二三四五六日天末]|[今明后]天|[上下]午|晚上)\S{0,40})"
)
"""「地址15幢602」: a value right behind its name."""
_GIVES = re.compile(r".(?:改成|改为|改到|改做|换成|换到|写成|写|填|是|叫|变成).")
_NAMED = re.compile(
    rf"(?:我的?|那|还有|另外|把)?(?:地址|门牌|地点|地方|时间|电话|手机|号码){_AT_ONCE.pattern}"
)
_END = re.compile(r"(?:才对|就行|就好|好了|[了吧呀啊嘛哦呢啦]){1,2}$")


def may_give(text: str) -> bool:
    """Could a clause give a value under some name? Only then are the records read."""
    clauses = [clause for clause in bare_clauses(text) if not asks(clause)]
    return any(_GIVES.search(clause) for clause in clauses) or gives_at_once(text)


def gives_at_once(text: str) -> bool:
    """「地址15幢602 时间星期天下午」: do all clauses give a value right behind its name, and none asks?"""
    clauses = bare_clauses(text)
    return bool(clauses) and all(_NAMED.match(clause) and not asks(clause) for clause in clauses)


def labelled_values(text: str, names: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The slots with the values that clauses give under their names. names: each name and its slot, longest first.

    The last value of a slot counts. A clause that asks gives none.
    """
    found: dict[str, str] = {}
    gives = (_AFTER, _AT_ONCE) if gives_at_once(text) else (_AFTER,)
    for clause in bare_clauses(text):
        told = _in_clause(clause, names, gives)
        if told is not None:
            found[told[0]] = told[1]
    return found


def _in_clause(
    clause: str, names: Sequence[tuple[str, str]], gives: Sequence[re.Pattern[str]]
) -> tuple[str, str] | None:
    """The slot that the clause names at its beginning, and the value behind it; None for no such clause."""
    if asks(clause):
        return None
    for name, slot in names:
        before, named, after = clause.partition(name)
        if not (named and _BEFORE.fullmatch(before)):
            continue
        told = next(filter(None, (way.fullmatch(after) for way in gives)), None)
        value = _END.sub("", told["to"]) if told else ""
        if value:
            return slot, value
    return None
