"""Times, numbers, people and mended values as residents say them."""

import pytest

from bot.conversation.interpret.values import corrected, kinship, numbers, times
from bot.understanding.slots import name_spelling


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("礼拜四下半日或者明朝早上", ["周四下午", "明天早上"]),
        ("周一三都行", ["周一", "周三", "都行"]),
        ("没说", []),
    ],
)
def test_every_time_in_standard_words(text: str, expressions: list[str]) -> None:
    assert times.find_all(text) == expressions


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("周三不行 周五可以", "周五"),
        ("不是周二是周三上午", "周三上午"),
        ("周三周四都可以", "都可以"),
        ("没说", ""),
    ],
)
def test_the_time_that_stands(text: str, standing: str) -> None:
    assert times.meant(text) == standing


@pytest.mark.parametrize(("text", "day"), [("礼拜天", "周日"), ("下下个星期六", "周六"), ("明天", "")])
def test_weekday(text: str, day: str) -> None:
    assert times.weekday(text) == day


@pytest.mark.parametrize(
    ("text", "number"), [("不是2个是4个", 4), ("三个 不对 四个", 4), ("改成十二", 12), ("好", None)]
)
def test_the_number_that_stands(text: str, number: int | None) -> None:
    assert numbers.figure(text) == number


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("我和老婆", 2),
        ("老婆和两个孩子", 4),
        ("一家四口", 4),
        ("就我一个", 1),
        ("我们俩", 2),
        ("第二场 三个人", 3),
        ("随便", None),
    ],
)
def test_people_who_come(text: str, people: int | None) -> None:
    assert numbers.people(text) == people


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("一百五", 150), ("88 吉利", 88), ("不要钱了", 0), ("五十块 少一分不卖", 50), ("好", None)],
)
def test_price(text: str, yuan: int | None) -> None:
    assert numbers.price(text) == yuan


@pytest.mark.parametrize(
    ("text", "years"), [("不是67，是76", 76), ("七十有三", 73), ("六十八岁", 68), ("300", None)]
)
def test_age(text: str, years: int | None) -> None:
    assert numbers.age(text) == years


def test_people_named_without_those_taken_back() -> None:
    assert kinship.people_named("不是我爸 给我妈报") == ["妈妈"]


@pytest.mark.parametrize(("text", "whom"), [("我自己学", "自己"), ("给外甥女", "外甥女"), ("随便", "")])
def test_for_whom(text: str, whom: str) -> None:
    assert kinship.for_whom(text) == whom


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("末尾是7不是5", "13957412347"),
        ("最后两位反了", "13957412354"),
        ("最后两位是67", "13957412367"),
        ("中间412改成421", "13957421345"),
        ("换一个 13900001111", "13900001111"),
        ("你好", ""),
    ],
)
def test_phone_mended_in_part(text: str, mended: str) -> None:
    assert corrected.mended_phone(text, "13957412345") == mended


@pytest.mark.parametrize(
    ("text", "known", "mended"),
    [
        ("立早章", "张伟", "章伟"),
        ("不是立早章", "张伟", ""),
        ("草字头去掉", "王芳", "王方"),
        ("多了个丽", "王丽芳", "王芳"),
        ("剑气的剑", "王建", "王剑"),
    ],
)
def test_name_mended_by_a_character(text: str, known: str, mended: str) -> None:
    assert name_spelling.mended_name(text, known) == mended
