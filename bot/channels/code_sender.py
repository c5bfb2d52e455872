"""Sends confirmation codes by SMS, a moment after the turn that asked for them was committed."""

from collections.abc import Callable, Sequence

import structlog

from bot.common.clock import Clock
from bot.integrations.sms.first_taker import refusal
from bot.integrations.sms.provider import Sms, SmsProvider
from bot.storage import phone_codes
from bot.storage.database import Database
from bot.storage.phone_codes import DueCode

log = structlog.get_logger()

BATCH = 20
KIND = "code"

CodeWording = Callable[[str], str]
"""The text of the SMS that brings this code."""


class CodeSender:
    """providers: the preferred one first; the next takes over where the one before has certainly not taken the code."""

    def __init__(
        self, database: Database, providers: Sequence[SmsProvider], wording: CodeWording, clock: Clock
    ) -> None:
        self._database = database
        self._providers = providers
        self._wording = wording
        self._clock = clock

    async def send_due(self) -> int:
        """Send the codes that wait; how many were. RecordsAway.

        A code is marked before it is sent, so it is never sent twice. One that is lost is asked for again.
        """
        async with self._database.work() as work:
            waiting = await phone_codes.due(work, BATCH, self._clock())
        return sum([await self._send(code) for code in waiting])

    async def close(self) -> None:
        """Close the providers' connections."""
        for provider in self._providers:
            await provider.close()

    async def _send(self, code: DueCode) -> bool:
        async with self._database.work() as work:
            claimed = await phone_codes.claim(work, code.id)
            await work.commit()
        if not claimed:
            return False
        sms = Sms(f"code-{code.id}", (code.phone,), self._wording(code.code), KIND, variable=code.code)
        reason = await refusal(self._providers, sms, code.phone)
        if reason:
            log.warning("phone_code_not_sent", code=code.id, reason=reason)
            async with self._database.work() as work:
                await phone_codes.failed(work, code.id)
                await work.commit()
        return not reason
