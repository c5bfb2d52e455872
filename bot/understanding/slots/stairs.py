"""Reads that somebody cannot climb stairs: 「老头子坐轮椅」, 「楼梯爬不上去」. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_CANNOT = re.compile(
    r"轮椅|拐杖|助行器|瘫|卧床|(?:爬|走|上|迈)(?:不|勿|弗)(?:上|动|了楼|得楼)|(?:上|爬)(?:不了|勿来|弗来|不得)楼|腿脚?(?:不好|不便|不方便|勿好|弗好|不灵|勿灵|坏)"
    r"|(?:没有?|不用|不要|免得?)(?:爬|上)?(?:楼梯|台阶)|(?:一楼|底楼|平地)的?(?:地方|哪|有|能|好)"
)


@remembered
def cannot_climb(text: str) -> bool:
    """Is it said that somebody cannot climb stairs, or is a place without any asked for?"""
    return _CANNOT.search(text) is not None
