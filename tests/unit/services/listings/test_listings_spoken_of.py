"""Listings, wishes and reservations are spoken of, by the one whose they are."""

from bot.conversation.commands import RecordAction as Do
from bot.services.listings import records as listings
from bot.services.listings.records import Listing
from tests.record_turns import Talk
from tests.stage import Stage


async def listed(stage: Stage, item: str = "婴儿车") -> Talk:
    talk = Talk(stage, "owner")
    await talk.say(f"有个{item}送人", "张秀英 13800000000", "对")
    return talk


async def reserved(stage: Stage) -> Talk:
    talk = Talk(stage, "holder")
    await talk.say("谁家有婴儿车", "1", "李明 13900000001")
    assert len(await talk.own("reserve")) == 1
    return talk


async def rows(stage: Stage) -> list[Listing]:
    async with stage.database.work() as work:
        return await listings.every(work)


async def on_offer(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        return [listing.item for listing in await listings.on_offer(work)]


async def heard(stage: Stage, user: str) -> str:
    await stage.notices()
    return "\n".join(reply.text for reply in (await stage.say("你好", user)).replies)


async def test_a_listing_is_corrected_as_the_form_checks_it(stage: Stage) -> None:
    owner = await listed(stage)
    await owner.does(Do.CHANGE, "listing", slot="quantity", value="2")
    await owner.does(Do.CHANGE, "listing", slot="terms", value="swap")
    assert (
        "不能在绿色交换里登记" in (await owner.does(Do.CHANGE, "listing", slot="item", value="煤气罐")).text
    )
    [row] = await rows(stage)
    assert (row.item, row.quantity, row.terms) == ("婴儿车", "2", "swap")


async def test_a_paused_listing_is_shown_to_nobody(stage: Stage) -> None:
    owner = await listed(stage)
    await owner.does(Do.PAUSE, "listing")
    assert await on_offer(stage) == []
    assert "先不出" in (await owner.does(Do.STATUS, "listing")).text
    await owner.does(Do.RESUME, "listing")
    assert await on_offer(stage) == ["婴儿车"]


async def test_a_second_thing_is_read_back_before_it_is_listed_in_the_same_way(stage: Stage) -> None:
    owner = await listed(stage)
    read_back = await owner.does(Do.ADD, "listing", value="学步车")
    assert "东西：学步车" in read_back.text
    assert await on_offer(stage) == ["婴儿车"]
    await listed(stage, "学步车")
    assert sorted(await on_offer(stage)) == ["婴儿车", "学步车"]
    asked = await owner.does(Do.WITHDRAW, "listing")
    assert len(asked.choices) == 2


async def test_given_away_and_withdrawn(stage: Stage) -> None:
    owner = await listed(stage)
    asked = await owner.does(Do.WITHDRAW, "listing")
    assert await on_offer(stage) == ["婴儿车"]
    await owner.take(asked, "就这么办")
    await listed(stage, "学步车")
    await owner.does(Do.DONE, "listing")
    assert [row.status for row in await rows(stage)] == ["withdrawn", "done"]


async def test_owner_and_holder_say_how_it_goes_on(stage: Stage) -> None:
    owner = await listed(stage)
    holder = await reserved(stage)
    assert "还在等主人答应" in (await holder.does(Do.DONE, "reserve")).text
    await owner.does(Do.ACCEPT, "listing")
    assert "13800000000" in (await holder.does(Do.STATUS, "reserve")).text
    await holder.does(Do.CHANGE, "reserve", slot="phone", value="13900000009")
    assert (await rows(stage))[0].holder_phone == "13900000009"
    assert "已经告诉李明了" in (await owner.does(Do.CHANGE, "listing", slot="quantity", value="2")).text
    await holder.does(Do.DONE, "reserve")
    assert (await rows(stage))[0].status == "done"
    assert "拿到了" in await heard(stage, "owner")


async def test_what_nobody_fetched_is_on_offer_again(stage: Stage) -> None:
    owner = await listed(stage)
    await reserved(stage)
    await owner.does(Do.ACCEPT, "listing")
    asked = await owner.does(Do.NOT_DONE, "listing")
    assert await on_offer(stage) == []
    await owner.take(asked, "就这么办")
    assert await on_offer(stage) == ["婴儿车"]
    assert "又挂出来了" in await heard(stage, "holder")


async def test_declined_and_given_back(stage: Stage) -> None:
    owner = await listed(stage)
    holder = await reserved(stage)
    await owner.does(Do.DECLINE, "listing")
    assert await on_offer(stage) == ["婴儿车"]
    other = Talk(stage, "other")
    await other.say("谁家有婴儿车", "1", "赵六 13900000002")
    asked = await other.does(Do.WITHDRAW, "reserve")
    assert await on_offer(stage) == []
    await other.take(asked, "就这么办")
    assert await on_offer(stage) == ["婴儿车"]
    assert "您没有订下的东西" in (await holder.does(Do.WITHDRAW, "reserve")).text


async def test_a_wish_is_paused_changed_and_found(stage: Stage) -> None:
    seeker = Talk(stage, "seeker")
    await seeker.say("谁家有电风扇", "1")
    [wish] = await seeker.own("wish")
    assert (wish.title, wish.status) == ("电风扇", "替您留意着")
    await seeker.does(Do.PAUSE, "wish")
    await listed(stage, "电风扇")
    assert await stage.notices() == 0
    await seeker.does(Do.RESUME, "wish")
    await seeker.does(Do.CHANGE, "wish", slot="item", value="轮椅")
    assert "轮椅" in (await seeker.does(Do.STATUS, "wish")).text
    await seeker.does(Do.ADD, "wish", value="拐杖")
    assert [record.title for record in await seeker.own("wish")] == ["轮椅", "拐杖"]
    await seeker.does(Do.DONE, "wish", wish.ref)
    asked = await seeker.does(Do.WITHDRAW, "wish")
    await seeker.take(asked, "就这么办")
    assert await seeker.own("wish") == []


async def test_a_stranger_touches_neither(stage: Stage) -> None:
    await listed(stage)
    await reserved(stage)
    before = await rows(stage)
    stranger = Talk(stage, "stranger")
    for action in Do:
        for kind in ("listing", "wish", "reserve"):
            await stranger.surely(action, kind, "1", "name", "坏人")
    assert await rows(stage) == before
