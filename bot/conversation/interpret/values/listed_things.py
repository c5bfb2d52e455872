"""Things that are named beside the first one to be given away: 「冰箱 还有个烤箱 都送人」. Pure."""

import re

BETWEEN = "、"
_MEASURE = r"[个台把张套只件辆部条双盒箱袋本副对]"
_NO_THING = r"(?!问题|事|人|电话|问|想|要|能|啥|什么|谁|小时|月|钱|好|就|点|用|买|没|有|花了|送|给|是)"
_ENDS = r"(?=都|一起|一块|一道|一并|不要|不用|没用|想|要|送|卖|给|配|谁|[\s，,。；;！!]|$)"
_BESIDE = re.compile(
    rf"(?:还有|另外|再加|加上|和|跟|同|[\s，,、])+(?:[一两二三几]?{_MEASURE}){_NO_THING}(?P<counted>[\u4e00-\u9fff]{{1,6}}?){_ENDS}"
    rf"|^(?:和|跟|、){_NO_THING}(?P<joined>[\u4e00-\u9fff]{{2,5}}?){_ENDS}"
)


def with_others(item: str, text: str) -> str:
    """The thing with those that the text counts up beside it, 「冰箱、烤箱」; the thing alone where there are none."""
    _, at, rest = text.partition(item) if item and BETWEEN not in item else ("", "", "")
    if not at:
        return item
    found = (match["counted"] or match["joined"] for match in _BESIDE.finditer(rest))
    others = [thing for thing in found if thing not in item and item not in thing]
    return BETWEEN.join(dict.fromkeys([item, *others]))
