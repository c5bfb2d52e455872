"""Whether who writes is in the danger, or beside it."""

import pytest

from bot.understanding.slots.standing import INSIDE, OUTSIDE, says_who_is_hurt, speaks_of_others, stands

_INSIDE = ("车里", "车顶", "困")
_OUTSIDE = ("岸", "楼梯", "楼上", "拉他", "喊他")
_TOLD_OF = ("车里", "车顶", "没上来", "推不开", "打不通")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我是在一楼半的楼梯上 他在下面车顶", "outside"),
        ("他爬出来了 站在车顶上 我想拉他", "outside"),
        ("他说车门推不开", "outside"),
        ("我爸下去开车还没上来", "outside"),
        ("我们困在车里 他腿卡住了", "inside"),
        ("我和我老婆在车里", "inside"),
        ("我爬到车顶了", "inside"),
        ("我家楼下进水了", ""),
        ("水到车窗了 门打不开", ""),
        ("孩子在车里哭", ""),
        ("窗要不要砸", ""),
    ],
)
def test_where_one_stands(text: str, place: str) -> None:
    assert stands(text, _INSIDE, _OUTSIDE, _TOLD_OF) == place


@pytest.mark.parametrize("text", ["是我自己噎住了", "我摔了一跤 起不来", "我迷路了", "我手麻 嘴有点歪"])
def test_who_writes_says_that_they_are_hurt(text: str) -> None:
    assert says_who_is_hurt(text) == INSIDE


@pytest.mark.parametrize("text", ["不是我 是我孙子", "我没走丢 我在找我爸", "我没摔"])
def test_who_writes_says_that_it_is_not_they(text: str) -> None:
    assert says_who_is_hurt(text) == OUTSIDE


@pytest.mark.parametrize("text", ["我老公嘴歪了", "我打了五下没用", "我妈摔了"])
def test_who_helps_says_nothing_of_themselves(text: str) -> None:
    assert says_who_is_hurt(text) == ""


def test_who_is_alone_speaks_of_nobody_else() -> None:
    assert not speaks_of_others("我一个人在家")
    assert speaks_of_others("孩子吞了硬币")
