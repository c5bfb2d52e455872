"""Times that 「除了…」 and 「…以外」 leave out, or in, and times that are added to those on record."""

import pytest

from bot.conversation.interpret.values import joined_times, times


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("礼拜二不行,别的日子都行", "都行（除了周二）"),
        ("时间改成礼拜二以外都行", "都行（除了周二）"),
        ("除开晚上都有空", "都行（除了晚上）"),
        ("礼拜六礼拜天除外", "都行（除了周六周日）"),
        ("除了礼拜六,礼拜天也有空", "周六、周日"),
        ("除了礼拜二都没空", "周二"),
        ("晚上我八点就困了 白天可以", "白天"),
        ("下午我三点有空", "下午三点"),
        ("我是怕没人来", ""),
    ],
)
def test_what_is_left_out(text: str, free: str) -> None:
    assert times.free(text) == free


@pytest.mark.parametrize(
    ("known", "new", "together"),
    [
        ("白天（除了周二）", "周六", "白天（除了周二）、周六"),
        ("白天（除了周二）", "周二", "白天"),
        ("周末", "周三", "周末、周三"),
    ],
)
def test_what_is_added(known: str, new: str, together: str) -> None:
    assert joined_times.refined(known, new, adds=True) == together
