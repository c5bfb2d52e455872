"""What the staff decide on a volunteer."""

import pytest

from bot.common.errors import OrderRefused
from bot.conversation.hooks import StaffDecision
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.records import NewVolunteer
from tests.stage import Stage


async def test_one_who_joined_anew_is_not_put_back_beside_themselves(stage: Stage) -> None:
    new = NewVolunteer("terminal:u", "张三", "13800000000", "爱心红", "", "")
    async with stage.database.work() as work:
        first, _ = await volunteers.join(work, new, stage.now)
        await volunteers.leave(work, "terminal:u", first.id, stage.now)
        again, fresh = await volunteers.join(work, new, stage.now)
        await work.commit()
    assert fresh
    with pytest.raises(OrderRefused, match=f"{again.id}号"):
        await stage.order("volunteers", StaffDecision(first.id, "active"))
    async with stage.database.work() as work:
        assert [volunteer.status for volunteer in await volunteers.every(work)] == ["stopped", "active"]


async def test_one_who_left_is_put_back_and_their_hours_stay(stage: Stage) -> None:
    new = NewVolunteer("terminal:u", "张三", "13800000000", "爱心红", "", "")
    async with stage.database.work() as work:
        first, _ = await volunteers.join(work, new, stage.now)
        await volunteers.log_hours(work, first.id, 3, "staff:li", stage.now)
        await volunteers.leave(work, "terminal:u", first.id, stage.now)
        await work.commit()
    await stage.order("volunteers", StaffDecision(first.id, "active"))
    async with stage.database.work() as work:
        assert [(volunteer.status, volunteer.hours) for volunteer in await volunteers.every(work)] == [
            ("active", 3)
        ]
