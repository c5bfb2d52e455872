"""Things that are named beside the first one, and what is told of each."""

import pytest

from bot.conversation.carry_out.form_words.things_described import described
from bot.conversation.commands import SetSlot
from bot.conversation.interpret.values.listed_things import with_others
from bot.conversation.session import FormState


@pytest.mark.parametrize(
    ("item", "text", "things"),
    [
        ("冰箱", "有台冰箱 还有个烤箱 都送人", "冰箱、烤箱"),
        ("洗衣机", "家里洗衣机和微波炉不要了", "洗衣机、微波炉"),
        ("书桌", "送个书桌 还有一把椅子", "书桌、椅子"),
        ("餐桌", "餐桌一张，只用了两年，白送", "餐桌"),
        ("童车", "送一辆童车 还有个问题 怎么拿", "童车"),
        ("童车", "童车送人", "童车"),
    ],
)
def test_things_that_are_counted_up(item: str, text: str, things: str) -> None:
    assert with_others(item, text) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("电视32寸 电饭煲没盖子", "旧电视（32寸）、电饭煲（没盖子）"),
        ("电饭煲也有点旧了", "旧电视、电饭煲（有点旧）"),
        ("电视送人", ""),
        ("电视能不能换", ""),
        ("我叫王桂芬", ""),
    ],
)
def test_what_is_told_of_single_things(text: str, things: str) -> None:
    state = FormState("listing", {"item": "旧电视、电饭煲"})
    expected = [SetSlot("item", things)] if things else []
    assert list(described(state, [], text)) == expected
