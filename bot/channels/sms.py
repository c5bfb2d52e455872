"""Callbacks of SMS providers: delivery receipts, and residents' answers (退订, TD, T, R, a drill's answer).

The callbacks carry no signature (help.aliyun.com/zh/sms/developer-reference/smsreport-2), so the address holds a
secret, and may be limited to the providers' addresses. A callback may come any number of times and counts once.
"""

import hmac
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.broadcast import delivery_ledger
from bot.broadcast.delivery_ledger import Receipt
from bot.channels.request_body import body_of
from bot.common.clock import Clock
from bot.common.errors import Refused
from bot.common.readable import readable
from bot.common.text import is_stop_word
from bot.services.drills import records as drill_answers
from bot.services.subscription import records as subscriptions
from bot.storage.database import Database

log = structlog.get_logger()

MOST = 1000  # entries of one call
_ACCEPTED = {"code": 0, "msg": "OK", "result": 0, "errmsg": "OK"}  # what both providers expect


class SmsCallbacks:
    """Serves `/sms/<secret>/<report|up>`. addresses: which may call, empty for all; client: a request's address."""

    def __init__(
        self,
        secret: str,
        addresses: Collection[str],
        client: Callable[[web.Request], str],
        database: Database,
        clock: Clock,
    ) -> None:
        self._secret = secret
        self._addresses = addresses
        self._client = client
        self._database = database
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """What the server serves for this; nothing without a secret."""
        return [web.post("/sms/{secret}/{what:report|up}", self._handle)] if self._secret else []

    async def _handle(self, request: web.Request) -> web.Response:
        right = hmac.compare_digest(request.match_info["secret"].encode(), self._secret.encode())
        if not right or (self._addresses and self._client(request) not in self._addresses):
            raise Refused("a callback from a stranger", 404)
        handle = self._take_receipt if request.match_info["what"] == "report" else self._take_answer
        for entry in _entries(await body_of(request)):
            await handle(entry)
        return web.json_response(_ACCEPTED)

    async def _take_receipt(self, entry: Mapping[str, Any]) -> None:
        """Settle the delivery that a receipt tells of.

        Alibaba: phone_number, success, err_code, out_id (ours) and biz_id (theirs);
        help.aliyun.com/zh/sms/developer-reference/smsreport-2. Tencent: mobile, report_status, errmsg and sid, the
        SerialNo that SendSms answered; cloud.tencent.com/document/product/382/43547.
        """
        phone = _phone(entry)
        batch = str(entry.get("out_id") or entry.get("session_context") or entry.get("ext") or "")
        number = str(entry.get("sid") or entry.get("biz_id") or "")
        delivered, error = _outcome(entry)
        if not phone or not (batch or number):
            return
        async with self._database.work() as work:
            address = work.cipher.index("subscription", phone)
            receipt = Receipt(address, batch, number, delivered, error)
            known = await delivery_ledger.record_receipt(work, receipt, self._clock())
            await work.commit()
        if not known:
            log.info("receipt_without_delivery", batch=batch, number=number)

    async def _take_answer(self, entry: Mapping[str, Any]) -> None:
        """Alibaba: phone_number, content. Tencent: mobile, text."""
        phone = _phone(entry)
        text = readable(str(entry.get("content") or entry.get("text") or "")).strip()
        if not phone:
            return
        now = self._clock()
        async with self._database.work() as work:
            if is_stop_word(text):
                stopped = await subscriptions.stop_phone(work, phone, now, "sms")
                log.info("sms_stop", stopped=len(stopped))
            else:
                await drill_answers.answered(work, phone, "", text, now)
            await work.commit()


def _outcome(entry: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether the message was delivered, and the provider's error where it was not."""
    if entry.get("success") is True or entry.get("report_status") == "SUCCESS":
        return True, ""
    return False, str(entry.get("err_code") or entry.get("errmsg") or "failed")


def _phone(entry: Mapping[str, Any]) -> str:
    number = str(entry.get("phone_number") or entry.get("mobile") or "")
    digits = "".join(character for character in number if character.isdecimal())[-11:]
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
