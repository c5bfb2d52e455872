"""Large print: every reply is short and has three choices at most; emergency replies are complete."""

import pytest

from bot.conversation.say.large_print import CHOICES, MOST
from tests.stage import Stage

TALK = (
    "有什么课", "技能课", "更多", "插花怎么样", "更多", "报名插花", "我自己", "王秀英", "13800000000", "更多", "对",
    "台风来了怎么办", "更多", "更多", "图书馆几点开门", "转人工", "回到小塘", "6幢门口路灯坏了", "不匿名",
    "垃圾怎么分", "15个瓶子换什么", "最近有什么活动", "更多", "我的", "你们存了我什么信息", "再说一遍", "说慢点",
)  # fmt: skip


async def test_every_reply_is_short(stage: Stage) -> None:
    await stage.say("大字")
    for text in TALK:
        for reply in (await stage.say(text)).replies:
            assert len(reply.text) <= MOST, f"{text} → {reply.text}"
            assert len(reply.choices) <= CHOICES, f"{text} → {reply.choices}"


@pytest.mark.parametrize("text", ["我家着火了", "我老头子胸口痛喘不上气"])
async def test_an_emergency_is_told_at_once_and_whole(stage: Stage, text: str) -> None:
    await stage.say("大字")
    [reply] = (await stage.say(text)).replies
    assert reply.urgent
    assert "1. " in reply.text
    assert len(reply.text) > MOST


async def test_more_leads_through_all_of_it(stage: Stage) -> None:
    whole = (await stage.say("插花怎么样", "other")).replies[0].text.replace("\n", "")
    await stage.say("大字")
    told = (await stage.say("插花怎么样")).replies[0].text
    for _ in range(10):
        if told.replace("\n", "") == whole:
            break
        told += (await stage.say("更多")).replies[0].text
    assert told.replace("\n", "") == whole
