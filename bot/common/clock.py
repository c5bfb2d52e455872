"""The clock that is passed to all code; none reads the machine's own."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def china_now() -> datetime:
    """The time in China, with its time zone."""
    return datetime.now(ZONE)
