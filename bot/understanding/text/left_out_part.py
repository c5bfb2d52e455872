"""A part of what was written down that is to be left out: 「把后头那句去掉」, 「那个壳子啥的别写」. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_AWAY = r"(?:就|都|给我|帮我|请|也){0,2}(?:[去删划抹拿][掉了去]|删|取消|不要(?:写|了)?|不用写|别写|莫写|覅写|不写)"
_SENTENCE = re.compile(
    rf"(?P<what>[^，,。；;！!？?\s]{{0,10}}?)(?:那|这|一)?个?(?:半?句|几个字|段|括号|备注|问题|问话)(?:你|您|侬|话|里的?|内容|补充的?|多余的?|加的?){{0,2}}{_AWAY}"
)
_NAMED = re.compile(
    rf"(?:把|那个|那|这个|什么){{0,2}}(?P<what>[\u4e00-\u9fff]{{1,8}}?)(?:啥的|什么的|之类的?|那些话?|的话){_AWAY}"
)
_WHICHEVER = re.compile(
    r"^(?:把|括号|单子|上面|里面?|后[头面]|最后|前[头面]|多|那|这|里|的|你|写|加|记|个|条){0,6}$"
)
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_STRIKES = re.compile(
    r"(?<![不别勿弗莫])[去删划抹]掉|[划抹]了(?!吗)|删了(?!吗)|(?:句|段|个字|问题|问话|括号)(?:话|里的)?(?:你|您)?(?:别|不要|不用|莫|覅)写"
)
_WHOLE = re.compile(r"单子|登记|报名|信息|资料|全部|都(?:给我)?删|账号|记录|整[个条]|没有?[去删划抹]掉")
_REMARK = re.compile(r"（[^（）]*）|；[\u4e00-\u9fff]{1,3}：[^；]{2,}")


@remembered
def part_left_out(text: str) -> str | None:
    """What the part speaks of that is to be left out, "" where it is only pointed at; None for any other message."""
    found = _NAMED.search(text) or _SENTENCE.search(text)
    if found is None:
        return None
    what = found["what"]
    return "" if _WHICHEVER.match(what) else what.removeprefix("把")


def strikes(text: str) -> str:
    """The clause of the text that takes something out of what was written: 「把白天两个字去掉」; "" for none."""
    clauses = (clause for clause in _CLAUSES.split(text) if _STRIKES.search(clause))
    return next((clause for clause in clauses if not _WHOLE.search(clause)), "")


def strikes_all(text: str) -> bool:
    """「把登记删掉」: does the text take out all that was written?"""
    return any(_STRIKES.search(clause) and _WHOLE.search(clause) for clause in _CLAUSES.split(text))


def without_part(written: str, part: str) -> str:
    """What was written without the remark that speaks of the part, or without the last; "" where there is none such."""
    remarks = [match for match in _REMARK.finditer(written) if not part or _speaks_of(match[0], part)]
    if not remarks:
        return ""
    last = remarks[-1]
    return (written[: last.start()] + written[last.end() :]).strip()


def _speaks_of(remark: str, part: str) -> bool:
    pairs = [part[at : at + 2] for at in range(len(part) - 1)] or [part]
    return any(pair in remark for pair in pairs)
