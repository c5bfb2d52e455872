"""What the staff decide on a listing, and what becomes of it when its holder is erased."""

import pytest

from bot.common.errors import OrderRefused
from bot.common.text import plain
from bot.conversation.hooks import StaffDecision
from bot.services.listings import records as listings
from tests.stage import Stage


async def test_who_has_a_thing_reserved_is_told_that_the_staff_withdrew_it(stage: Stage) -> None:
    await _reserved(stage)
    await stage.order("listings", StaffDecision(1, "withdrawn"))
    assert await stage.notices() == 2
    told = plain((await stage.say("你好", "holder")).replies)
    assert "婴儿车" in told
    assert "婴儿车" in plain((await stage.say("你好", "owner")).replies)


async def test_what_is_over_is_not_decided_again(stage: Stage) -> None:
    await _reserved(stage)
    await stage.order("listings", StaffDecision(1, "done"))
    await stage.notices()
    with pytest.raises(OrderRefused):
        await stage.order("listings", StaffDecision(1, "withdrawn"))
    assert await _statuses(stage) == ["done"]
    assert await stage.notices() == 0


async def test_a_thing_that_has_changed_hands_is_not_offered_again_when_its_new_owner_is_erased(
    stage: Stage,
) -> None:
    await _reserved(stage)
    await stage.order("listings", StaffDecision(1, "done"))
    await stage.say("你好", "holder")
    await stage.say("删除我的信息", "holder")
    assert "删好了" in plain((await stage.say("1", "holder")).replies)
    assert await _statuses(stage) == ["done"]
    async with stage.database.work() as work:
        listing = await listings.find(work, 1)
    assert listing is not None
    assert (listing.holder, listing.holder_name, listing.holder_phone) == ("", "", "")


async def _reserved(stage: Stage) -> None:
    """`owner` gives a pram away, `holder` has it reserved."""
    for text in ("家里多出来一辆婴儿车送人", "张秀英", "13800000000", "对"):
        await stage.say(text, "owner")
    for text in ("谁家有婴儿车", "1", "李明", "13900000001"):
        await stage.say(text, "holder")
    assert await _statuses(stage) == ["reserved"]
    await stage.notices()
    await stage.say("你好", "owner")


async def _statuses(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        return [str(listing.status) for listing in await listings.every(work)]
