"""Sample enrolments."""

from dataclasses import replace
from datetime import datetime

from bot.common.clock import ZONE
from bot.services.enrolment.records import NewEnrolment

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)

_NEW = NewEnrolment("web:u", "electric", "electric-1", "第一期", "张三", "13800000000", "本人", 40)


def new(number: int = 0, session: str = "electric-1", **changed: object) -> NewEnrolment:
    """An enrolment of the n-th resident."""
    values = {"user": f"web:{number}", "phone": f"138{number:08}", "session": session} | changed
    return replace(_NEW, **values)  # type: ignore[arg-type]
