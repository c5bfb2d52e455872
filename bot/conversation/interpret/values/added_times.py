"""Whether a text tells one more time that suits, or leaves some out of all, of what is known already. Pure."""

import re

from bot.conversation.interpret.values import times
from bot.understanding.text.bounded_cache import remembered

_DAY = r"(?:(?:周|礼拜|星期)[一二三四五六日天末]|周末|双休日|工作日|平时|上午|下午|晚上|早上|中午|夜里|白天)"
_ADDS = re.compile(
    rf"(?:有空|空闲|方便|时间|辰光)[^，,。]{{0,6}}(?:还有|再加|加上|再添|加个|另外)[^，,。]{{0,4}}{_DAY}"
    rf"|(?:再加|加上|再添|加)(?:上|个|一个|一天)?{_DAY}"
    rf"|{_DAY}[^，,。]{{0,6}}也(?:行|可以|有空|方便|得空|好来|能来)"
)
_LEFT_OUT = re.compile(r"除[了开掉]|以外|之外|除外")
_ANY = re.compile(r"都(?:行|可以|好|有空|方便)|随便|随时|什么时候都")


@remembered
def adds(text: str) -> bool:
    """「有空的时间还有礼拜三下午」, 「再加个礼拜六」: is one more time told that suits?"""
    return _ADDS.search(text) is not None


@remembered
def leaves_some_out(text: str) -> bool:
    """「周末以外都行」: do all times suit but those that are named?"""
    return bool(_LEFT_OUT.search(text) and _ANY.search(text)) and times.leaves_out(text)
