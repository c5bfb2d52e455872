"""What a message in danger tells beside its question."""

import pytest

from bot.understanding.slots import crisis_facts


@pytest.mark.parametrize(
    "text",
    [
        "120打了",
        "我老公打120去了",
        "119说五分钟到",
        "我打了110了",
        "已经报警了",
        "打通了120 在讲",
        "电话打过了",
    ],
)
def test_the_number_was_rung(text: str) -> None:
    assert crisis_facts.read(text).called


@pytest.mark.parametrize(
    "text", ["要不要打120", "120打不通", "还没打119", "我不敢打电话", "打120要钱吗", "你打120"]
)
def test_the_number_was_not_rung(text: str) -> None:
    assert not crisis_facts.read(text).called


@pytest.mark.parametrize(
    ("text", "patient"),
    [
        ("六个月的宝宝噎住了", "baby"), ("才3个月大", "baby"), ("小毛头不哭了", "baby"),
        ("囡囡吃果冻卡牢了", "child"), ("他5岁", "child"), ("一岁半", "child"), ("我爸七十八岁", ""), ("孙子吞了电池", "child"),
        ("我老公倒了", ""), ("等了三个月大家都急", ""),
    ],
)  # fmt: skip
def test_who_the_patient_is(text: str, patient: str) -> None:
    assert crisis_facts.read(text).patient == patient


def test_where_it_is() -> None:
    assert crisis_facts.read("我在六幢三零二").place == "6幢302"
    assert crisis_facts.read("八幢四零五呀 屋里煤气味").place == "8幢405"
    assert crisis_facts.read("八幢三四五楼都是烟").place == "8幢三四五楼"
    assert crisis_facts.read("快来人").place == ""


@pytest.mark.parametrize(
    "text", ["打过了 要不要先扶他", "救护车在路上了 他还在抖", "我已经打了 还要做啥", "在打了 他吐了"]
)
def test_a_call_in_a_part_of_the_message(text: str) -> None:
    assert crisis_facts.read(text).called


@pytest.mark.parametrize("text", ["橡皮船把他拖出来了", "磁铁夹出来了", "他们把我拉上来了", "人已经出来了"])
def test_rescues(text: str) -> None:
    """They are out, or what was in them is."""
    assert crisis_facts.tells_of_rescue(text)


@pytest.mark.parametrize(
    "text", ["怎么拿出来了再说", "还没拖出来", "爬不出来了", "血流出来了", "能不能拉上来"]
)
def test_no_rescues(text: str) -> None:
    """Not yet, not at all, asked, or blood."""
    assert not crisis_facts.tells_of_rescue(text)


@pytest.mark.parametrize("text", ["医生看过了", "大夫讲骨头没断", "缝了五针", "伤口包好了"])
def test_seen_by_a_doctor(text: str) -> None:
    """A doctor has looked, or it is dressed."""
    assert crisis_facts.is_seen_by_doctor(text)


@pytest.mark.parametrize(
    "text", ["要不要叫医生看看", "医生没看过", "大夫讲没救了", "等医生看过再说", "明天去包好了"]
)
def test_not_seen_by_a_doctor(text: str) -> None:
    """Not yet, or it is asked, or there is no hope."""
    assert not crisis_facts.is_seen_by_doctor(text)


@pytest.mark.parametrize(
    ("text", "over"), [("已经好了呀", True), ("没事了", True), ("睡一觉就好了", False), ("叫好了车", False)]
)
def test_it_is_over(text: str, over: bool) -> None:
    """Only where it is said of now."""
    assert crisis_facts.tells_it_is_over(text) is over
