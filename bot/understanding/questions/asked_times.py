"""The question whether there is a class then, of the course that is spoken of: 「白天有没有啊」, 「周五到底开不开」. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_SIGNS = " ，,。.！!？?；;～~"
_DAY = r"(?:周|礼拜|星期)[一二三四五六日天末]|双休日?|平时|平常日子|工作日"
_PART = r"白天|日里|晚上|夜里|夜到|夜头|上午|早上|下午|傍晚"
_TIME = rf"(?:(?:{_DAY})(?:的)?(?:{_PART})?|(?:{_PART}))"
_CLASS = r"(?:的)?(?:班|课)?"
_LEADS = r"(?:那|你们?|侬|问一?下|请问|我(?:是)?问的?(?:是)?|想问|就|这个|这门|课|班|呢){0,3}"
_FILLS = r"(?:到底|究竟|还|都|也|是|就|会|上|另外|又|真的){0,3}"
_WHETHER = (
    r"(?:有没有|有勿有|有不有|有无|开不开|上不上|有吗|有伐|有么|有不|有没|开吗|开伐|有班|有课|开班|上课)"
)
_ASKS = re.compile(
    rf"{_LEADS}(?:{_TIME}){_CLASS}{_FILLS}{_WHETHER}{_CLASS}(?:开|上)?(?:吗|伐|么|不|没有?|得)?[呀啊哇嘛呢哦啦的]{{0,2}}"
    rf"|{_LEADS}{_FILLS}(?:有没有|有勿有|有不有|有无|开不开|上不上|有)(?:{_TIME}){_CLASS}(?:吗|伐|么|不|没有?)?[呀啊哇嘛呢哦啦的]{{0,2}}"
)


@remembered
def asks_whether_then(clause: str) -> bool:
    """Does the clause ask no more than whether there is a class at a time that it names?"""
    return _ASKS.fullmatch(clause.strip(_SIGNS)) is not None
