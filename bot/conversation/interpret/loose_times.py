"""Times that are not meant strictly: 「别写死三点」, and how long somebody is busy: 「午睡到三点」. Pure."""

import re

_NOT_STRICTLY = re.compile(
    r"(?:别|不要|不用|不必|不是|也不|不|勿|弗|莫)(?:要|是|给我|就)?"
    r"(?:写死|卡死|定死|说死|非得|非要|一定要?|只能|死板|卡着|卡在)(?:是|在|成|到|写)?"
)
_BUSY_UNTIL = re.compile(
    r"(?:午睡|睡觉?|困觉?|眯|上班|上课|开会|干活|做工|加班|打牌|做饭|烧饭|带孙子|带孩子|忙|在外头)(?:都|一直)?要?到"
    r"(?P<time>(?:早上|上午|中午|下午|傍晚|晚上)?[\d一二三四五六七八九十两]{1,3}点(?:半|钟|一刻|三刻)?)(?!以后|之后|过后|前)"
)


def softens(text: str) -> bool:
    """「别写死三点」, 「不一定要周六」: is it said that a time is not meant strictly?"""
    return _NOT_STRICTLY.search(text) is not None


def as_meant(text: str) -> str:
    """The text in which no time is taken back that is only not meant strictly, and 「午睡到三点」 is 「三点以后」."""
    return _BUSY_UNTIL.sub(r"\g<time>以后", _NOT_STRICTLY.sub(" ", text))
