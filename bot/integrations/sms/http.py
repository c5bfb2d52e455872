"""A generic HTTP gateway, as street offices and operators run them: one POST of JSON a text, receipts by callback.

Sent: {"id", "phones": [...], "text", "sign"} with a bearer token. Expected: 2xx and {"ok": true, "id": …}, or
{"ok": false, "code", "retry": true or false}. GET ?id=…&phone=… answers {"status": "sent|delivered|failed|never"}.
A gateway with another protocol gets a small adapter of its own beside this file.
"""

import json
from collections.abc import Mapping
from datetime import date

import aiohttp

from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsStatus, Trouble

SECONDS = 15


class HttpSms:
    """The gateway at `url`."""

    name, phones_a_call = "http", 200

    def __init__(
        self, http: aiohttp.ClientSession, url: str, token: str, signature: str, calls_a_second: float
    ) -> None:
        self._http = http
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._signature = signature
        self.calls_a_second = calls_a_second

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        """Send; the result is the same for all phones of a call."""
        body = {"id": sms.batch, "phones": list(sms.phones), "text": sms.text, "sign": self._signature}
        answer = await self._call("POST", json.dumps(body, ensure_ascii=False).encode(), {})
        if answer.get("ok"):
            number = str(answer.get("id", ""))
            return {phone: SendResult(number) for phone in sms.phones}
        trouble = Trouble.RETRY if answer.get("retry") else Trouble.STOP
        raise SmsError(trouble, str(answer.get("code", "refused")))

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        """Look it up at the gateway."""
        answer = await self._call("GET", None, {"id": batch, "phone": phone})
        status = str(answer.get("status", ""))
        return SmsStatus(status) if status in tuple(SmsStatus) else SmsStatus.UNKNOWN

    async def close(self) -> None:
        """Nothing to close: the session belongs to the application."""

    async def _call(self, method: str, body: bytes | None, query: Mapping[str, str]) -> dict[str, object]:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        headers = self._headers | {"Content-Type": "application/json"}
        try:
            async with self._http.request(
                method,
                self._url,
                data=body,
                params=query,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                if response.status in {429, 503}:
                    raise SmsError(Trouble.RETRY, f"http{response.status}")
                if response.status in (401, 403):
                    raise SmsError(Trouble.STOP, f"http{response.status}")
                answer = json.loads(await response.read())
        except aiohttp.ClientConnectorError:
            raise SmsError(Trouble.RETRY, "unreachable") from None
        except (aiohttp.ClientError, TimeoutError, ValueError):
            raise SmsError(Trouble.UNCLEAR, "no-answer") from None
        return answer if isinstance(answer, dict) else {}
