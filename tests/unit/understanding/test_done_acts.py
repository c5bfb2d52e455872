"""What is told to be done or not done, and which wordings say the contrary."""

import pytest

from bot.understanding.slots.done_acts import contradicts

SHUT = ("阀门我已经关掉了", "煤气关好了", "总阀关上了")
OPEN = ("灶没关", "阀门还没关", "煤气没有关")


@pytest.mark.parametrize("text", ["总阀我没关", "阀门还没关 人先跑出来的", "没来得及关", "拧不动 关不上"])
def test_what_is_not_done_is_not_its_contrary(text: str) -> None:
    assert contradicts(text, SHUT)


@pytest.mark.parametrize("text", ["我把总阀关了", "关好了 出来了"])
def test_what_is_done_is_not_undone(text: str) -> None:
    assert contradicts(text, OPEN)
    assert not contradicts(text, SHUT)


@pytest.mark.parametrize("text", ["阀门在哪里", "关没关我不晓得", "有没有关也不知道", "没关系的"])
def test_what_tells_of_neither_contradicts_nothing(text: str) -> None:
    assert not contradicts(text, SHUT)
