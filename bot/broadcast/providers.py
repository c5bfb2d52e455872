"""The ways out, as the settings want them."""

from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp
import structlog

from bot.broadcast.lanes import Rules, Senders, WeChatLike
from bot.common.errors import ConfigError
from bot.common.settings import Settings
from bot.integrations.sms.aliyun import AliyunSms
from bot.integrations.sms.console import ConsoleSms
from bot.integrations.sms.http import HttpSms
from bot.integrations.sms.provider import SmsProvider, Template, template
from bot.integrations.sms.tencent import TencentSms

log = structlog.get_logger()

HTTP_A_SECOND = 100.0


def senders_of(
    settings: Settings, http: aiohttp.ClientSession, wechat: WeChatLike, community: str
) -> Senders:
    """All ways; ConfigError names the setting that is missing."""
    sign = settings.sms_sign or community
    rules = Rules(
        signature=sign,
        price=settings.sms_price,
        subscribe=fields_of(settings.wechat_subscribe_template),
        template=fields_of(settings.wechat_warning_template),
        mass=settings.wechat_mass,
        wechat=bool(settings.wechat_app_secret.get_secret_value()),
    )
    return Senders(
        [provider_of(name, settings, http, sign) for name in settings.sms_providers], wechat, rules
    )


def provider_of(name: str, settings: Settings, http: aiohttp.ClientSession, sign: str) -> SmsProvider:
    """The provider of this name; ConfigError names the setting that is missing."""
    makers: dict[str, Callable[[], SmsProvider]] = {
        "aliyun": lambda: _aliyun(settings, sign),
        "tencent": lambda: _tencent(settings, sign),
        "http": lambda: _http(settings, http, sign),
        "console": lambda: ConsoleSms(sign, lambda line: log.info("sms", said=line)),
    }
    if name not in makers:
        raise ConfigError(f"SMS_PROVIDER: {name} is none of {', '.join(makers)}")
    return makers[name]()


def _aliyun(settings: Settings, sign: str) -> SmsProvider:
    key, secret = settings.aliyun_key_id, settings.aliyun_key_secret.get_secret_value()
    _need(ALIYUN_KEY_ID=key, ALIYUN_KEY_SECRET=secret, SMS_SIGN=settings.sms_sign)
    host, protocol = _endpoint(settings.aliyun_endpoint)
    return AliyunSms(key, secret, sign, _templates(settings), host, protocol)


def _tencent(settings: Settings, sign: str) -> SmsProvider:
    key, secret = settings.tencent_secret_id, settings.tencent_secret_key.get_secret_value()
    app = settings.tencent_sms_app
    _need(TENCENT_SECRET_ID=key, TENCENT_SECRET_KEY=secret, TENCENT_SMS_APP=app, SMS_SIGN=settings.sms_sign)
    host, protocol = _endpoint(settings.tencent_endpoint)
    return TencentSms(key, secret, app, settings.tencent_region, sign, _templates(settings), host, protocol)


def _http(settings: Settings, http: aiohttp.ClientSession, sign: str) -> SmsProvider:
    _need(SMS_HTTP_URL=settings.sms_http_url)
    token = settings.sms_http_token.get_secret_value()
    return HttpSms(http, settings.sms_http_url, token, sign, HTTP_A_SECOND)


def _templates(settings: Settings) -> dict[str, Template]:
    weekly = template(settings.sms_template_weekly)
    _need(SMS_TEMPLATE_WEEKLY=weekly.code)
    warning = template(settings.sms_template_warning) if settings.sms_template_warning else weekly
    return {"weekly": weekly, "notice": weekly, "warning": warning, "all_clear": warning, "drill": warning}


def _need(**settings: str) -> None:
    missing = [name for name, value in settings.items() if not value]
    if missing:
        raise ConfigError(f"SMS_PROVIDER needs {', '.join(missing)}")


def _endpoint(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"{url} is no address such as https://dysmsapi.aliyuncs.com")
    return parts.netloc, parts.scheme


def fields_of(setting: str) -> tuple[str, tuple[str, ...]]:
    """`ID:thing1,thing2` → the template's id, its fields in order."""
    code, _, names = setting.partition(":")
    return code.strip(), tuple(name.strip() for name in names.split(",") if name.strip())
