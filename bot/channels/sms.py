"""What SMS providers call back: receipts, and residents' answers (退订, TD, T, R, a drill's answer).

The callbacks carry no signature (help.aliyun.com/zh/sms/developer-reference/smsreport-2), so the address holds a
secret, and may be limited to the providers' addresses; each is taken as often as it comes and counts once.
"""

import hmac
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.broadcast import delivery_ledger
from bot.common.clock import Clock
from bot.common.errors import Refused
from bot.common.text import stop_word
from bot.services.drills import records as drill_answers
from bot.services.subscription import records as subscriptions
from bot.storage.database import Database

log = structlog.get_logger()

MOST = 1000  # entries of one call
_TAKEN = {"code": 0, "msg": "OK", "result": 0, "errmsg": "OK"}  # the words of both providers


class SmsCallbacks:
    """Serves `/sms/<secret>/<report|up>`. addresses: who may call, empty for all; asker: whose request it is."""

    def __init__(
        self,
        secret: str,
        addresses: Collection[str],
        asker: Callable[[web.Request], str],
        database: Database,
        clock: Clock,
    ) -> None:
        self._secret = secret
        self._addresses = addresses
        self._asker = asker
        self._database = database
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Nothing is served without a secret."""
        return [web.post("/sms/{secret}/{what:report|up}", self._called)] if self._secret else []

    async def _called(self, request: web.Request) -> web.Response:
        known = hmac.compare_digest(request.match_info["secret"].encode(), self._secret.encode())
        if not known or (self._addresses and self._asker(request) not in self._addresses):
            raise Refused("a callback from a stranger", 404)
        entries = _entries(await request.read())
        report = request.match_info["what"] == "report"
        for entry in entries:
            await (self._report(entry) if report else self._answer(entry))
        return web.json_response(_TAKEN)

    async def _report(self, entry: Mapping[str, Any]) -> None:
        """Alibaba: phone_number, success, err_code, out_id. Tencent: mobile, report_status, errmsg, ext or session_context."""
        phone = _phone(entry)
        batch = str(entry.get("out_id") or entry.get("session_context") or entry.get("ext") or "")
        well = entry.get("success") is True or entry.get("report_status") == "SUCCESS"
        error = "" if well else str(entry.get("err_code") or entry.get("errmsg") or "failed")
        if not batch or not phone:
            return
        async with self._database.work() as work:
            address = work.cipher.index("subscription", phone)
            await delivery_ledger.record_receipt(
                work, batch, address, delivered=well, error=error, now=self._clock()
            )
            await work.commit()

    async def _answer(self, entry: Mapping[str, Any]) -> None:
        """Alibaba: phone_number, content. Tencent: mobile, text."""
        phone, said = _phone(entry), str(entry.get("content") or entry.get("text") or "").strip()
        if not phone:
            return
        now = self._clock()
        async with self._database.work() as work:
            if stop_word(said):
                stopped = await subscriptions.stop(work, "", now, phone=phone, actor="sms")
                log.info("sms_stop", stopped=stopped)
            else:
                await drill_answers.answered(work, phone, "", said, now)
            await work.commit()


def _phone(entry: Mapping[str, Any]) -> str:
    found = str(entry.get("phone_number") or entry.get("mobile") or "")
    digits = "".join(sign for sign in found if sign.isdecimal())[-11:]
    return digits if len(digits) == 11 else ""


def _entries(body: bytes) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("the callback is no JSON", 400) from None
    listed = data if isinstance(data, list) else [data]
    if len(listed) > MOST or not all(isinstance(entry, dict) for entry in listed):
        raise Refused("the callback is not a list of entries", 400)
    return listed
