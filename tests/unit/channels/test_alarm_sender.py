"""While the office is closed the staff's phones are told of a resident in danger, once."""

from collections.abc import Mapping
from datetime import date, datetime

import pytest

from bot.channels.alarm_sender import AlarmSender
from bot.common.clock import ZONE
from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsStatus, Trouble
from bot.services.disaster import records as alarms
from bot.services.disaster.records import Alarm
from tests.stage import Stage

NIGHT = datetime(2026, 5, 6, 23, 0, tzinfo=ZONE)


class Provider:
    """Takes every SMS, or refuses each."""

    name, phones_a_call, calls_a_second = "test", 1, 10.0

    def __init__(self, refuses: bool = False) -> None:
        self.refuses = refuses
        self.sent: list[Sms] = []

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        if self.refuses:
            raise SmsError(Trouble.STOP, "no-money")
        self.sent.append(sms)
        return {phone: SendResult("1") for phone in sms.phones}

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        return SmsStatus.UNKNOWN

    async def close(self) -> None:
        return None


def sender(stage: Stage, provider: Provider) -> AlarmSender:
    def wording(alarm: Alarm) -> str:
        return f"{alarm.danger} {alarm.place}"

    return AlarmSender(stage.database, [provider], ["13800000000", "13900000000"], wording, lambda: stage.now)


async def every(stage: Stage) -> list[Alarm]:
    await stage.engine.close()
    async with stage.database.work() as work:
        return await alarms.every(work)


@pytest.mark.parametrize(("at", "told"), [(NIGHT, 1), (None, 0)])
async def test_the_phones_are_told_while_the_office_is_closed(
    stage: Stage, at: datetime | None, told: int
) -> None:
    stage.now = at or stage.now
    await stage.say("6幢1202着火了，快来人")
    [alarm] = await every(stage)
    assert alarm.danger == "fire"
    assert alarm.place == "6幢1202"
    provider = Provider()
    assert await sender(stage, provider).send_due() == told
    assert await sender(stage, provider).send_due() == 0
    assert [(sms.phones[0], sms.text) for sms in provider.sent] == [
        ("13800000000", "fire 6幢1202"),
        ("13900000000", "fire 6幢1202"),
    ][: 2 * told]


async def test_what_no_provider_takes_stays_on_the_list(stage: Stage) -> None:
    stage.now = NIGHT
    await stage.say("我家着火了")
    await every(stage)
    assert await sender(stage, Provider(refuses=True)).send_due() == 0
    [alarm] = await every(stage)
    assert alarm.sms == alarms.FAILED
