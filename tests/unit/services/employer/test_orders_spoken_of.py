"""A firm speaks of its order: corrections, filled, withdrawn; what the staff accepted is looked at again."""

from bot.conversation.commands import RecordAction as Do
from bot.conversation.hooks import StaffDecision
from bot.services.employer import records as orders
from bot.services.employer.records import FirmOrder
from tests.record_turns import Talk
from tests.stage import Stage


async def ordered(stage: Stage) -> Talk:
    talk = Talk(stage)
    await talk.say("我们物业缺保洁员二十个", "下个月", "平安物业公司", "陈阿明", "13900001111", "对")
    assert len(await talk.own("employer")) == 1
    return talk


async def row(stage: Stage) -> FirmOrder:
    async with stage.database.work() as work:
        return (await orders.every(work))[0]


async def test_an_order_is_corrected(stage: Stage) -> None:
    firm = await ordered(stage)
    for slot, value in (("quantity", "15"), ("due", "越快越好"), ("phone", "13900002222")):
        await firm.does(Do.CHANGE, "employer", slot=slot, value=value)
    order = await row(stage)
    assert (order.quantity, order.due, order.phone) == (15, "越快越好", "13900002222")
    assert "换不了" in (await firm.does(Do.CHANGE, "employer", slot="kind", value="train")).text


async def test_the_staff_look_again_at_another_need(stage: Stage) -> None:
    firm = await ordered(stage)
    await stage.order("orders", StaffDecision(1, "accepted"))
    await firm.does(Do.CHANGE, "employer", slot="quantity", value="15")
    assert (await row(stage)).status == "accepted"
    reply = await firm.does(Do.CHANGE, "employer", slot="need", value="保安")
    assert "再看一眼" in reply.text
    assert ((await row(stage)).status, (await row(stage)).need) == ("open", "保安")


async def test_filled_or_withdrawn_after_a_question(stage: Stage) -> None:
    firm = await ordered(stage)
    assert "还在办" in (await firm.does(Do.NOT_DONE, "employer")).text
    asked = await firm.does(Do.DONE, "employer")
    assert (await row(stage)).status == "open"
    await firm.take(asked, "就这么办")
    assert (await row(stage)).status == "done"
    assert "您没有订单" in (await firm.does(Do.STATUS, "employer")).text


async def test_withdrawn(stage: Stage) -> None:
    firm = await ordered(stage)
    await firm.take(await firm.does(Do.WITHDRAW, "employer"), "就这么办")
    assert (await row(stage)).status == "withdrawn"


async def test_a_stranger_touches_nothing(stage: Stage) -> None:
    await ordered(stage)
    before = await row(stage)
    for action in Do:
        await Talk(stage, "stranger").surely(action, "employer", "1", "firm", "坏公司")
    assert await row(stage) == before
