"""What a word means: found in the message, or in what was said last; a word that is not ours is not explained."""

import pytest

from bot.common.message import Reply
from bot.services.smalltalk.content import GLOSSARY
from bot.services.smalltalk.glossary import names_another_word, words_asked
from tests.stage import Stage
from tests.unit.services.smalltalk.said_as import said_as


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("你说的候补是啥意思", "候补"),
        ("菜单式是什么", "菜单式"),
        ("什么叫订单式培训", "订单式"),
        ("人才银行是干嘛的", "人才银行"),
        ("爱心银行啥意思", "爱心银行"),
        ("雨后彩虹是啥", "雨后彩虹"),
        ("什么是绿色交换", "绿色交换"),
        ("匿名是什么意思啊", "匿名"),
        ("验证码是啥东西", "验证码"),
        ("什么叫4050", "4050"),
        ("候补第3位啥意思", "候补"),
        ("一助一怎么讲", "一助一"),
    ],
)
async def test_a_word_of_ours_is_explained(stage: Stage, text: str, word: str) -> None:
    entry = stage.snapshot.content.part(GLOSSARY).called(word)
    assert entry is not None
    reply = await said_as(stage, "meta.word", text)
    assert reply.text == f"「{word}」的意思是：{entry.say}"


@pytest.mark.parametrize("text", ["什么叫人工智能", "区块链是什么意思", "碳中和是啥"])
async def test_a_word_that_is_not_ours_is_not_explained(stage: Stage, text: str) -> None:
    await stage.say("转人工")
    reply = (await said_as(stage, "meta.word", text)).text
    assert "没有现成的讲法" in reply
    assert "哪个词" in reply


async def test_it_is_looked_for_in_what_was_said_last(stage: Stage) -> None:
    for text in ("报名插花", "钱多多", "13812349876"):
        await stage.say(text)
    await said_as(stage, "social.thanks", "谢谢", "other")
    assert "哪个词" in (await said_as(stage, "meta.word", "这是什么意思", "other")).text
    await stage.say("防灾提醒发短信给我13812349876", "third")
    await stage.say("对", "third")
    assert "「验证码」的意思是" in (await said_as(stage, "meta.word", "啥意思呀", "third")).text


async def test_of_several_words_it_asks_which(stage: Stage) -> None:
    async with stage.sessions.open("terminal:me") as held:
        held.session.end_turn("m0", [Reply("班满了，先给您排候补，报名号 E0001。")], stage.now)
        await held.save()
    reply = await said_as(stage, "meta.word", "这是什么意思")
    assert [choice.label for choice in reply.choices] == ["候补", "报名号"]
    assert "「报名号」的意思是" in (await stage.say("2")).replies[0].text


async def test_two_words_are_told_apart(stage: Stage) -> None:
    text = (await said_as(stage, "meta.word", "服务银行和爱心银行啥差别")).text
    assert "「服务银行」的意思是" in text
    assert "「爱心银行」的意思是" in text


async def test_the_same_explanation_is_not_given_twice(stage: Stage) -> None:
    first = (await said_as(stage, "meta.word", "订单式是啥")).text
    second = (await said_as(stage, "meta.word", "什么意思呀")).text
    assert "企业" in first
    assert second != first
    assert "转人工" in second


def test_a_question_that_names_nothing_names_no_other_word(stage: Stage) -> None:
    glossary = stage.snapshot.content.part(GLOSSARY)
    for text in ("啥意思", "这个词是什么意思", "你说的那个是什么呀", "听不懂你说的"):
        assert not names_another_word(glossary, text), text
    assert names_another_word(glossary, "区块链是什么意思")


def test_a_word_within_a_longer_one_is_not_meant(stage: Stage) -> None:
    glossary = stage.snapshot.content.part(GLOSSARY)
    assert words_asked(glossary, "人工智能是啥", ("人工智能", "是", "啥")) == ()
    assert [word.name for word in words_asked(glossary, "人工是啥", ("人工", "是", "啥"))] == ["转人工"]


def test_the_glossary_is_plain_and_large_enough(stage: Stage) -> None:
    words = stage.snapshot.content.part(GLOSSARY).words
    assert len(words) >= 30
    assert all(
        len(word.say) <= 45 and word.say.endswith("。") and word.say.count("。") == 1 for word in words
    )
