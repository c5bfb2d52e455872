"""A wish to be rung beside something else that is told: 「…，再让你们的人打我电话 159…」. Pure."""

import re

from bot.understanding.slots import phone

_PARTS = re.compile(r"[，,。；;！!？?]+")
_RING = re.compile(
    r"(?:打|回)(?:个|一个)?(?:电话|手机)?(?:给)?我(?:的)?(?:电话|手机|座机|家里)|打(?:个|一个)?电话(?:给|来|跟|联系)我?|回(?:个|我)?(?:个)?电话|(?:打|联系)给?我(?=\s{0,2}\d|$)|来(?:个|一个)?电话"
)
_NOT = re.compile(
    r"(?:不要|别|不用|勿要|没|莫)(?:有)?[^，,。]{0,4}(?:打|回|来)|打不通|打了|打过|接电话|骗|推销"
)


def parted(text: str) -> tuple[str, str]:
    """What is told, and the wish to be rung with its number; "" for either where it is not there."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    calls = [part for part in parts if _RING.search(part) and not _NOT.search(part)]
    if not calls:
        return text, ""
    number = [part for part in parts if part not in calls and _is_number(part)]
    told = [part for part in parts if part not in calls and part not in number]
    return "，".join(told), "，".join([*calls, *number])


def without_numbers(text: str) -> str:
    """The text without the phone number that stands in it among other words."""
    return phone.without(text) if phone.find_any(text) else text


def _is_number(part: str) -> bool:
    """Is the part hardly more than a phone number?"""
    return phone.find_any(part) is not None and len(phone.without(part).strip()) <= LABEL


LABEL = 6  # characters beside a number
