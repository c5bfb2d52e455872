"""Who wants the weekly tips, and who is tired of them."""

import pytest

from bot.conversation.interpret.clauses.weekly_tips import tired_of_tips, wants_weekly_tips


@pytest.mark.parametrize(
    "text",
    [
        "你们每个星期都发一条短信来 烦死人了",
        "防灾短信不要再发了",
        "那个提醒消息别发了 手机老是响",
        "短信发得太多了 我不想收",
    ],
)
def test_tired_of_what_is_sent(text: str) -> None:
    assert tired_of_tips(text)
    assert not wants_weekly_tips("disaster.subscribe", text)


@pytest.mark.parametrize(
    "text",
    ["防灾短信怎么不发了", "麻烦你每周给我发条短信", "每个礼拜发的短信我收不到 烦死了", "楼上吵得烦死了"],
)
def test_not_tired_of_it(text: str) -> None:
    assert not tired_of_tips(text)
