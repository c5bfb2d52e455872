"""A protest that one thing was said and another one written: 「我说的是…，你怎么写成…了」. Pure."""

import re

_SAID = r"(?:我|俺|阿拉)?(?:刚才|明明|是|不是)?(?:说|讲|报|写|要|填|选|讲好)(?:了)?的?(?:明明|就|可|都)?是(?:那个|这个)?"
_WROTE = (
    r"(?:你|侬|您|你们|怎么|咋|哪能|为啥|为什么|干嘛|又|给我|帮我|把它|会){0,5}"
    r"(?:写|弄|记|搞|变|填|改|登|报|听|打)(?:成|作|为|的)(?:了|是)?"
)
_VALUE = r"[^，,。！!？?\s]{1,16}?"
_END = r"(?:了|啦|嘞|的|呀|啊|嘛|呢|哦){0,3}"
_STOP = r"[，,。！!？?\s]{1,3}"
_OF_BOTH = (
    re.compile(
        rf"{_SAID}(?P<right>{_VALUE}){_END}{_STOP}{_WROTE}(?P<wrong>{_VALUE}){_END}[。！!？?\s]{{0,3}}$"
    ),
    re.compile(
        rf"{_WROTE}(?P<wrong>{_VALUE}){_END}{_STOP}{_SAID}(?P<right>{_VALUE}){_END}[。！!？?\s]{{0,3}}$"
    ),
)


def right_for_wrong(text: str) -> tuple[str, str]:
    """(what was said, what was written instead); ("", "") where the text does not tell both."""
    found = next((match for pattern in _OF_BOTH if (match := pattern.search(text))), None)
    return (found["right"], found["wrong"]) if found else ("", "")
