"""Tencent Cloud SMS through its official SDK (no retries: that is its default).

Rules: cloud.tencent.com/document/api/382/55981 (SendSms: 200 phones a call in E.164, SessionContext echoed),
382/52073 (PullSmsSendStatusByPhoneNumber), 382/59177 (error codes).
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from bot.common.clock import ZONE
from bot.integrations.sms.provider import SendResult, Sms, SmsError, SmsStatus, Template, Trouble

SECONDS = 10
# No later attempt would do better: the request, its signature, our clock or the account's settings are at fault.
_STOP = (
    "LimitExceeded.PhoneNumberCountLimit", "LimitExceeded.AppCountryOrRegionInBlacklist",
    "InternalError.RequestTimeException", "InternalError.SigFieldMissing",
    "InternalError.SigVerificationFail", "InternalError.RestApiInterfaceNotExist",
)  # fmt: skip
_LATER = (
    "LimitExceeded.PhoneNumber", "LimitExceeded.DailyLimit", "LimitExceeded.AppDailyLimit",
    "LimitExceeded.AppGlobalDailyLimit", "LimitExceeded.AppMainlandChinaDailyLimit",
    "LimitExceeded.AppCountryOrRegionDailyLimit",
)  # fmt: skip
_RETRY = ("LimitExceeded", "RequestLimitExceeded")
_UNCLEAR = ("InternalError",)
_DROP = (
    "InvalidParameterValue.IncorrectPhoneNumber", "FailedOperation.PhoneNumberInBlacklist",
    "FailedOperation.PhoneNumberParseFail",
    "UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone", "UnsupportedOperation.UnsupportedRegion",
)  # fmt: skip


class TencentSms:
    """endpoint: sms.tencentcloudapi.com, or a stub's host:port with protocol http."""

    name, phones_a_call, calls_a_second = "tencent", 200, 1000.0

    def __init__(
        self, key: str, secret: str, app: str, region: str, signature: str,
        templates: Mapping[str, Template], endpoint: str, protocol: str,
    ) -> None:  # fmt: skip
        from tencentcloud.common.credential import Credential
        from tencentcloud.common.profile.client_profile import ClientProfile
        from tencentcloud.common.profile.http_profile import HttpProfile
        from tencentcloud.sms.v20210111 import models, sms_client_async

        profile = HttpProfile(protocol=protocol, endpoint=endpoint, reqTimeout=SECONDS)
        self._client: Any = sms_client_async.SmsClient(
            Credential(key, secret), region, ClientProfile(httpProfile=profile)
        )
        self._models: Any = models
        self._app = app
        self._signature = signature
        self._templates = templates

    async def send(self, sms: Sms) -> Mapping[str, SendResult]:
        """Send; each phone has its own result."""
        template = self._templates.get(sms.kind) or self._templates["weekly"]
        request = self._models.SendSmsRequest()
        request.SmsSdkAppId = self._app
        request.SignName = self._signature
        request.TemplateId = template.code
        request.TemplateParamSet = list(template.fill(sms.filling).values())
        request.PhoneNumberSet = [f"+86{phone}" for phone in sms.phones]
        request.SessionContext = sms.batch
        answer = await self._call(self._client.SendSms, request)
        return {str(item.PhoneNumber).removeprefix("+86"): _result(item) for item in answer.SendStatusSet}

    async def find(self, batch: str, phone: str, day: date) -> SmsStatus:
        """Look in the day's receipts of this phone for the one with our SessionContext."""
        request = self._models.PullSmsSendStatusByPhoneNumberRequest()
        request.SmsSdkAppId = self._app
        request.PhoneNumber = f"+86{phone}"
        request.BeginTime = int(datetime.combine(day, time.min, ZONE).timestamp())
        request.Offset, request.Limit = 0, 100
        answer = await self._call(self._client.PullSmsSendStatusByPhoneNumber, request)
        receipts = answer.PullSmsSendStatusSet or ()
        ours = next((receipt for receipt in receipts if receipt.SessionContext == batch), None)
        if ours is None:
            return SmsStatus.UNKNOWN  # only messages with a receipt are in this list
        return SmsStatus.DELIVERED if ours.ReportStatus == "SUCCESS" else SmsStatus.FAILED

    async def close(self) -> None:
        """Close the connections."""
        await self._client.http_client.aclose()

    async def _call(self, method: Any, request: object) -> Any:
        try:
            return await method(request)
        except Exception as error:  # noqa: BLE001 - the SDK raises whatever its parts raise
            code = str(getattr(error, "code", "") or "")
            network = not code or code.startswith(
                ("ClientNetworkError", "ClientParamError", "ServerNetworkError")
            )
            raise SmsError(
                Trouble.UNCLEAR if network else trouble_of(code), code or type(error).__name__
            ) from None


def _result(item: Any) -> SendResult:
    if item.Code == "Ok":
        return SendResult(item.SerialNo or "")
    return SendResult("", trouble_of(item.Code or ""), item.Code or "no code")


def trouble_of(code: str) -> Trouble:
    """Tencent's error code → what to do. An unknown code stops the campaign until a person has looked."""
    kinds = (
        (_STOP, Trouble.STOP), (_LATER, Trouble.LATER), (_RETRY, Trouble.RETRY),
        (_UNCLEAR, Trouble.UNCLEAR), (_DROP, Trouble.DROP),
    )  # fmt: skip
    return next((trouble for codes, trouble in kinds if code.startswith(codes)), Trouble.STOP)
