"""Warnings in force precede answers about disasters; answers to a drill are counted, also for a neighbour."""

from datetime import timedelta

from bot.broadcast import drill_results, recipients, staff_messages, warning_relay
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.staff_messages import StaffMessage
from bot.services.disaster import warning_records as warnings
from bot.services.subscription import records as subscriptions
from bot.services.subscription.records import NewSubscription
from tests.stage import Stage

WORDS = "北仑区气象台发布暴雨蓝色预警信号：预计6小时内有大雨。"


async def warned(stage: Stage) -> None:
    new = warnings.NewWarning(
        "w1", "staff:王", "w1", stage.now, "Alert", "暴雨", "蓝", "北仑区", WORDS, "北仑区气象台", stage.now,
        stage.now + timedelta(hours=6),
    )  # fmt: skip
    async with stage.database.work() as work:
        warning = await warning_relay.enter_by_hand(work, new, ["北仑区"], "staff:王", stage.now)
        await warning_relay.confirm(work, warning.id, ["北仑区"], "staff:王", stage.now)
        await work.commit()


def said(turned: object) -> str:
    return "\n".join(reply.text for reply in turned.replies)  # type: ignore[attr-defined]


async def test_what_is_in_force_is_on_top_until_it_ends(stage: Stage) -> None:
    assert "眼下没有预警" in said(await stage.say("有预警吗"))
    await warned(stage)
    assert WORDS in said(await stage.say("有预警吗"))
    about = said(await stage.say("暴雨来了怎么办"))
    assert about.index(WORDS) == about.index("北仑区气象台") < 20
    assert len(about) > len(WORDS) + 60
    stage.wait(hours=7)
    assert WORDS not in said(await stage.say("暴雨来了怎么办"))


async def drill(stage: Stage) -> int:
    async with stage.database.work() as work:
        for number, channel in ((1, "wechat"), (2, "sms"), (3, "sms")):
            phone = f"1391234567{number}" if channel == "sms" else ""
            wanted = NewSubscription(f"terminal:u{number}", channel, phone, 3, "", "同意")
            await subscriptions.subscribe(work, wanted, stage.now)
        await work.commit()
        for number, building in ((1, "6幢"), (2, "6幢"), (3, "7幢")):
            await recipients.set_building(work, number, building)
        await work.commit()
        message = StaffMessage(CampaignKind.DRILL, "台风避险演练，请回复收到")
        campaign, planned = await staff_messages.send(work, message, "drill:1", "staff:王", stage.now)
        await work.commit()
    assert planned == 3
    return campaign.id


async def test_answers_to_a_drill_are_counted_by_building(stage: Stage) -> None:
    number = await drill(stage)
    assert "收到" in said(await stage.say("收到", "u1"))
    assert "139****5672" in said(await stage.say("13912345672 我妈收到了", "u1"))
    async with stage.database.work() as work:
        assert await drill_results.answers_by_building(work, number) == [("6幢", 2, 2), ("7幢", 1, 0)]
        assert len((await recipients.unanswered(work, number)).rows) == 1
        assert len(await drill_results.answer_times(work, number)) == 2


async def test_an_answer_without_a_drill_is_talk_as_ever(stage: Stage) -> None:
    assert "演练" not in said(await stage.say("收到", "u1"))
    await drill(stage)
    stage.wait(days=2)
    assert "演练回应" not in said(await stage.say("收到", "u1"))


async def test_an_emergency_during_a_drill_is_one(stage: Stage) -> None:
    await drill(stage)
    assert "119" in said(await stage.say("我家着火了", "u1"))
