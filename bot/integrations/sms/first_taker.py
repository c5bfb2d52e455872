"""Sends one SMS to one phone by the first provider that takes it."""

from collections.abc import Sequence

from bot.integrations.sms.provider import Sms, SmsError, SmsProvider, Trouble


async def refusal(providers: Sequence[SmsProvider], sms: Sms, phone: str) -> str:
    """Why no provider took the message; "" when one did, or may have.

    The next is tried only where the one before has certainly not taken it.
    """
    reason = "no-provider"
    trouble: Trouble | None
    for provider in providers:
        try:
            result = (await provider.send(sms)).get(phone)
        except SmsError as refused:
            trouble, reason = refused.trouble, str(refused)
        else:
            trouble, reason = (result.trouble, result.code) if result else (Trouble.UNCLEAR, "")
        if trouble in (None, Trouble.UNCLEAR):
            return ""
    return reason
