"""Confirmation codes go out once; the next provider takes over where the first has certainly not taken one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.channels.code_sender import CodeSender
from bot.common.clock import ZONE
from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsStatus, Trouble
from bot.storage import phone_codes
from bot.storage.database import Database
from bot.storage.phone_codes import LastCode

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)
PHONE = "13800000000"


@dataclass
class Provider:
    """Takes codes, or refuses them with this trouble."""

    trouble: Trouble | None = None
    sent: list[Sms] = field(default_factory=list)
    name: str = "stub"
    phones_a_call: int = 1
    calls_a_second: float = 100.0

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        self.sent.append(sms)
        if self.trouble is not None:
            raise SmsError(self.trouble, "no")
        return {phone: SendResult("1") for phone in sms.phones}

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        return SmsStatus.UNKNOWN

    async def close(self) -> None:
        """Nothing to close."""


def sender(database: Database, *providers: Provider) -> CodeSender:
    return CodeSender(database, providers, lambda code: f"验证码{code}", lambda: NOW)


async def ask(database: Database) -> None:
    async with database.work() as work:
        last = LastCode(PHONE, "test")
        await phone_codes.ask(work, "web:u", last, "135790", NOW, spoken=False, a_day=9)
        await work.commit()


async def test_a_code_goes_out_once(database: Database) -> None:
    await ask(database)
    provider = Provider()
    assert [await sender(database, provider).send_due() for _ in range(2)] == [1, 0]
    [sms] = provider.sent
    assert (sms.phones, sms.text, sms.filling, sms.kind) == ((PHONE,), "验证码135790", "135790", "code")


async def test_the_next_provider_takes_over(database: Database) -> None:
    await ask(database)
    first, second = Provider(Trouble.STOP), Provider()
    assert await sender(database, first, second).send_due() == 1
    assert (len(first.sent), len(second.sent)) == (1, 1)


async def test_what_may_have_been_sent_is_not_sent_again(database: Database) -> None:
    await ask(database)
    first, second = Provider(Trouble.UNCLEAR), Provider()
    assert await sender(database, first, second).send_due() == 1
    assert second.sent == []


async def test_what_nobody_took_is_not_tried_for_ever(database: Database) -> None:
    await ask(database)
    provider = Provider(Trouble.RETRY)
    assert [await sender(database, provider).send_due() for _ in range(2)] == [0, 0]
    assert len(provider.sent) == 1
