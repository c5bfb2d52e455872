"""Slot values from residents' texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.slots import (
    amounts,
    choice,
    day_time,
    numerals,
    person,
    phone,
    place,
    thing_details,
    yes_no,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("十二", 12), ("二十", 20), ("廿五", 25), ("一百", 100), ("一百二", 120), ("一百零二", 102),
        ("两百五十", 250), ("三千", 3000), ("一万二千", 12000), ("六十二", 62), ("十", 10), ("二", 2), ("家政", None), ("", None),
    ],
)  # fmt: skip
def test_numerals(text: str, value: int | None) -> None:
    assert numerals.value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "13812345678", "138 1234 5678", "138-1234-5678", "+8613812345678", "+86 138-1234-5678", "１３８１２３４５６７８",
        "电话是13812345678谢谢", "一三八一二三四五六七八", "幺三八幺二三四五六七八".replace("幺二", "一二"), "我的号码一三八 一二三四 五六七八",
        "我叫张三，13812345678", "给我妈报家政一楼那个，13812345678", "13812345678 或者 13900000000", "给我妈报家政，电话138，1234，5678",
    ],
)  # fmt: skip
def test_phones_are_found(text: str) -> None:
    assert phone.find(text) == "13812345678"


@pytest.mark.parametrize(
    "text", ["1381234567", "138123456789", "12812345678", "一三八一二三", "057486001234"]
)
def test_what_is_no_phone_is_told_from_nothing(text: str) -> None:
    assert phone.find(text) is None
    assert phone.attempted(text)


@pytest.mark.parametrize("text", ["没有手机", "我62岁", "第2个", "三楼"])
def test_nothing_tried(text: str) -> None:
    assert not phone.attempted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张秀英", "张秀英"), ("我叫李大力", "李大力"), ("我是王芳", "王芳"), ("叫王小明。", "王小明"), ("欧阳锋", "欧阳锋"),
        ("阿依古丽·买买提", "阿依古丽·买买提"), ("名字是陈红，电话在后面", "陈红"), ("姓李，叫李强", "李强"), ("我妈叫周阿娣", "周阿娣"),
        ("John Smith", "John Smith"),
        ("不知道", None), ("谢谢", None), ("算了", None), ("多少钱啊", None), ("台风来了怎么办", None), ("我想学电工", None),
        ("要带什么", None), ("人工", None), ("1", None), ("好的", None), ("你好", None), ("周日", None), ("周末", None), ("", None), ("安全", None),
    ],
)  # fmt: skip
def test_names_when_asked(text: str, name: str | None) -> None:
    assert person.find_name(text, asked=True) == name


@pytest.mark.parametrize("text", ["张秀英", "王芳", "我是新来的", "我是农民"])
def test_a_bare_name_counts_only_when_asked(text: str) -> None:
    assert person.find_name(text, asked=False) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("给我妈报家政", "妈妈"), ("帮我老公报个电工", "老公"), ("替邻居问的", "邻居"), ("给我女儿报插花", "女儿"), ("我自己", "本人"),
        ("本人", "本人"), ("帮我儿子报名", "儿子"), ("我想学电工", None), ("给阿拉老娘报个名", "妈妈"), ("改成我妈", "妈妈"),
        ("这号码是我妈妈帮我记的", None),
        ("我老婆叫我来问问电工", None),
    ],
)  # fmt: skip
def test_relations(text: str, who: str | None) -> None:
    assert person.relation(text) == who


@pytest.mark.parametrize(
    ("text", "asked", "age"),
    [
        ("62岁", False, 62), ("我六十二了", True, 62), ("今年四十五", False, 45), ("快六十了", False, 60), ("45", True, 45), ("45", False, None),
        ("三百岁", False, None), ("13812345678", True, None), ("五十多岁", False, 50), ("没有", True, None),
        ("她叫周桂芳 五十了", False, 50), ("我叫马军 33", False, 33), ("来33个人", False, None), ("他叫老王 33号", False, None),
    ],
)  # fmt: skip
def test_ages(text: str, asked: bool, age: int | None) -> None:
    assert amounts.age(text, asked=asked) == age


def test_quantities() -> None:
    assert amounts.quantity("易拉罐廿五只") == (25, "只")
    assert amounts.quantity("报纸三斤") == (3, "斤")
    assert amounts.quantity("15个瓶子") == (15, "个")
    assert amounts.quantity("一些瓶子") is None


CLASSES = [
    "周六上午班，12月5日（周六）开课",
    "周三晚上班，12月9日（周三）开课",
    "周日下午班，12月6日（周日）开课",
]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("1", 0), ("第二个", 1), ("选三", 2), ("最后一个", 2), ("②", 1), ("２", 1), ("就第二个吧", 1), ("周三晚上班", 1), ("我要周日下午班", 2),
        ("4", None), ("0", None), ("都可以", None), ("", None), ("上午班", 0), ("一百", None), ("周三那班", 1),
    ],
)  # fmt: skip
def test_choices(text: str, index: int | None) -> None:
    assert choice.pick(text, CLASSES) == index


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("十二月四号那个", 0), ("就1月13号的 我报", 1), ("我是讲十二月四日", 0), ("不要12月4号的", None), ("12月5号", None),
        ("12月4号还是1月13号", None),
    ],
)  # fmt: skip
def test_option_by_its_day(text: str, index: int | None) -> None:
    options = ("周五上午班，12月4日（周五）开课", "周三上午班，2027年1月13日（周三）开课")
    assert choice.pick(text, options) == index


@pytest.mark.parametrize(
    "text",
    [
        "是",
        "对",
        "可以",
        "好的",
        "没错",
        "嗯嗯",
        "行",
        "OK",
        "好的谢谢",
        "对的，没错",
        "👌",
        "就这样吧",
        "对！",
    ],
)
def test_yes(text: str) -> None:
    assert yes_no.read(text) is True


@pytest.mark.parametrize("text", ["不", "不对", "不是", "错了", "不要", "不用了谢谢", "不对不对"])
def test_no(text: str) -> None:
    assert yes_no.read(text) is False


@pytest.mark.parametrize(
    "text", ["对了我想问下", "好的电话错了", "是13800000000", "不是张三是李四", "对吗？", "", "课"]
)
def test_neither(text: str) -> None:
    assert yes_no.read(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("下周六上午有课吗", "下周六上午"),
        ("12月5号去", "12月5号"),
        ("明天下午三点", "明天下午三点"),
        ("周末的", "周末"),
        ("想学", None),
    ],
)
def test_times(text: str, words: str | None) -> None:
    assert day_time.find(text) == words


@given(st.text(max_size=200))
def test_no_text_makes_a_reader_raise(text: str) -> None:
    phone.find_all(text)
    phone.attempted(text)
    person.find_name(text, asked=True)
    person.find_name(text, asked=False)
    person.relation(text)
    person.gender(text)
    person.education(text)
    amounts.age(text, asked=True)
    amounts.quantity(text)
    amounts.read(text)
    day_time.find(text)
    choice.pick(text, CLASSES)
    yes_no.read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("就是九幢门口 二单元进去右手边那盏", "9幢门口 2单元进去右手边那盏"),
        ("改成十一幢三单元楼梯口右边", "11幢3单元楼梯口右边"),
        ("活动室吧 我们在六幢楼下的", "6幢楼下活动室"),
        ("我屋里啊 廿二幢 一零三", "22幢103"),
        ("垃圾桶满出来了 五幢车棚旁边", "5幢车棚旁边"),
        ("3幢301 13800000000", "3幢301"),
        ("8幢和9幢中间那条路", "8幢和9幢中间那条路"),
        ("没有的事", ""),
    ],
)
def test_a_place_with_all_that_belongs_to_it(text: str, told: str) -> None:
    assert place.whole(text) == told


@pytest.mark.parametrize(
    ("known", "told", "then"),
    [
        ("12幢门口", "3单元左手边", "12幢3单元左手边"),
        ("12幢3单元门口", "楼梯口", "12幢3单元楼梯口"),
        ("21幢103", "2单元103", "21幢2单元103"),
        ("紫荆苑6幢302", "门口", "紫荆苑6幢302门口"),
        ("12幢302", "303室", "12幢303室"),
        ("12幢", "15幢", "15幢"),
        ("12幢", "菜场后门", "菜场后门"),
    ],
)
def test_a_part_of_a_place_refines_it(known: str, told: str, then: str) -> None:
    assert place.refined(known, told) == then


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("电扇一点声音没有", None),
        ("我一点都不会弄", None),
        ("有一点漏水", None),
        ("讲快一点", None),
        ("明天一点可以", "明天一点"),
        ("下午一点", "下午一点"),
        ("一点半", "一点半"),
    ],
)
def test_a_little_is_no_hour(text: str, time: str | None) -> None:
    assert day_time.find(text) == time


@pytest.mark.parametrize(
    ("text", "item", "told"),
    [
        ("一米二的实木书桌一张，用了三年，送人", "书桌", "书桌（一米二，实木，用了三年）"),
        ("1.5匹空调挂机，用了五年了", "空调挂机", "空调挂机（1.5匹，用了五年了）"),
        ("小号的行李箱，粉色的", "行李箱", "行李箱（小号，粉色）"),
        ("我家小孩16岁，有辆自行车送人", "自行车", "自行车"),
        ("黑白电视机", "黑白电视机", "黑白电视机"),
        ("我12号3点来拿电风扇", "电风扇", "电风扇"),
    ],
)
def test_how_a_thing_is_stands_beside_it(text: str, item: str, told: str) -> None:
    assert thing_details.described(text, item) == told


@pytest.mark.parametrize(
    ("item", "text", "told"),
    [
        ("书桌（一米二，实木）", "一米四，白色", "书桌（实木，一米四，白色）"),
        ("童车（蓝色）", "红色的", "童车（红色）"),
        ("电视（没有遥控器）", "32寸", "电视（没有遥控器）（32寸）"),
    ],
)
def test_a_new_detail_stands_for_the_old_of_its_kind(item: str, text: str, told: str) -> None:
    assert thing_details.with_more(item, text) == told
