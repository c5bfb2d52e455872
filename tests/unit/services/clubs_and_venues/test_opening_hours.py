"""Whether a place is open at the hour that a question names."""

import pytest

from bot.conversation.opening_days import clock_asked, is_open_at

DAY = "每天 9:00-17:00"


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("早上十点开吗", True),
        ("十点开不开", True),
        ("晚上十点还开吗", False),
        ("周末晚上九点还开门吗", False),
        ("半夜11点有人吗", False),
        ("下午三点在不在", True),
        ("半夜两点有人吗", False),
    ],
)
def test_the_half_of_the_day_that_is_named_is_the_one_asked_about(text: str, is_open: bool) -> None:
    clock = clock_asked(text)
    assert clock is not None
    assert is_open_at(DAY, clock) is is_open
