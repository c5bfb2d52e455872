"""The official SDKs against a stub that checks their signatures; every error is classed; nothing is tried twice."""

from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
import pytest

from bot.common.clock import ZONE
from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.integrations.sms.aliyun import AliyunSms
from bot.integrations.sms.http import HttpSms
from bot.integrations.sms.provider import Sms, SmsError, SmsProvider, SmsStatus, Template, Trouble, template
from bot.integrations.sms.tencent import TencentSms
from tests.system.sms_stub import KEY, SECRET, SmsStub

TODAY = datetime.now(ZONE).date()
WORDS = "冬天用煤气要开窗，人离开先关火。"
TEMPLATES = {"weekly": Template("T1", ("a", "b", "c"), 20)}
PHONES = ("13900000001", "13900000002")


@pytest.fixture
async def stub() -> AsyncIterator[SmsStub]:
    async with SmsStub().serving() as stub:
        yield stub


@pytest.fixture(params=["aliyun", "tencent", "http"])
async def provider(request: pytest.FixtureRequest, stub: SmsStub) -> AsyncIterator[SmsProvider]:
    host = f"127.0.0.1:{stub.port}"
    async with aiohttp.ClientSession() as http:
        sms_provider: SmsProvider
        if request.param == "aliyun":
            sms_provider = AliyunSms(KEY, SECRET, "高河塘社区", TEMPLATES, host, "http")
        elif request.param == "tencent":
            sms_provider = TencentSms(
                KEY, SECRET, "14000", "ap-guangzhou", "高河塘社区", TEMPLATES, host, "http"
            )
        else:
            sms_provider = HttpSms(http, f"http://{host}/http", SECRET, "高河塘社区", 100)
        yield sms_provider
        await sms_provider.close()


async def test_signed_taken_and_found_again(provider: SmsProvider, stub: SmsStub) -> None:
    results = await provider.send(Sms("batch1", PHONES, WORDS, "weekly"))
    assert set(results) == set(PHONES)
    assert all(result.trouble is None and result.number for result in results.values())
    assert stub.took == {phone: [WORDS] for phone in PHONES}
    assert stub.wrong == []
    assert await provider.find("batch1", PHONES[0], TODAY) in (SmsStatus.SENT, SmsStatus.DELIVERED)
    assert await provider.find("batch2", PHONES[0], TODAY) in (SmsStatus.NEVER, SmsStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("provider", "code", "trouble"),
    [
        ("aliyun", "isv.BUSINESS_LIMIT_CONTROL", Trouble.LATER),
        ("aliyun", "isv.MOBILE_NUMBER_ILLEGAL", Trouble.DROP),
        ("aliyun", "isv.AMOUNT_NOT_ENOUGH", Trouble.STOP),
        ("aliyun", "isv.SMS_TEMPLATE_ILLEGAL", Trouble.STOP),
        ("aliyun", "isv.BLACK_KEY_CONTROL_LIMIT", Trouble.STOP),
        ("aliyun", "isv.DAY_LIMIT_CONTROL", Trouble.LATER),
        ("aliyun", "isv.MONTH_LIMIT_CONTROL", Trouble.STOP),
        ("aliyun", "isp.SYSTEM_ERROR", Trouble.UNCLEAR),
        ("aliyun", "isp.GATEWAY_ERROR", Trouble.UNCLEAR),
        ("aliyun", "isp.UNKNOWN", Trouble.UNCLEAR),
        ("http", "busy", Trouble.RETRY),
        ("http", "no-money", Trouble.STOP),
    ],
    indirect=["provider"],
)
async def test_errors_are_classed(provider: SmsProvider, stub: SmsStub, code: str, trouble: Trouble) -> None:
    stub.scripted.append(code)
    with pytest.raises(SmsError) as caught:
        await provider.send(Sms("b", PHONES, WORDS, "weekly"))
    assert (caught.value.trouble, caught.value.code) == (trouble, code)
    assert stub.total == 0


