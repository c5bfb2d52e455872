"""A ticket is spoken of: more of it, settled or not, rated, withdrawn; an opinion too, and an anonymous ticket."""

from bot.conversation.commands import RecordAction as Do
from bot.conversation.hooks import StaffDecision
from bot.services.feedback import records as tickets
from bot.services.feedback.records import Ticket
from tests.record_turns import Talk
from tests.stage import Stage


async def reported(stage: Stage, *, anonymous: bool = False) -> Talk:
    talk = Talk(stage)
    await talk.say("我要反映问题", "楼道灯坏了", "6幢门口", "匿名" if anonymous else "不匿名")
    assert len(await talk.own("feedback")) == 1
    return talk


async def row(stage: Stage) -> Ticket:
    async with stage.database.work() as work:
        return (await tickets.every(work))[0]


async def resolved(stage: Stage) -> Talk:
    talk = await reported(stage)
    await stage.order("tickets", StaffDecision(1, "resolved", "换了灯泡"))
    return talk


async def test_it_is_found_by_its_words(stage: Stage) -> None:
    talk = await reported(stage)
    await talk.say("我要反映问题", "垃圾桶满了", "8幢楼下", "不匿名")
    reply = await talk.does(Do.STATUS, "feedback", words="那个楼道灯坏了的事")
    assert "楼道灯坏了" in reply.text
    assert "已收到" in reply.text


async def test_more_is_added_and_the_place_corrected(stage: Stage) -> None:
    talk = await reported(stage)
    assert "要补充什么" in (await talk.does(Do.ADD, "feedback")).text
    await talk.does(Do.ADD, "feedback", "T0001", value="三楼的也不亮")
    await talk.does(Do.CHANGE, "feedback", slot="place", value="7幢门口")
    ticket = await row(stage)
    assert "楼道灯坏了" in ticket.detail
    assert "三楼的也不亮" in ticket.detail
    assert ticket.place == "7幢门口"
    assert "照原样重新记一条" in (await talk.does(Do.CHANGE, "feedback", slot="anonymous", value="yes")).text


async def test_what_is_not_settled_goes_back_to_the_staff(stage: Stage) -> None:
    talk = await resolved(stage)
    assert "改不了" in (await talk.does(Do.CHANGE, "feedback", slot="detail", value="门坏了")).text
    assert "又交给社区了" in (await talk.does(Do.NOT_DONE, "feedback")).text
    assert (await row(stage)).status == "received"
    assert "还没办好" in (await talk.does(Do.NOT_DONE, "feedback")).text
    assert "还没办好" in (await talk.does(Do.RATE, "feedback", value="5")).text


async def test_what_is_added_to_a_resolved_ticket_reopens_it(stage: Stage) -> None:
    talk = await resolved(stage)
    await talk.does(Do.ADD, "feedback", value="又坏了")
    assert ((await row(stage)).status, (await row(stage)).reopened) == ("received", 1)


async def test_it_has_been_settled_and_is_rated_once(stage: Stage) -> None:
    talk = await reported(stage)
    await talk.does(Do.DONE, "feedback")
    assert (await row(stage)).status == "resolved"
    asked = await talk.does(Do.DONE, "feedback")
    await talk.take(asked, "很满意")
    assert (await row(stage)).rating == 5
    assert "打过分了" in (await talk.does(Do.RATE, "feedback", value="1")).text
    assert (await row(stage)).rating == 5


async def test_withdrawing_asks_once(stage: Stage) -> None:
    talk = await reported(stage)
    asked = await talk.does(Do.WITHDRAW, "feedback")
    assert (await row(stage)).status == "received"
    await talk.take(asked, "就这么办")
    assert (await row(stage)).status == "withdrawn"


async def test_an_anonymous_ticket_is_spoken_of_and_stays_anonymous(stage: Stage) -> None:
    talk = await reported(stage, anonymous=True)
    await talk.does(Do.ADD, "feedback", value="三楼的也不亮")
    ticket = await row(stage)
    assert "三楼" in ticket.detail
    assert ticket.user != "terminal:me"


async def test_an_opinion_is_spoken_of(stage: Stage) -> None:
    talk = Talk(stage)
    await talk.say("现在有哪些事在征求意见", "1", "1", "我看挺好的，早点办")
    assert len(await talk.own("voice")) == 1
    await talk.does(Do.ADD, "voice", value="最好周末开")
    assert "周末开" in (await row(stage)).detail
    assert "已收到" in (await talk.does(Do.STATUS, "voice")).text


async def test_a_stranger_touches_nothing(stage: Stage) -> None:
    await reported(stage)
    before = await row(stage)
    stranger = Talk(stage, "stranger")
    for action in Do:
        for kind in ("feedback", "voice"):
            reply = await stranger.surely(action, kind, "T0001", "detail", "坏人")
            assert "楼道灯" not in reply.text
    assert await row(stage) == before
