"""What is held of a resident is never denied: not what an open form, a draft or a withdrawn record holds."""

import pytest

from tests.stage import Stage

NAME, PHONE = "钱多多", "13812349876"
DENIALS = ("没有记您的", "没有您的登记", "还没有登记过")
ASKED = ("你记了什么", "我的", "你们存了我什么信息")


def denied(text: str) -> bool:
    return any(denial in text for denial in DENIALS)


async def enrolled(stage: Stage) -> None:
    for text in ("报名插花", NAME, PHONE, "对"):
        await stage.say(text)


@pytest.mark.parametrize("asked", ASKED)
async def test_what_an_open_form_holds_is_not_denied(stage: Stage, asked: str) -> None:
    for text in ("报名插花", NAME, PHONE):
        await stage.say(text)
    text = (await stage.say(asked)).replies[0].text
    assert not denied(text)
    assert "报名插花还没交" in text
    for held in ("课程：插花", "班次：周五晚上班", f"姓名：{NAME}", "电话：138 1234 9876"):
        assert held in text


@pytest.mark.parametrize("asked", ASKED)
async def test_what_a_draft_holds_is_not_denied(stage: Stage, asked: str) -> None:
    for text in ("报名插花", NAME):
        await stage.say(text)
    stage.wait(minutes=45)
    text = (await stage.say(asked)).replies[0].text
    assert not denied(text)
    assert f"姓名：{NAME}" in text


@pytest.mark.parametrize("asked", ASKED)
async def test_what_a_cancelled_enrolment_holds_is_not_denied(stage: Stage, asked: str) -> None:
    await enrolled(stage)
    for text in ("退课", "退掉"):
        last = await stage.say(text)
    assert "退好了" in last.replies[0].text
    reply = (await stage.say(asked)).replies[0]
    assert not denied(reply.text)
    assert "还存着" in reply.text


async def test_a_cancelled_enrolment_can_be_read_and_deleted(stage: Stage) -> None:
    await enrolled(stage)
    for text in ("退课", "退掉", "你记了什么"):
        await stage.say(text)
    assert NAME in (await stage.say("一条条都给我看")).replies[0].text
    await stage.say("全部删掉")
    assert "删好了" in (await stage.say("删掉")).replies[0].text
    assert "没有记您的" in (await stage.say("你记了什么")).replies[0].text


async def test_a_draft_alone_can_be_deleted(stage: Stage) -> None:
    for text in ("报名插花", NAME):
        await stage.say(text)
    stage.wait(minutes=45)
    await stage.say("你记了什么")
    sure = (await stage.say("删除我的信息")).replies[0].text
    assert "填到一半" in sure
    assert "0 条" not in sure
    assert "删好了" in (await stage.say("删掉")).replies[0].text
    assert NAME not in str(await stage.session())


async def test_what_is_in_force_is_listed_with_the_open_form(stage: Stage) -> None:
    await enrolled(stage)
    for text in ("报名茶艺", "1", "孙小妹"):
        await stage.say(text)
    text = (await stage.say("我的")).replies[0].text
    assert f"· 插花（{NAME}）" in text
    assert "还没交" in text
    assert "孙小妹" in text


async def test_nothing_held_is_said_to_be_nothing(stage: Stage) -> None:
    assert "没有记您的" in (await stage.say("你记了什么")).replies[0].text
    await stage.evidence()  # that they wrote today is no record of theirs
    assert "没有记您的" in (await stage.say("你记了什么")).replies[0].text
    assert "还没有登记过" in (await stage.say("我的")).replies[0].text
