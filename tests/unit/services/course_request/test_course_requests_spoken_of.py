"""A course that was asked for is spoken of: how many would like it, corrections, withdrawn."""

from bot.conversation.commands import RecordAction as Do
from bot.services.course_request import records as course_requests
from bot.services.course_request.records import CourseRequest
from tests.record_turns import Talk
from tests.stage import Stage


async def asked_for(stage: Stage, user: str = "me") -> Talk:
    talk = Talk(stage, user)
    await talk.say("我想学吉他你们能不能开个班", "52", "跳过", "跳过")
    assert len(await talk.own("request")) == 1
    return talk


async def rows(stage: Stage) -> list[CourseRequest]:
    async with stage.database.work() as work:
        return await course_requests.every(work)


async def test_status_counts_all_who_would_like_it(stage: Stage) -> None:
    talk = await asked_for(stage)
    await asked_for(stage, "other")
    assert "有 2 位想学" in (await talk.does(Do.STATUS, "request")).text


async def test_another_subject_is_counted_there(stage: Stage) -> None:
    talk = await asked_for(stage)
    other = await asked_for(stage, "other")
    await talk.does(Do.CHANGE, "request", slot="subject", value="二胡")
    assert "有 1 位想学" in (await other.does(Do.STATUS, "request")).text
    await talk.does(Do.CHANGE, "request", slot="age", value="60")
    assert ((await rows(stage))[0].subject, (await rows(stage))[0].age) == ("二胡", 60)


async def test_what_is_no_age_is_not_kept_as_one(stage: Stage) -> None:
    talk = await asked_for(stage)
    for slot, value in (("age", "大扫除今年几月份搞"), ("education", "大扫除")):
        asked = await talk.does(Do.CHANGE, "request", slot=slot, value=value)
        assert "改成了" not in asked.text
    row = (await rows(stage))[0]
    assert (row.age, row.education) == (52, "")


async def test_withdrawing_asks_once(stage: Stage) -> None:
    talk = await asked_for(stage)
    asked = await talk.does(Do.WITHDRAW, "request")
    assert (await rows(stage))[0].status == "open"
    await talk.take(asked, "就这么办")
    assert (await rows(stage))[0].status == "withdrawn"


async def test_a_stranger_touches_nothing(stage: Stage) -> None:
    await asked_for(stage)
    before = await rows(stage)
    for action in Do:
        await Talk(stage, "stranger").surely(action, "request", "1", "subject", "坏事")
    assert await rows(stage) == before
