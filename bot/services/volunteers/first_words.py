"""What somebody who wants to join tells at once of what they would do, and when: 「周末有空，捡垃圾发传单都行」. Pure."""

import re
from collections.abc import Iterable

from bot.conversation.interpret.values import times
from bot.understanding.slots import phone

SKILLS_HEARD, FREE_HEARD = "volunteer_skills", "volunteer_free"
"""Slots that the form's `before` puts into the parse of its opening message."""

_CLAUSE = re.compile(r"[^，,。.！!？?；;\s]+")
_DOES = re.compile(
    r"^(?:我|本人|别的|其他|平时)?(?:也|还|就|都)?(?:会(?!不)|能(?!不)|喜欢|擅长|可以|做得来|愿意)(?:做|干|帮着|帮忙|帮)?(?P<able>[\u4e00-\u9fff、]{2,20}?)(?:都|也)?(?:行|可以|的|没问题|会|好)?$"
    r"|^(?P<deed>[\u4e00-\u9fff、]{2,20}?)(?:我)?(?:都|也|全)(?:行|可以|会|能做|能干|好|没问题|做得来|愿意)(?:的|啊|呀)?$"
    r"|^(?P<known>[\u4e00-\u9fff、]{2,20}?)我(?:都|也|就)?会(?:的)?$"
)
_IN_PASSING = re.compile(
    r"(?:就是|比如|像|那种)(?:平时|平常)?(?P<kind>[\u4e00-\u9fff]{2,8}?)(?:那种|这种|之类|什么的|这些)"
    r"|(?:以前|退休前|原来|从前|原先|我)(?:就)?(?:是|当|做)(?:过)?(?P<was>护士|医生|老师|教师|会计|厨师|司机|电工|木匠|裁缝|护工|军医|药师|保安|工程师)"
    r"|(?<![不才可])(?:会|能)(?P<can>[修补剪织教唱跳弹拉写画烧缝量扫捡陪照搬理读讲][\u4e00-\u9fff]{1,5})(?=$|[，,。.！!；;\s])"
)
_NOT_DEEDS = re.compile(
    r"随时|时候|时间|辰光|天|周|礼拜|星期|上午|下午|晚上|白天|哪个?队|队伍?|随便|什么|啥|加入|参加|报名|志愿|当|给|吗|伐|么"
)
_FREE = re.compile(
    r"有空|有时间|得闲|方便|空着|休息|能来|(?:随时|几时|(?:什么|啥|哪个?)(?:时候|时间|天|辰光))都?(?:行|可以|好)"
)


def skills_told(text: str) -> str:
    """捡垃圾发传单 of 「捡垃圾发传单都行」; "" where nothing is told of what they would do."""
    told = (
        match["able"] or match["deed"] or match["known"]
        for clause in _CLAUSE.findall(text)
        if (match := _DOES.match(clause))
    )
    beside = (found["kind"] or found["was"] or found["can"] for found in _IN_PASSING.finditer(text))
    return "、".join(dict.fromkeys(_deeds(told) or _deeds(beside)))


def _deeds(told: Iterable[str]) -> list[str]:
    """What is something to do, without times, teams and wishes to join."""
    return [deed for deed in told if not _NOT_DEEDS.search(deed)]


def free_told(text: str) -> str:
    """周末 of 「周末有空」; "" where no time is told in a clause that says that they have time."""
    clauses = [phone.without(clause) for clause in _CLAUSE.findall(text) if _FREE.search(clause)]
    return times.free("，".join(clauses))
