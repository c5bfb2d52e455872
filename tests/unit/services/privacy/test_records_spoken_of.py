"""What all services' records have in common when they are spoken of: which, where else a phone stands, choices in chat."""

from bot.conversation.commands import RecordAction as Do
from tests.record_turns import Talk
from tests.stage import CODE, Stage

OLD, NEW = "13800000000", "13900000009"


async def registered(stage: Stage) -> Talk:
    talk = Talk(stage)
    await talk.say("我想当志愿者", "1", "跳过", "跳过", f"李明 {OLD}", "对")
    await talk.say("我要报名参加乒乓球赛", f"李明 {OLD}", "对")
    assert [record.phone for record in await talk.own()] == [OLD, OLD]
    return talk


async def phones(talk: Talk) -> dict[str, str]:
    return {record.kind: record.phone for record in await talk.own()}


async def test_a_new_phone_is_offered_wherever_the_old_one_stands(stage: Stage) -> None:
    talk = await registered(stage)
    asked = await talk.does(Do.CHANGE, "volunteer", slot="phone", value=NEW)
    assert asked.text.count("？") == 1
    assert await phones(talk) == {"event": OLD, "volunteer": NEW}
    assert "乒乓球赛" in (await talk.take(asked, "一起改")).text
    assert await phones(talk) == {"event": NEW, "volunteer": NEW}
    assert "没有别的" in (await talk.take(asked, "一起改")).text


async def test_the_others_stay_when_that_is_not_wanted(stage: Stage) -> None:
    talk = await registered(stage)
    asked = await talk.does(Do.CHANGE, "event", slot="phone", value=NEW)
    await talk.take(asked, "别的不改")
    assert await phones(talk) == {"event": NEW, "volunteer": OLD}


async def test_what_needs_a_code_is_said_to_be_left(stage: Stage) -> None:
    talk = Talk(stage)
    await talk.say("我想当志愿者", "1", "跳过", "跳过", f"李明 {OLD}", "对")
    await talk.say(f"防灾提醒发短信给我{OLD}", "对", CODE)
    stage.wait(minutes=5)
    asked = await talk.does(Do.CHANGE, "volunteer", slot="phone", value=NEW)
    reply = await talk.take(asked, "一起改")
    assert "还没改" in reply.text
    assert "验证码" in reply.text
    assert await phones(talk) == {"volunteer": NEW, "subscription": OLD}
    await talk.say(CODE)
    assert await phones(talk) == {"volunteer": NEW, "subscription": NEW}


async def test_a_choice_is_taken_in_chat(stage: Stage) -> None:
    talk = await registered(stage)
    asked = await talk.does(Do.WITHDRAW, "volunteer")
    async with stage.sessions.open("terminal:me") as held:
        held.session.choices = list(asked.choices)
        await held.save()
    assert "退出了" in await talk.say("对，就这么办")
    assert await talk.own("volunteer") == []


async def test_nothing_of_the_kind_is_said_truly(stage: Stage) -> None:
    talk = await registered(stage)
    reply = await talk.does(Do.STATUS, "employer")
    assert "您没有订单" in reply.text
    assert "乒乓球赛" in reply.text
    assert "没有动" not in reply.text
    assert "别的也还没有登记" in (await Talk(stage, "new").does(Do.WITHDRAW, "recommend")).text


async def test_without_a_kind_all_records_are_meant(stage: Stage) -> None:
    talk = await registered(stage)
    asked = await talk.does(Do.WITHDRAW, "")
    assert len(asked.choices) == 2
    assert "乒乓球赛" in (await talk.does(Do.STATUS, "", words="那个「共建杯」乒乓球赛（李明，1位）")).text
