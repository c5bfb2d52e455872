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
    assert crisis_facts.read("快来人").place == ""


@pytest.mark.parametrize(
    "text", ["打过了 要不要先扶他", "救护车在路上了 他还在抖", "我已经打了 还要做啥", "在打了 他吐了"]
)
def test_a_call_in_a_part_of_the_message(text: str) -> None:
    assert crisis_facts.read(text).called
