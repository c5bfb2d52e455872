"""Which amount belongs to which thing at the green exchange, and which number is none."""

import pytest

from bot.content.shared.exchange import EXCHANGE
from bot.content.snapshot import Content
from bot.services.exchange.spoken_amounts import points
from bot.services.exchange.waste_points import rated


@pytest.mark.parametrize(
    ("said", "awaited", "counted"),
    [
        ("瓶子40书12", (), {"塑料瓶": "40", "旧书": "12"}),
        ("40个瓶子12本书", (), {"塑料瓶": "40", "旧书": "12"}),
        ("报纸大概有五公斤", (), {"报纸": "10"}),
        ("易拉罐三四十只", (), {"易拉罐": "30到40"}),
        ("旧衣服十几件", (), {"旧衣服": "10到19"}),
        ("不是二十本，是三十本书", (), {"旧书": "30"}),
        ("有六七十个", ("塑料瓶",), {"塑料瓶": "60到70"}),
        ("算它25吧", ("旧书",), {"旧书": "25"}),
        ("书二十来斤", (), {}),
        ("一大袋瓶子", (), {}),
        ("书桌一张，书包两个", (), {}),
        ("我3点到5号楼拿瓶子", (), {}),
    ],
)
def test_amounts_belong_to_things(
    content: Content, said: str, awaited: tuple[str, ...], counted: dict[str, str]
) -> None:
    told = rated(content.part(EXCHANGE).rates, said, awaited)
    assert {part.rate.item: str(part.count) for part in told.counted} == counted


def test_what_is_weighed_in_vain_is_told_apart(content: Content) -> None:
    told = rated(content.part(EXCHANGE).rates, "书十斤，报纸十斤，还有瓶子")
    assert [rate.item for rate in told.weighed] == ["旧书"]
    assert [rate.item for rate in told.uncounted] == ["塑料瓶"]
    assert [str(part.points) for part in told.counted] == ["10"]


@pytest.mark.parametrize(
    ("said", "have"), [("我41分够吧", "41"), ("我有十五分", "15"), ("等了我20分钟", None)]
)
def test_points_that_are_told(said: str, have: str | None) -> None:
    told = points(said)
    assert (str(told) if told else None) == have
