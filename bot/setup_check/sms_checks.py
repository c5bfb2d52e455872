"""Checks of SMS: the providers' accounts are complete, and the longest weekly tip fits the template."""

from collections.abc import Callable, Iterator

from bot.common.errors import ConfigError
from bot.common.settings import Settings
from bot.content.shared.calendar import Calendar
from bot.integrations.sms.provider import SmsError, SmsProvider, template
from bot.setup_check.check_result import CheckResult, missing, note, right

SmsProviderFactory = Callable[[str], SmsProvider]
"""Builds the provider of this name; ConfigError names the setting that is missing."""

# Alibaba: help.aliyun.com/document_detail/108088.htm; Tencent: cloud.tencent.com/document/product/382/39023, /13301
_VARIABLE_LENGTHS = {"aliyun": 35, "tencent": 6}


def check_sms(
    settings: Settings, calendar: Calendar, build_provider: SmsProviderFactory
) -> Iterator[CheckResult]:
    """One result for each provider, one for its template, one for its callbacks."""
    names = settings.sms_providers
    if set(names) <= {"console"}:
        yield note("sms", "短信：没有填账号（SMS_PROVIDER），订了短信的居民收不到")
        return
    for name in names:
        try:
            build_provider(name)
        except ConfigError as error:
            yield missing(
                f"sms_{name}",
                f"短信 {name}：{error}",
                "在 .env 里填上，各项是什么看 .env.example 和 docs/wechat.md",
            )
        else:
            yield right(f"sms_{name}", f"短信 {name}：要填的都填了（对不对，发第一条才知道）")
    if _VARIABLE_LENGTHS.keys() & set(names):
        yield _check_template(
            settings.sms_template_weekly,
            calendar,
            min(_VARIABLE_LENGTHS[name] for name in _VARIABLE_LENGTHS.keys() & set(names)),
        )
        yield _check_callbacks(settings)


def _check_template(setting: str, calendar: Calendar, longest_variable: int) -> CheckResult:
    key, name, sms_template = "sms_template", "短信模板 SMS_TEMPLATE_WEEKLY", template(setting)
    form = "写成 模板编号:变量,变量:每个变量最多几个字"
    if not sms_template.names:
        return missing(key, f"{name}：没有写变量", form)
    tip = max((tip.text for tip in calendar.tips), key=len)
    try:
        sms_template.fill(tip)
    except SmsError:
        capacity = sms_template.limit * len(sms_template.names)
        message = (
            f"{name}：{len(sms_template.names)} 个变量共放得下 {capacity} 个字，最长的提示有 {len(tip)} 个字"
        )
        return missing(key, message, f"多申请几个变量（{form}）；或者把 knowledge/calendar.yaml 里的写短")
    if sms_template.limit > longest_variable:
        message = (
            f"{name}：设的是每个变量 {sms_template.limit} 个字，服务商的文档说最多 {longest_variable} 个"
        )
        return note(key, message, "看控制台里这个模板批下来的是多少；两个变量之间要有字，不能紧挨着")
    return right(key, f"{name}：最长的提示（{len(tip)} 个字）放得下")


def _check_callbacks(settings: Settings) -> CheckResult:
    key, name = "sms_callbacks", "短信回执和退订 SMS_CALLBACK_SECRET"
    if not settings.sms_callback_secret.get_secret_value():
        return missing(
            key, f"{name}：没有填，不知道送到没有，短信退订也收不到", "随便定一长串字母数字，填进 .env"
        )
    base = f"{settings.public_url.rstrip('/')}/sms/（SMS_CALLBACK_SECRET）"
    return note(key, f"{name}：填了。服务商控制台里，状态报告填 {base}/report，上行回复填 {base}/up")
