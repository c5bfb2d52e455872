"""The kinds of skill, in residents' words, and the banks that they belong to."""

import pytest

from bot.content.snapshot import Content
from bot.services.talents.content import TALENTS


@pytest.mark.parametrize(
    ("said", "kinds", "banks"),
    [
        ("我家电饭锅用了八年了昨天突然按不下去了", ["appliance"], ["服务银行"]),
        ("修电脑", ["computer"], ["服务银行"]),
        ("会理发，也会修自行车", ["bicycle", "haircut"], ["服务银行"]),
        ("我妈一个人住想请人陪她说说话", ["company"], ["爱心银行"]),
        ("孩子作业没人教", ["tutoring"], ["学习银行"]),
        ("请舞狮队来演一段", ["lion"], ["快乐银行"]),
        ("我会唱越剧", ["singing"], ["快乐银行"]),
        ("我会唱越剧可以教大家", ["singing"], ["学习银行"]),
        ("想请心理老师", ["counselling"], ["服务银行"]),
        ("衣服大了想改", ["tailoring"], ["服务银行"]),
        ("随便说说", [], []),
    ],
)
def test_what_is_spoken_of(content: Content, said: str, kinds: list[str], banks: list[str]) -> None:
    found = content.part(TALENTS).skills(said)
    assert sorted(skill.kind.id for skill in found) == kinds
    assert sorted({skill.bank.name for skill in found}) == banks


def test_the_skill_is_kept_as_it_was_said(content: Content) -> None:
    said = {
        text: content.part(TALENTS).skills(text)[0]
        for text in ("我会修收音机", "裤脚长了", "教大家唱越剧", "会吹笛子，想教")
    }
    assert [(skill.skill, skill.named) for skill in said.values()] == [
        ("修收音机", True), ("改衣服", False), ("教唱越剧", True), ("教吹笛子", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said", ["插座冒火星", "热水器漏电", "煤气灶那里好像漏气", "开关有焦味", "电线好像烧起来"]
)
def test_what_must_not_wait(content: Content, said: str) -> None:
    assert content.part(TALENTS).dangerous(said)


@pytest.mark.parametrize("said", ["洗衣机漏水", "煤气灶打不着火", "灯不亮了", "电视机坏了"])
def test_what_a_neighbour_can_see_to(content: Content, said: str) -> None:
    assert not content.part(TALENTS).dangerous(said)


def test_each_bank_has_its_kinds_and_each_word_its_kind(content: Content) -> None:
    talents = content.part(TALENTS)
    assert {kind.bank for kind in talents.kinds} == {bank.id for bank in talents.banks}
    assert [bank.name for bank in talents.banks] == ["爱心银行", "学习银行", "服务银行", "快乐银行"]
    words = [word for kind in talents.kinds for word in kind.words]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert len({kind.id for kind in talents.kinds}) == len(talents.kinds)
