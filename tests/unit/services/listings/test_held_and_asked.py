"""A listing gives no number away before its owner agrees, is reserved so many times a day, and carries no advertisement."""

import pytest

from bot.common.errors import OrderRefused
from bot.common.text import plain
from bot.conversation.hooks import StaffDecision
from bot.services.listings import records as listings
from bot.services.listings.adverts import leads_elsewhere
from bot.services.listings.records import Person
from bot.storage.contact_shares import shares
from tests.stage import Stage

OWNERS, HOLDERS = "13800000000", "13900000001"


async def said(stage: Stage, user: str, *texts: str) -> str:
    """All answers to these messages of a resident."""
    answers = [plain((await stage.say(message, user)).replies) for message in texts]
    return "\n".join(answers)


async def listed(stage: Stage, item: str = "婴儿车", user: str = "owner") -> str:
    return await said(stage, user, f"有个{item}送人", f"张秀英 {OWNERS}", "对")


async def wanted(stage: Stage, item: str = "婴儿车", user: str = "holder") -> str:
    return await said(stage, user, f"谁家有{item}", "1", f"李明 {HOLDERS}")


async def test_whoever_reserves_reads_no_number_before_the_owner_says_yes(stage: Stage) -> None:
    await listed(stage)
    heard = await wanted(stage) + await said(
        stage, "holder", "我订的东西", "我的", "可以给 1", "一条条都给我看"
    )
    assert OWNERS not in heard
    await stage.notices()
    heard = await said(stage, "owner", "你好", "我登记的东西", "我的信息都有哪些", "1")
    assert "把您的电话给李明可以吗" in heard
    assert HOLDERS not in heard
    async with stage.database.work() as work:
        assert await shares.all(work) == []
    assert HOLDERS in await said(stage, "owner", "可以给 1")
    await stage.notices()
    assert OWNERS in await said(stage, "holder", "你好")
    async with stage.database.work() as work:
        assert [share.what for share in await shares.all(work)] == ["婴儿车", "婴儿车"]


async def test_whom_the_owner_refused_does_not_ask_again_and_others_may(stage: Stage) -> None:
    await listed(stage)
    await wanted(stage)
    assert "没有给出去" in await said(stage, "owner", "不给 1")
    await stage.notices()
    heard = await said(stage, "holder", "你好")
    assert "这次不方便" in heard
    assert "已经没有了" in await wanted(stage)
    assert "给您留着" in await wanted(stage, user="other")


async def test_nobody_reserves_everything(stage: Stage) -> None:
    for item in ("书桌", "电饭煲", "滑板车", "婴儿床"):
        await listed(stage, item)
    answers = [await wanted(stage, item) for item in ("书桌", "电饭煲", "滑板车")]
    assert all("给您留着" in answer for answer in answers)
    assert "今天订得不少了" in await said(stage, "holder", "谁家有婴儿床", "1")
    await said(stage, "holder", "不要书桌了")
    assert "今天订得不少了" in await said(stage, "holder", "谁家有婴儿床", "1")
    stage.wait(days=1)
    assert "给您留着" in await wanted(stage, "婴儿床")


async def test_an_advertisement_is_seen_by_the_staff_alone_until_they_release_it(stage: Stage) -> None:
    async with stage.database.work() as work:
        await listings.want(work, "terminal:seeker", "神仙水", stage.now)
        await work.commit()
    heard = await said(stage, "owner", "有个东西送人", "神仙水加微信abc12345", f"张秀英 {OWNERS}", "对")
    assert "社区工作人员先看一看" in heard
    assert await stage.notices() == 0
    holder = Person("terminal:holder", "李明", HOLDERS)
    async with stage.database.work() as work:
        assert await listings.on_offer(work) == []
        assert await listings.reserve(work, 2, holder, stage.now) is None
    await stage.order("listings", StaffDecision(2, "shown"))
    assert await stage.notices() == 2
    assert "您要找的东西有了" in await said(stage, "seeker", "你好")
    assert "挂出来了" in await said(stage, "owner", "你好")
    with pytest.raises(OrderRefused):
        await stage.order("listings", StaffDecision(2, "shown"))


@pytest.mark.parametrize(
    "item",
    [
        "书桌 www.abc.cn",
        "书桌ＷＷＷ．ａｂｃ．ｃｏｍ",
        "手机 taobao.com/x",
        "加V信 abc",
        "书桌QQ1234567",
        "贷款13800000000",
        "书桌1 3 8-0000 0000",
        "书桌幺三八零零零零零零零零",
        "薇信同号",
    ],
)
def test_what_leads_elsewhere(item: str) -> None:
    assert leads_elsewhere(item)


@pytest.mark.parametrize(
    "item", ["婴儿车", "旧书桌两张", "2024年挂历", "九成新电饭煲", "1.8米床", "三人沙发"]
)
def test_what_a_neighbour_gives_away_is_not_held(item: str) -> None:
    assert not leads_elsewhere(item)
