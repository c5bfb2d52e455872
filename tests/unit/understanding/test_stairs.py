"""Who cannot climb stairs."""

import pytest

from bot.understanding.slots.stairs import cannot_climb


@pytest.mark.parametrize("text", ["我妈坐轮椅的", "二楼爬不上去", "老头子腿脚不便", "有没有一楼的地方"])
def test_cannot_climb(text: str) -> None:
    assert cannot_climb(text)


@pytest.mark.parametrize("text", ["我住一楼", "楼梯口灯不亮", "电脑上不了网"])
def test_can(text: str) -> None:
    assert not cannot_climb(text)
