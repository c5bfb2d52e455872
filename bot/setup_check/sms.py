"""SMS: is the account complete, and does the longest weekly tip fit the template?"""

from collections.abc import Callable, Iterator

from bot.common.errors import ConfigError
from bot.common.settings import Settings
from bot.content.shared.calendar import Calendar
from bot.integrations.sms.provider import SmsError, SmsProvider, template
from bot.setup_check.finding import Finding, missing, note, right

Make = Callable[[str], SmsProvider]
"""The provider of this name; ConfigError names the setting that is missing."""

# Alibaba: help.aliyun.com/document_detail/108088.htm; Tencent: cloud.tencent.com/document/product/382/39023, /13301
_LONGEST = {"aliyun": 35, "tencent": 6}
_NEEDS_TEMPLATE = frozenset(_LONGEST)


def texts(settings: Settings, calendar: Calendar, make: Make) -> Iterator[Finding]:
    """One finding for each provider, one for its template, one for what it calls back."""
    names = settings.sms_providers
    if set(names) <= {"console"}:
        yield note("sms", "短信：没有填账号（SMS_PROVIDER），订了短信的居民收不到")
        return
    for name in names:
        try:
            make(name)
        except ConfigError as error:
            yield missing(
                f"sms_{name}",
                f"短信 {name}：{error}",
                "在 .env 里填上，各项是什么看 .env.example 和 docs/wechat.md",
            )
        else:
            yield right(f"sms_{name}", f"短信 {name}：要填的都填了（对不对，发第一条才知道）")
    if _NEEDS_TEMPLATE & set(names):
        yield _template(
            settings.sms_template_weekly, calendar, min(_LONGEST.get(name, 500) for name in names)
        )
        yield _callbacks(settings)


def _template(setting: str, calendar: Calendar, longest: int) -> Finding:
    key, what, one = "sms_template", "短信模板 SMS_TEMPLATE_WEEKLY", template(setting)
    form = "写成 模板编号:变量,变量:每个变量最多几个字"
    if not one.names:
        return missing(key, f"{what}：没有写变量", form)
    tip = max((tip.text for tip in calendar.tips), key=len)
    try:
        one.fill(tip)
    except SmsError:
        room = one.limit * len(one.names)
        said = f"{what}：{len(one.names)} 个变量共放得下 {room} 个字，最长的提示有 {len(tip)} 个字"
        return missing(key, said, f"多申请几个变量（{form}）；或者把 knowledge/calendar.yaml 里的写短")
    if one.limit > longest:
        said = f"{what}：设的是每个变量 {one.limit} 个字，服务商的文档说最多 {longest} 个"
        return note(key, said, "看控制台里这个模板批下来的是多少；两个变量之间要有字，不能紧挨着")
    return right(key, f"{what}：最长的提示（{len(tip)} 个字）放得下")


def _callbacks(settings: Settings) -> Finding:
    key, what = "sms_callbacks", "短信回执和退订 SMS_CALLBACK_SECRET"
    if not settings.sms_callback_secret.get_secret_value():
        return missing(
            key, f"{what}：没有填，不知道送到没有，短信退订也收不到", "随便定一长串字母数字，填进 .env"
        )
    base = f"{settings.public_url.rstrip('/')}/sms/（SMS_CALLBACK_SECRET）"
    return note(key, f"{what}：填了。服务商控制台里，状态报告填 {base}/report，上行回复填 {base}/up")
