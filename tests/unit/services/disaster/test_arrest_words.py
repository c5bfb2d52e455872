"""Which words tell that a heart or a breath has stopped, and which ask how to press the chest."""

import pytest

from bot.content.snapshot import Content
from bot.services.disaster.arrest_content import ARREST


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("他断气了", "heart"), ("摸不到脉搏了", "electricity"), ("喊了三声都不应 嘴唇发紫", "fall"), ("醒了一下又没气了", "heart"),
        ("没知觉了 半天才抽一口", "poisoning"), ("推他没反应 打鼾一样", "heart"), ("不喘了", "gas"), ("胸口一动不动", "traffic"),
    ],
)  # fmt: skip
def test_it_has_stopped(content: Content, text: str, card: str) -> None:
    assert content.part(ARREST).is_told(text, card)


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("不喘了 舒服多了", "breathing"), ("没声音了 脸紫了", "choking"), ("他力气都没了", "heart"), ("罐子没气了", "gas"),
        ("我气都喘不上来", "fall"), ("没呼吸了 按了一会有气了", "heart"), ("要是没呼吸了怎么办", "heart"), ("叫不醒 在打呼噜", "drunk"),
        ("怎么知道他没气了", "heart"), ("他快断气了一样喊痛", "fall"), ("敲门叫不应 没声音", "no_answer"), ("嘴唇有点发白", "fall"),
    ],
)  # fmt: skip
def test_it_has_not(content: Content, text: str, card: str) -> None:
    assert not content.part(ARREST).is_told(text, card)


def test_how_to_press_is_asked_of_the_chest(content: Content) -> None:
    arrest = content.part(ARREST)
    assert arrest.asks_how("按哪里 按几下", pressing=True)
    assert arrest.asks_how("胸口怎么压", pressing=False)
    assert not arrest.asks_how("按哪里", pressing=False)
    assert not arrest.asks_how("伤口怎么压", pressing=True)
    assert not arrest.asks_how("AED按哪里", pressing=True)
