"""Several names or things in one answer are told apart, whatever stands between them."""

import pytest

from bot.conversation.interpret.values import several


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("两个人，蒋雨桐跟蒋雨萱，双胞胎姐妹俩", ["蒋雨桐", "蒋雨萱"]),
        ("两个名字 蒋雨桐和蒋雨萱 姐妹俩", ["蒋雨桐", "蒋雨萱"]),
        ("大的叫沈一诺 小的沈一言 都去", ["沈一诺", "沈一言"]),
        ("我叫张丽，老公叫李大海", ["张丽", "李大海"]),
        ("陈阿娣和她孙子", []),
        ("和平路", []),
        ("不是李芳和李兰，是李芬", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert several.names(text) == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("雨衣三件，还有一条毯子", [("雨衣", "3"), ("毯子", "1")]),
        ("报纸五斤 还有三十个塑料瓶", [("报纸", "5"), ("塑料瓶", "30")]),
        ("两只书包 一双雨鞋", [("书包", "2"), ("雨鞋", "1")]),
        ("一张床", []),
    ],
)
def test_things(text: str, told: list[tuple[str, str]]) -> None:
    assert [(thing.item, thing.quantity) for thing in several.things(text)] == told
