"""Prints what it would send: for a demo, and for a community that has no account yet."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.integrations.sms.provider import SendResult, Sms, SmsStatus


class ConsoleSms:
    """Accepts everything and sends nothing."""

    name, phones_a_call, calls_a_second = "console", 200, 10_000.0

    def __init__(self, signature: str, out: Callable[[str], None]) -> None:
        self._signature = signature
        self._out = out

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        """Print one line for each phone, masked."""
        for phone in sms.phones:
            self._out(f"SMS {phone[:3]}****{phone[-4:]} 【{self._signature}】{sms.text}")
        return {phone: SendResult(sms.batch) for phone in sms.phones}

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        """Nothing is recorded."""
        return SmsStatus.UNKNOWN

    async def close(self) -> None:
        """Nothing to close."""
