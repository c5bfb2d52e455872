"""A protest that one thing was said and another one written: 「我说的是…，你怎么写成…了」. Pure."""

import re
from itertools import pairwise

_STOPS = re.compile(r"[，,。！!？?\s]+")
_VALUE = r"(?P<value>[^，,。！!？?\s]{1,12}?)"
_END = r"(?:了|啦|嘞|的|呀|啊|嘛|呢|哦){0,3}+"
_SAID = re.compile(
    r"(?:我|俺|阿拉)?(?:刚才|明明|是|不是)?(?:说|讲|报|写|要|填|选|讲好)了?的?(?:明明|就|可|都)?是(?:那个|这个)?"
    rf"{_VALUE}{_END}"
)
_WROTE = re.compile(
    r"(?:不对|你|侬|您|你们|怎么|咋|哪能|为啥|为什么|干嘛|又|给我|帮我|把它|会){0,5}+"
    rf"(?:写|弄|记|搞|变|填|改|登|报|听|打)[成作为的][了是]?{_VALUE}{_END}"
)


def right_for_wrong(text: str) -> tuple[str, str]:
    """(what was said, what was written instead); ("", "") where the text does not tell both in two clauses."""
    for first, second in pairwise(part for part in _STOPS.split(text) if part):
        for said, wrote in ((first, second), (second, first)):
            right, wrong = _SAID.fullmatch(said), _WROTE.fullmatch(wrote)
            if right is not None and wrong is not None:
                return right["value"], wrong["value"]
    return "", ""
