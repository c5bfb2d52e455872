"""On which days a place is open, as its hours say it in words."""

from datetime import date

import pytest

from bot.conversation.opening_days import days_asked, is_open_on

FRIDAY = date(2026, 5, 8)


@pytest.mark.parametrize(
    ("hours", "days", "is_open"),
    [
        ("周二至周日 9:00-17:00，周一闭馆（样例）", (1,), False),
        ("周二至周日 9:00-17:00，周一闭馆（样例）", (6, 7), True),
        ("周一至周五 8:30-11:30、13:30-17:00", (6, 7), False),
        ("周六、周日 13:00-20:00", (7,), True),
        ("周六、周日 13:00-20:00", (3,), False),
        ("每天 6:00-21:00", (1,), True),
        ("周一至周六 8:00-17:00", (6, 7), None),
        ("按课表开放", (1,), None),
    ],
)
def test_open_on(hours: str, days: tuple[int, ...], is_open: bool | None) -> None:
    assert is_open_on(hours, days) is is_open


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("图书馆礼拜一开门吗", (1,)),
        ("星期天开不开", (7,)),
        ("周末开吗", (6, 7)),
        ("明天有人吗", (6,)),
        ("今天开吗", (5,)),
    ],
)
def test_days_asked(text: str, days: tuple[int, ...]) -> None:
    asked = days_asked(text, FRIDAY)
    assert asked is not None
    assert asked.days == days


def test_no_day_is_asked() -> None:
    assert days_asked("图书馆几点开门", FRIDAY) is None
