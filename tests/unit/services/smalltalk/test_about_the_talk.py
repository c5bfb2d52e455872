"""What was written down and whether it went through is told truthfully; why something is asked too."""

from tests.stage import Stage
from tests.unit.services.smalltalk.said_as import said_as

NAME, PHONE = "钱多多", "13812349876"


async def test_an_open_form_is_not_handed_in(stage: Stage) -> None:
    for text in ("报名插花", NAME):
        await stage.say(text)
    reply = (await said_as(stage, "meta.said", "你记了什么")).text
    assert "报名插花还没交" in reply
    assert f"姓名：{NAME}" in reply
    assert "课程：插花" in reply


async def test_what_is_on_record_is_told(stage: Stage) -> None:
    for text in ("报名插花", NAME, PHONE, "对"):
        await stage.say(text)
    reply = (await said_as(stage, "meta.said", "报上了没有")).text
    assert "已经记上" in reply
    assert "插花" in reply
    assert "没交" not in reply


async def test_a_draft_is_told_too(stage: Stage) -> None:
    for text in ("报名插花", NAME):
        await stage.say(text)
    stage.wait(minutes=45)  # the form becomes a draft
    await stage.say("图书馆几点开门")
    reply = (await said_as(stage, "meta.said", "你记了什么")).text
    assert "还没交" in reply
    assert NAME in reply
    assert "继续" in reply


async def test_nothing_is_nothing(stage: Stage) -> None:
    assert "还没有给您记下什么" in (await said_as(stage, "meta.said", "你记了什么")).text


async def test_an_anonymous_ticket_is_not_denied(stage: Stage) -> None:
    for text in ("6幢门口路灯坏了", "匿名"):
        await stage.say(text)
    reply = (await said_as(stage, "meta.said", "交上去了没有")).text
    assert "还没有给您记下什么" not in reply


async def test_a_cancelled_enrolment_is_not_denied(stage: Stage) -> None:
    for text in ("报名插花", NAME, PHONE, "对", "退课", "退掉"):
        await stage.say(text)
    reply = (await said_as(stage, "meta.said", "你记了什么")).text
    assert "还没有给您记下什么" not in reply


async def test_the_reason_is_the_open_forms_own(stage: Stage) -> None:
    await stage.say("报名插花")
    assert stage.snapshot.content.forms["enrol"].why in (await said_as(stage, "meta.why", "问这个干嘛")).text


async def test_the_thing_that_is_named_has_a_reason_of_its_own(stage: Stage) -> None:
    await stage.say("我想加入环保队")
    assert "顺手" in (await said_as(stage, "meta.why", "会啥都要问啊")).text
    why = stage.snapshot.content.forms["volunteer"].why
    assert why in (await said_as(stage, "meta.why", "名字报来做啥用")).text


async def test_without_a_form_the_reason_is_a_general_one(stage: Stage) -> None:
    assert "只用来办这件事" in (await said_as(stage, "meta.why", "要我电话干什么用")).text
