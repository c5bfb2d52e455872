"""When somebody has time, as they say it."""

import pytest

from bot.understanding.slots.free_times import FreeTimes, free_times, without_busy


@pytest.mark.parametrize(
    ("text", "weekdays", "time", "fits"),
    [
        ("我上夜班的 白天睡到中午 有没有下午晚上的课", (6,), "14:00-16:00", True),
        ("我上夜班的 白天睡到中午 有没有下午晚上的课", (3,), "09:00-11:00", False),
        ("晚上六点到八点之间有啥", (5,), "18:30-20:30", True),
        ("晚上六点到八点之间有啥", (6,), "14:00-16:00", False),
        ("下午三点以后才起得来", (6,), "14:00-16:00", False),
        ("礼拜一早上我刚下班 不行", (1,), "09:00-11:00", False),
        ("礼拜一早上我刚下班 不行", (3,), "09:00-11:00", True),
        ("平时要上班，只有双休日", (7,), "09:00-11:00", True),
        ("平时要上班，只有双休日", (2,), "18:30-20:30", False),
        ("上午九点半前要送孙子", (2,), "09:00-11:00", True),
        ("上午十点前要送孙子", (2,), "09:00-11:00", False),
        ("随便", (2,), "09:00-11:00", True),
    ],
)
def test_what_fits(text: str, weekdays: tuple[int, ...], time: str, fits: bool) -> None:
    assert free_times(text).fit(weekdays, time) is fits


def test_what_is_said_later_counts() -> None:
    later = free_times("有没有下午的").then(free_times("晚上有吗"))
    assert later.fit((5,), "18:30-20:30")
    assert not later.fit((6,), "14:00-16:00")


def test_nothing_told() -> None:
    assert not free_times("有没有教做点心的").told
    assert free_times("你好") == FreeTimes()


def test_a_busy_clause_is_no_wish() -> None:
    assert without_busy("想报跳舞 我白天要烧饭") == "想报跳舞"
