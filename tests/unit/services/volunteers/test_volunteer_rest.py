"""A rest is written once, on both databases."""

from bot.services.volunteers import records as volunteers
from bot.services.volunteers.records import NewVolunteer
from bot.storage import audit
from bot.storage.database import Database
from tests.unit.services.enrolment.sample_enrolments import NOW

ENTRY = NewVolunteer("web:me", "李明", "13800000000", "哪队都行", "", "")


async def test_a_rest_is_written_once(database: Database) -> None:
    async with database.work() as work:
        volunteer, _ = await volunteers.join(work, ENTRY, NOW)
        resting = await volunteers.set_paused(work, "web:me", volunteer.id, paused=True, now=NOW)
        assert resting is not None
        assert resting.paused
        assert await volunteers.set_paused(work, "web:me", volunteer.id, paused=True, now=NOW) is None
        assert await volunteers.set_paused(work, "web:other", volunteer.id, paused=False, now=NOW) is None
        await work.commit()
    async with database.work() as work:
        entries = await audit.of_row(work, "volunteers", volunteer.id)
    assert [entry.what for entry in entries] == ["paused", "active"]
