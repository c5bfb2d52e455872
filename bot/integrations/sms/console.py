"""Prints what it would send: for trying out, and for the community that has no account yet."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.integrations.sms.provider import Found, Sms, Taken


class ConsoleSms:
    """Takes everything, sends nothing."""

    name, most, a_second = "console", 200, 10_000.0

    def __init__(self, signature: str, out: Callable[[str], None]) -> None:
        self._signature = signature
        self._out = out

    async def send(self, sms: Sms) -> Mapping[str, Taken]:
        """One line for each phone, masked."""
        for phone in sms.phones:
            self._out(f"SMS {phone[:3]}****{phone[-4:]} 【{self._signature}】{sms.text}")
        return {phone: Taken(sms.batch) for phone in sms.phones}

    async def find(self, batch: str, phone: str, day: date) -> Found:
        """Nothing is kept."""
        return Found.UNKNOWN

    async def close(self) -> None:
        """Nothing is open."""
