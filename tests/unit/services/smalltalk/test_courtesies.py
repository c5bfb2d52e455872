"""What is said to the bot as to a person: short, warm, nothing to choose from, never the same twice running."""

import pytest

from bot.services.smalltalk.content import SAYINGS, SMALL_TALK
from tests.stage import Stage
from tests.unit.services.smalltalk.said_as import said_as

KINDS = (
    "greet", "thanks", "bye", "praise", "joke", "insult", "sorry", "lonely", "sad", "afraid", "relieved", "chat",
)  # fmt: skip
QUESTION_MARKS = "？?"


@pytest.mark.parametrize("intent", [*(f"social.{kind}" for kind in KINDS), "dialog.hold", "meta.bot"])
async def test_the_same_words_do_not_come_twice_running(stage: Stage, intent: str) -> None:
    replies = [await said_as(stage, intent) for _ in range(9)]
    texts = [reply.text for reply in replies]
    assert all(texts[number] not in texts[number + 1 : number + 3] for number in range(len(texts)))
    assert all(not reply.choices for reply in replies)
    assert all(sum(text.count(mark) for mark in QUESTION_MARKS) <= 1 for text in texts)
    assert all(len(text) <= 90 and "\n" not in text for text in texts)


async def test_a_greeting_knows_the_time_of_day(stage: Stage) -> None:
    assert "上午好" in (await said_as(stage, "social.greet")).text
    stage.now = stage.now.replace(hour=20)
    assert "晚上好" in (await said_as(stage, "social.greet", user="other")).text


async def test_what_a_message_mentions_is_taken_up(stage: Stage) -> None:
    assert "平安" in (await said_as(stage, "social.greet", "新年好呀")).text
    assert "程序" in (await said_as(stage, "social.chat", "小塘你吃了吗")).text
    assert "笑话" not in (await said_as(stage, "social.joke", "讲个笑话听听")).text


async def test_the_same_mention_again_is_answered_otherwise(stage: Stage) -> None:
    texts = [(await said_as(stage, "social.bye", "那我睡觉去了")).text for _ in range(4)]
    assert all(texts[number] != texts[number + 1] for number in range(3))


async def test_waiting_says_nothing_else(stage: Stage) -> None:
    reply = await said_as(stage, "dialog.hold", "让我想想")
    assert reply.text in stage.snapshot.content.part(SMALL_TALK).wordings("hold")
    assert reply.choices == ()


async def test_the_second_complaint_in_a_row_leads_to_a_person(stage: Stage) -> None:
    first = await said_as(stage, "dialog.complain", "你又问了 我说过了呀")
    second = await said_as(stage, "dialog.complain", "你怎么听不懂")
    assert first.choices == ()
    assert "对不住" in first.text or "不好意思" in first.text or "怪我" in first.text
    assert "转人工" in second.text
    assert [choice.postback.intent for choice in second.choices] == ["dialog.human"]  # type: ignore[union-attr]
    third = await said_as(stage, "dialog.complain", "你怎么听不懂")
    assert "转人工" in third.text
    assert third.text != second.text


async def test_a_complaint_after_something_else_is_a_first_one(stage: Stage) -> None:
    await said_as(stage, "dialog.complain", "你听不懂")
    await stage.say("插花怎么样")
    assert "转人工" not in (await said_as(stage, "dialog.complain", "你听不懂")).text


@pytest.mark.parametrize("text", ["你是真人吗", "谁做的你", "你听得懂我说话吗", "你叫什么名字", "你算哪根葱"])
async def test_it_says_what_it_is(stage: Stage, text: str) -> None:
    reply = (await said_as(stage, "meta.bot", text)).text
    assert "程序" in reply or "听错" in reply or "可能漏" in reply or "机器" in reply
    assert "{" not in reply


def test_every_kind_has_its_wordings(stage: Stage) -> None:
    talk = stage.snapshot.content.part(SMALL_TALK)
    assert {saying.id for saying in talk.sayings} == SAYINGS
    assert all(len(set(saying.say)) >= 6 for saying in talk.sayings)
