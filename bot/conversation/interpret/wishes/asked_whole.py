"""Whether a class and a number are asked at once of what was signed up for: 「她报的是哪天哪个班 号码多少」. Pure."""

import re

_WHOLE = re.compile(r"报(?:了|的|上)(?:的)?(?:是|课|班)?(?:哪|什么|啥)")
_NUMBER = re.compile(r"号码|报名号|编号|单号")


def asks_class_and_number(text: str) -> bool:
    """Is it asked for both, which is all there is on record?"""
    return _WHOLE.search(text) is not None and _NUMBER.search(text) is not None