@pytest.mark.parametrize(
    ("provider", "code", "trouble"),
    [
        ("tencent", "LimitExceeded.PhoneNumberDailyLimit", Trouble.LATER),
        ("tencent", "FailedOperation.PhoneNumberInBlacklist", Trouble.DROP),
        ("tencent", "FailedOperation.PhoneNumberParseFail", Trouble.DROP),
        ("tencent", "FailedOperation.InsufficientBalanceInSmsPackage", Trouble.STOP),
        ("tencent", "LimitExceeded.PhoneNumberCountLimit", Trouble.STOP),
        ("tencent", "LimitExceeded.AppCountryOrRegionInBlacklist", Trouble.STOP),
        ("tencent", "LimitExceeded.AppGlobalDailyLimit", Trouble.LATER),
        ("tencent", "LimitExceeded.DeliveryFrequencyLimit", Trouble.RETRY),
        ("tencent", "InternalError.RequestTimeException", Trouble.STOP),
        ("tencent", "InternalError.SigFieldMissing", Trouble.STOP),
        ("tencent", "InternalError.SigVerificationFail", Trouble.STOP),
        ("tencent", "InternalError.RestApiInterfaceNotExist", Trouble.STOP),
        ("tencent", "InternalError.Timeout", Trouble.UNCLEAR),
        ("tencent", "RequestLimitExceeded", Trouble.RETRY),
    ],
    indirect=["provider"],
)
async def test_errors_of_each_phone_are_classed(
    provider: SmsProvider, stub: SmsStub, code: str, trouble: Trouble
) -> None:
    stub.scripted.append(code)
    results = await provider.send(Sms("b", PHONES, WORDS, "weekly"))
    assert {(result.trouble, result.code) for result in results.values()} == {(trouble, code)}
    assert stub.total == 0


@pytest.mark.parametrize("provider", ["tencent"], indirect=True)
async def test_one_call_has_a_result_for_each_phone(provider: SmsProvider, stub: SmsStub) -> None:
    code = "FailedOperation.InsufficientBalanceInSmsPackage"
    stub.refused[PHONES[1]] = code
    results = await provider.send(Sms("b", PHONES, WORDS, "weekly"))
    assert [results[phone].trouble for phone in PHONES] == [None, Trouble.STOP]
    assert results[PHONES[0]].number == f"s{PHONES[0]}"
    assert (results[PHONES[1]].number, results[PHONES[1]].code) == ("", code)
    assert stub.took == {PHONES[0]: [WORDS]}


@pytest.mark.parametrize("provider", ["aliyun", "http"], indirect=True)
async def test_a_lost_answer_is_unclear_and_never_tried_again(provider: SmsProvider, stub: SmsStub) -> None:
    stub.lose_answers = True
    with pytest.raises(SmsError) as caught:
        await provider.send(Sms("b", PHONES, WORDS, "weekly"))
    assert caught.value.trouble is Trouble.UNCLEAR
    assert stub.took == {phone: [WORDS] for phone in PHONES}


@pytest.mark.parametrize("provider", ["aliyun", "tencent"], indirect=True)
async def test_a_text_that_fits_no_template_stops(provider: SmsProvider, stub: SmsStub) -> None:
    with pytest.raises(SmsError) as caught:
        await provider.send(Sms("b", PHONES, "长" * 100, "weekly"))
    assert caught.value.trouble is Trouble.STOP
    assert stub.total == 0


def test_a_template_spreads_the_words_and_leaves_no_variable_empty() -> None:
    spread = template("SMS_1:a,b,c:20").fill("一二三四五")
    assert "".join(spread.values()).startswith("一二三四五")
    assert set(spread) == {"a", "b", "c"}
    assert all(spread.values())


@pytest.mark.parametrize("names", [1, 2, 3, 5])
def test_every_tip_is_cut_whole_and_at_a_pause_where_there_is_one(names: int, content: Content) -> None:
    limit = 70 // names + 10
    cut = template(f"SMS_1:{','.join('abcde'[:names])}:{limit}")
    for tip in content.part(CALENDAR).tips:
        parts = cut.fill(tip.text)
        assert "".join(parts.values()).rstrip("。") == tip.text.rstrip("。")
        assert all(0 < len(part) <= limit for part in parts.values())
        if names == 2:
            assert parts["a"][-1] in "。！？；，、："


def test_a_text_without_a_pause_is_cut_evenly() -> None:
    assert template("SMS_1:a,b:5").fill("一二三四五六") == {"a": "一二三", "b": "四五六"}
    assert template("SMS_1:a,b:5").fill("一二三四五六七八九十") == {"a": "一二三四五", "b": "六七八九十"}
