"""Which date a day is, in the words in which it is asked."""

from datetime import date

import pytest

from bot.services.smalltalk.calendar_questions import day_named
from tests.stage import Stage

WEDNESDAY = date(2026, 5, 6)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("今天", date(2026, 5, 6)),
        ("大后天", date(2026, 5, 9)),
        ("昨天", date(2026, 5, 5)),
        ("周六", date(2026, 5, 9)),
        ("周一", date(2026, 5, 11)),
        ("下周三", date(2026, 5, 13)),
        ("下下个礼拜六", date(2026, 5, 23)),
        ("上周日", date(2026, 5, 3)),
        ("这个星期天", date(2026, 5, 10)),
    ],
)
def test_the_day_that_is_named(words: str, day: date) -> None:
    assert day_named(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("下下周六是几号", "5月23日，周六"),
        ("今天礼拜几啊", "5月6日，周三"),
        ("下周三几月几号", "5月13日，周三"),
        ("大后天星期几", "5月9日，周六"),
    ],
)
async def test_it_is_answered(stage: Stage, text: str, said: str) -> None:
    assert said in (await stage.say(text)).replies[0].text
