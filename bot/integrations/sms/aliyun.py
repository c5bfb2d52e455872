"""Alibaba Cloud SMS through its official SDK; its own retries are off, for SendSms is not idempotent.

Rules: help.aliyun.com/document_detail/419273.htm (SendSms: 1,000 phones a call, but the SDK puts them into the
address: 500; OutId comes back in receipts), 419274.htm (turn the retry off), 2881383 (flow control), 102352.htm
(QuerySendDetails), 101346.html (error codes).
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsStatus, Template, Trouble

MILLISECONDS = 10_000
_LATER = ("isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL")
_RETRY = ("Throttling", "ServiceUnavailable")
# The gateway behind the API failed, or nobody knows why: the message may have been accepted.
_UNCLEAR = ("isp.SYSTEM_ERROR", "isp.GATEWAY_ERROR", "isp.UNKNOWN", "InternalError")
_DROP = ("isv.MOBILE_NUMBER_ILLEGAL", "isv.PHONENUMBER_BLACKLIST")
_STATUS = {1: SmsStatus.SENT, 2: SmsStatus.FAILED, 3: SmsStatus.DELIVERED}


class AliyunSms:
    """endpoint: dysmsapi.aliyuncs.com, or a stub's host:port with protocol http."""

    name, phones_a_call, calls_a_second = "aliyun", 500, 1000.0

    def __init__(
        self,
        key: str,
        secret: str,
        signature: str,
        templates: Mapping[str, Template],
        endpoint: str,
        protocol: str,
    ) -> None:
        # Imported here: it takes 0.3 s and 60 MB, which other providers do not need.
        from alibabacloud_dysmsapi20170525.client import Client
        from alibabacloud_tea_openapi.models import Config

        self._client: Any = Client(
            Config(access_key_id=key, access_key_secret=secret, endpoint=endpoint, protocol=protocol)
        )
        self._signature = signature
        self._templates = templates

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        """Send; the call is accepted for all phones or for none."""
        from alibabacloud_dysmsapi20170525.models import SendSmsRequest

        template = self._templates.get(sms.kind) or self._templates["weekly"]
        request = SendSmsRequest(
            phone_numbers=",".join(sms.phones),
            sign_name=self._signature,
            template_code=template.code,
            template_param=json.dumps(template.fill(sms.filling), ensure_ascii=False),
            out_id=sms.batch,
        )
        body = await self._call("send_sms_with_options_async", request)
        if body.code != "OK":
            raise SmsError(trouble_of(body.code or ""), body.code or "no code")
        return {phone: SendResult(body.biz_id or "") for phone in sms.phones}

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        """Look in the day's messages to this phone for the one with our OutId."""
        from alibabacloud_dysmsapi20170525.models import QuerySendDetailsRequest

        request = QuerySendDetailsRequest(
            phone_number=phone, send_date=f"{day:%Y%m%d}", page_size=50, current_page=1
        )
        body = await self._call("query_send_details_with_options_async", request)
        if body.code != "OK":
            raise SmsError(trouble_of(body.code or ""), body.code or "no code")
        details = body.sms_send_detail_dtos.sms_send_detail_dto if body.sms_send_detail_dtos else []
        ours = next((detail for detail in details if detail.out_id == batch), None)
        return _STATUS.get(int(ours.send_status or 0), SmsStatus.UNKNOWN) if ours else SmsStatus.NEVER

    async def close(self) -> None:
        """Nothing to close: the SDK opens a connection for each call."""

    async def _call(self, method: str, request: object) -> Any:
        from darabonba.runtime import RuntimeOptions

        runtime = RuntimeOptions(
            autoretry=False, max_attempts=1, connect_timeout=MILLISECONDS // 2, read_timeout=MILLISECONDS
        )
        try:
            return (await getattr(self._client, method)(request, runtime)).body
        except Exception as error:  # noqa: BLE001 - the SDK raises whatever its parts raise
            code = getattr(error, "code", None)
            # Without a code of Alibaba's it was the network: the message may have been accepted.
            trouble = trouble_of(str(code)) if isinstance(code, str) and code else Trouble.UNCLEAR
            raise SmsError(trouble, str(code or type(error).__name__)) from None


def trouble_of(code: str) -> Trouble:
    """Alibaba's error code → what to do. An unknown code stops the campaign until a person has looked."""
    kinds = (
        (_LATER, Trouble.LATER), (_RETRY, Trouble.RETRY), (_UNCLEAR, Trouble.UNCLEAR), (_DROP, Trouble.DROP)
    )  # fmt: skip
    return next((trouble for codes, trouble in kinds if code.startswith(codes)), Trouble.STOP)
