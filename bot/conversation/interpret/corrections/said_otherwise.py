"""What is told to stand in the place of what was written: 「我说的是…，你怎么写成…了」, 「不是…是…」. Pure."""

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


_NOT = r"(?:不是|弗是|勿是|不系)"
_WRONG = rf"(?P<wrong>(?!{_NOT})[^，,。；;！!？?\s是]{{1,10}}?)"
_RIGHT = r"(?P<right>(?!不|啥|什么|哪|谁|吗|我[说讲要问])[^，,。；;！!？?\s]{1,20})"
_STANDS = r"(?:是|改成|改为|换成|写成|写)"
_SLIP = r"(?:写|记|弄|搞|填|登|听|说|讲|打)?(?:得|的)?(?:错|岔|反|不对)(?:了|啦|的|呀|啊){0,2}"
_PAIRS = (
    re.compile(rf"{_NOT}{_WRONG}[，,\s]{{0,2}}(?:而|应该|应当|该|要|就|才)?{_STANDS}{_RIGHT}"),
    re.compile(
        rf"(?:^|(?<=[，,。；;！!？?\s是]))(?P<right>(?!不|哦|时间|名字|姓名|电话)[^，,。；;！!？?\s是不]{{2,20}})[，,\s]{{0,2}}{_NOT}{_WRONG}(?=$|[，,。；;！!？?\s呀啊哦的])"
    ),
    re.compile(
        rf"(?:^|(?<=[，,。；;！!？?\s把]))(?:你|那个|把){{0,2}}{_WRONG}{_SLIP}[，,。\s]{{0,2}}(?:应该|应当|该|要|就|才)?{_STANDS}{_RIGHT}"
    ),
    re.compile(
        rf"(?:写|记|弄|搞|填|登|听)成(?:了)?{_WRONG}(?:了|啦)[，,。\s]{{0,2}}(?:其实|应该|应当|该|要|就|才)?{_STANDS}{_RIGHT}"
    ),
    re.compile(
        rf"(?:^|(?<=[，,。；;！!？?\s]))(?:请|帮我|给我)?把?{_WRONG}(?:改|换)(?:成|为|到|作)了?{_RIGHT}"
    ),
)
_BEHIND = re.compile(r"(?:呀|啊|哦|的|了|啦|嘛|呢|吧|哈|才对|就对|就行|好了|谢谢){1,3}$")
_BEFORE = re.compile(r"^(?:那个|这个|的|在|地方|地点|地址|位置)+")


def pairs(text: str) -> list[tuple[str, str]]:
    """What is wrong and what is right instead, as often as the text tells both: 「不是一单元是二单元」, 「302写错了，是203」."""
    found = [match for pattern in _PAIRS for match in pattern.finditer(text)]
    told = [(match["wrong"], _BEHIND.sub("", match["right"])) for match in found]
    bare = [(_BEFORE.sub("", wrong), _BEFORE.sub("", right)) for wrong, right in told]
    first: dict[str, str] = {}
    for wrong, right in bare:
        if wrong and right and wrong != right:
            first.setdefault(wrong, right)
    return list(first.items())


def with_right(held: str, wrong: str, right: str) -> str:
    """The held words with what is right in them; "" where the wrong ones don't stand there, once and by themselves."""
    if len(right) > len(wrong) + 1:
        return ""  # it tells more than these words
    number = wrong[-1].isdecimal() or wrong[0].isdecimal()
    places = [
        match for match in re.finditer(re.escape(wrong), held) if not (number and _in_number(held, match))
    ]
    if len(places) != 1:
        return ""
    at = places[0]
    return f"{held[: at.start()]}{right}{held[at.end() :]}"


def _in_number(held: str, found: re.Match[str]) -> bool:
    """Is what was found only a part of a longer number?"""
    before, after = held[: found.start()][-1:], held[found.end() :][:1]
    return (found[0][0].isdecimal() and before.isdecimal()) or (
        found[0][-1].isdecimal() and after.isdecimal()
    )
