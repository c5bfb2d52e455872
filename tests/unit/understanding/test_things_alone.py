"""A sign of danger that is said of a thing alone, and of nobody who is harmed."""

import pytest

from bot.content.snapshot import Content
from bot.understanding.danger_signs.things_alone import ThingsAlone


@pytest.fixture(scope="module")
def things(content: Content) -> ThingsAlone:
    return ThingsAlone.of(content)


@pytest.mark.parametrize(
    "text",
    [
        "童车前胎没气了 打气筒有吗 轮胎瘪的",
        "裤脚太长走路绊脚",
        "洗衣机漏水漏了一地",
        "抽屉卡住了拉不出来",
        "饭烧多了吃不完",
        "木桌子里有虫咬得沙沙响",
    ],
)
def test_a_thing_is_in_no_danger(things: ThingsAlone, text: str) -> None:
    assert things.is_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "轮子压住他的腿了",
        "轮子把他卡住了",
        "洗衣机冒烟了",
        "柜子倒下来砸到奶奶",
        "电饭锅漏电",
        "吃鱼卡住了",
        "架子上掉下来一个人",
        "手被抽屉夹住了",
        "没有呼吸了",
    ],
)
def test_who_is_harmed_is_heard(things: ThingsAlone, text: str) -> None:
    assert not things.is_all(text)


def test_what_is_wanted_and_what_is_shared(things: ThingsAlone) -> None:
    assert things.is_wanted("轮胎没气了 能不能修")
    assert not things.is_wanted("轮胎没气了")
    assert things.shared("自行车轮子没气了", "我说的是自行车")
    assert not things.shared("自行车没气了", "爸爸没气了")
