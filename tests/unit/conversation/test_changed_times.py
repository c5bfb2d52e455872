"""「改成…」 leaves nothing of the reason behind, all alternatives, and what is not meant strictly."""

import pytest

from bot.conversation.interpret.values import changed_times, times


@pytest.mark.parametrize(
    ("known", "text", "value"),
    [
        ("周六上午", "周六换到周三下午吧，周六要上班", "周三下午"),
        ("周六上午", "改成周日上午，这周起周六得带孙女", "周日上午"),
        ("周六上午", "换成周日下午，周一早上也行", "周日下午、周一早上"),
        ("今天上午", "改成下午或者后天晚上都可以", "今天下午、后天晚上"),
        ("周六", "改到礼拜五上午或者下午都好", "周五上午、周五下午"),
        ("周六", "礼拜六改礼拜天", "周日"),
        ("平时", "改成礼拜五以外都可以", "都可以（除了周五）"),
        ("周六", "周六要看医生", ""),
        ("周六", "时间不用改成周日", ""),
    ],
)
def test_what_stands_after_a_change(known: str, text: str, value: str) -> None:
    assert changed_times.told(known, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("五点以后来，别卡死五点", "五点以后"),
        ("早点不行，我带孩子到四点", "四点以后"),
        ("不一定要周六，周日也行", "周六、周日"),
        ("不是周六，是周日", "周日"),
    ],
)
def test_what_is_not_meant_strictly(text: str, value: str) -> None:
    assert times.all_meant(text) == value
