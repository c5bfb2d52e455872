"""How a number of one's own is called beside it: 「手机138…」 names no mobile phone."""

import re

LABEL = r"(?:手机|电话|微信|联系方式|号码)"
LABELLED = re.compile(
    rf"{LABEL}+号?码?(?:就?是|为|写|留|填)?(?:#|[0-9a-z](?=[0-9a-z零一二三四五六七八九幺]{{4}}))"
    rf"|(?:#|(?<=\d{{4}})\d)(?:这?是|为)?(?:我|他|她)?的?{LABEL}"
)
"""The label of a number in a normalised text, with a sign of the number: # stands for a long one."""
