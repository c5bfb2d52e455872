"""The place that is put in the place of another, and the one that is not one's own home."""

import pytest

from bot.understanding.slots import place_put_right
from bot.understanding.text.left_out_part import part_left_out, without_part


@pytest.mark.parametrize(
    ("text", "known", "place"),
    [
        ("对了我刚讲错了,是38幢和39幢中间", "36幢", "38幢和39幢中间"),
        ("1 … 地点写 38幢和39幢中间 就行了,别带不是38", "38", "38幢和39幢中间"),
        ("不撤!只改地址!38幢和39幢中间", "38", "38幢和39幢中间"),
        ("这个单子把地点改成5幢402好伐", "5幢302", "5幢402"),
        ("地方是402在吵 302是我家 你别把我家写上去", "5幢302", "5幢402"),
        ("写错啦，应该是六幢二单元门口，别写我家三幢", "36幢", "6幢2单元门口"),
        ("我讲错了 路灯在10幢和11幢当中", "9幢", "10幢和11幢当中"),
        ("不是我家漏水，是5幢402漏下来的", "1幢", "5幢402"),
        ("不对，5幢的灯也不亮", "3幢", ""),
        ("不对,我是说门口那盏灯不亮", "3幢", ""),
        ("不对，你们还没来", "3幢", ""),
        ("地址写错了", "3幢", ""),
        ("我家5幢302 电话 137 3206 8854", "1幢", ""),
    ],
)
def test_the_place_that_is_told_instead(text: str, known: str, place: str) -> None:
    assert place_put_right.instead(text, known) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我5幢302 楼上就是402", "5幢402"),
        ("我家住2幢201 楼下101天天打麻将", "2幢101"),
        ("阿拉9幢1单元503，吵的是隔壁10幢", "10幢"),
        ("我家5幢302", ""),
        ("5幢402天天吵", ""),
    ],
)
def test_the_place_that_is_not_their_own_home(text: str, place: str) -> None:
    assert place_put_right.of_others(text) == place


def test_a_part_is_left_out_of_what_was_written() -> None:
    written = "灯坏了（壳子也裂了）（电瓶车乱停）"
    assert without_part(written, part_left_out("那个壳子啥的去掉") or "") == "灯坏了（电瓶车乱停）"
    assert without_part(written, part_left_out("后面那句不要") or "") == "灯坏了（壳子也裂了）"
    assert part_left_out("把它去掉") is None
    assert part_left_out("这条不要了") is None
