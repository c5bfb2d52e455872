"""Grief is told from despair."""

import pytest

from bot.content.snapshot import Content
from bot.understanding.danger_signs.mourning import Mourning


@pytest.mark.parametrize(
    "text",
    ["老头子走了快七七了 灯都不想关", "老伴头七 夜里守灵", "我妈走了做周年 心里空落落的", "老公去世两个月了"],
)
def test_grief_alone(content: Content, text: str) -> None:
    """A death or a day of mourning, and no word of an own death."""
    assert Mourning.of(content).is_all(text)


@pytest.mark.parametrize(
    "text",
    ["老伴头七 我不想活了", "等忌日那天我就去陪他 药存好了", "老头子走了 后事都交代好了", "七七八八弄好了"],
)
def test_more_than_grief_or_none(content: Content, text: str) -> None:
    """Of taking leave, of the means, or of no death at all."""
    assert not Mourning.of(content).is_all(text)


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("老头子七七过了 我也跟他去算了", True),
        ("忌日那天我就去陪他坐坐 上个坟", False),
        ("我也跟他去算了", False),
    ],
)
def test_following_the_dead(content: Content, text: str, follows: bool) -> None:
    """A visit to the grave is none, and without a death it may be a journey."""
    assert Mourning.of(content).goes_after(text) is follows


@pytest.mark.parametrize(
    ("text", "misses"),
    [
        ("闻到油条香就想起老头子", True),
        ("昨天梦见她给我盛饭", True),
        ("想她 存折都交代好了", False),
        ("想他 我也不想活了", False),
        ("想吃她家的芋艿头", False),
    ],
)
def test_somebody_is_missed(content: Content, text: str, misses: bool) -> None:
    """No death is named; beside words of one's own death or of taking leave it is more than that."""
    assert Mourning.of(content).longs(text) is misses
