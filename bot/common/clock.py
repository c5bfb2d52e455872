"""The time, passed in: code never asks the machine for it."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def china_now() -> datetime:
    """The time in China, aware."""
    return datetime.now(ZONE)
