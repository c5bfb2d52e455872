"""Which way is tried after which. Pure."""

from collections.abc import Collection

from bot.broadcast.deliveries import Via
from bot.storage.shared_statuses import DeliveryStatus

WARNING, ALL_CLEAR, DRILL, WEEKLY, NOTICE = "warning", "all_clear", "drill", "weekly", "notice"
NIGHT = (20, 8)  # quiet from … to: SMS other than warnings (help.aliyun.com, product rules: 20:00 to 08:00)
_PRESSING = frozenset({WARNING, ALL_CLEAR})
_DOORS = frozenset({WARNING, ALL_CLEAR, DRILL})


def steps(kind: str) -> tuple[Via, ...]:
    """The ways in order. A template message is for warnings alone, a mass send is too slow and scarce for them."""
    last = (Via.TEMPLATE,) if kind in _PRESSING else (Via.MASS,)
    return (Via.KF, Via.SUBSCRIBE, *last, Via.SMS)


def next_way(kind: str, via: str, usable: Collection[str], *, has_phone: bool) -> Via | None:
    """The way after `via`; None at the foot of the ladder. SMS subscribers have SMS alone."""
    ladder = steps(kind)
    after = ladder[ladder.index(Via(via)) + 1 :] if via in ladder else ()
    return next((way for way in after if way in usable and (way is not Via.SMS or has_phone)), None)


def at_the_foot(kind: str) -> DeliveryStatus:
    """Whoever is not reached: a weekly tip is let go, a warning is brought to the door."""
    return DeliveryStatus.UNREACHED if kind in _DOORS else DeliveryStatus.FAILED


def quiet(hour: int) -> bool:
    """Is it the time in which only warnings go out?"""
    return hour >= NIGHT[0] or hour < NIGHT[1]


def parts(text: str, signature: str) -> int:
    """How many SMS a text is: 70 characters, or 67 for each part, with 【signature】 before it."""
    length = len(text) + len(signature) + 2
    return 1 if length <= 70 else -(-length // 67)
