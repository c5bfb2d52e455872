"""Tells the staff's phone by SMS, while the office is closed, that a resident is in danger."""

from collections.abc import Callable, Sequence

import structlog

from bot.common.clock import Clock
from bot.integrations.sms.first_taker import refusal
from bot.integrations.sms.provider import Sms, SmsProvider
from bot.services.disaster import records as alarms
from bot.services.disaster.records import Alarm
from bot.storage.database import Database

log = structlog.get_logger()

BATCH = 20
KIND = "alarm"

AlarmWording = Callable[[Alarm], str]
"""The text of the SMS about this alarm."""


class AlarmSender:
    """providers: the preferred one first; phones: of those who are on duty."""

    def __init__(
        self,
        database: Database,
        providers: Sequence[SmsProvider],
        phones: Sequence[str],
        wording: AlarmWording,
        clock: Clock,
    ) -> None:
        self._database = database
        self._providers = providers
        self._phones = tuple(phones)
        self._wording = wording
        self._clock = clock

    async def send_due(self) -> int:
        """Send what waits; how many alarms were told. RecordsAway.

        An alarm is marked before it is sent, so that two processes do not both ring; one that fails stays on the list.
        """
        async with self._database.work() as work:
            waiting = await alarms.due(work, BATCH)
        return sum([await self._send(alarm) for alarm in waiting])

    async def close(self) -> None:
        """Close the providers' connections."""
        for provider in self._providers:
            await provider.close()

    async def _send(self, alarm: Alarm) -> bool:
        if not await self._settle(alarm, alarms.DUE, alarms.SENT):
            return False
        told = [
            phone
            for phone in self._phones
            if not await refusal(self._providers, self._sms(alarm, phone), phone)
        ]
        if not told:
            log.error("alarm_not_told", alarm=alarm.id)
            await self._settle(alarm, alarms.SENT, alarms.FAILED)
        return bool(told)

    async def _settle(self, alarm: Alarm, before: str, after: str) -> bool:
        async with self._database.work() as work:
            settled = await alarms.settle_sms(work, alarm.id, before, after, self._clock())
            await work.commit()
        return settled

    def _sms(self, alarm: Alarm, phone: str) -> Sms:
        return Sms(f"alarm-{alarm.id}", (phone,), self._wording(alarm), KIND)
