"""A record that was sealed with a lost key is set aside by what runs periodically, and stops nothing behind it."""

from sqlalchemy import text
from structlog.testing import capture_logs

from bot.common.cipher import Cipher, new_key
from bot.services.disaster import records as alarms
from bot.storage.database import Database
from tests.unit.services.enrolment.sample_enrolments import NOW


async def test_an_alarm_that_cannot_be_opened_hides_no_other(database: Database) -> None:
    async with database.work() as work:
        for number in range(3):
            await alarms.raise_alarm(work, f"web:{number}", "fire", f"着火了 {number}", "7幢", NOW, sms=True)
        await work.commit()
    async with database.work() as work:
        session = await work.write()
        sealed = Cipher(new_key()).seal_text("着火了")
        await session.execute(text("UPDATE alarms SET said = :said WHERE id = 1"), {"said": sealed})
        await work.commit()
    with capture_logs() as logs:
        async with database.work() as work:
            due = await alarms.due(work, 2)
    assert [alarm.user for alarm in due] == ["web:1", "web:2"]
    assert [(line["event"], line["id"]) for line in logs] == [("record_unreadable", 1)]
