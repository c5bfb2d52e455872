"""The SMS providers and the dispatcher, as the settings want them."""

from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp
import structlog

from bot.broadcast.delivery_dispatcher import Dispatcher
from bot.broadcast.sms_dispatcher import SmsDispatcher
from bot.broadcast.wechat_dispatcher import OfficialAccount, WeChatDispatcher
from bot.broadcast.wechat_templates import wechat_template
from bot.common.errors import ConfigError
from bot.common.settings import Settings
from bot.integrations.sms.aliyun import AliyunSms
from bot.integrations.sms.console import ConsoleSms
from bot.integrations.sms.http import HttpSms
from bot.integrations.sms.provider import SmsProvider, Template, template
from bot.integrations.sms.tencent import TencentSms

log = structlog.get_logger()

HTTP_CALLS_PER_SECOND = 100.0


def dispatcher_of(
    settings: Settings, http: aiohttp.ClientSession, account: OfficialAccount, community: str
) -> Dispatcher:
    """All delivery methods. ConfigError names the setting that is missing."""
    signature = settings.sms_sign or community
    providers = [sms_provider_of(name, settings, http, signature) for name in settings.sms_providers]
    wechat = WeChatDispatcher(
        account,
        wechat_template(settings.wechat_subscribe_template),
        wechat_template(settings.wechat_warning_template),
        settings.wechat_mass,
    )
    has_account = bool(settings.wechat_app_secret.get_secret_value())
    return Dispatcher(
        SmsDispatcher(providers, signature, settings.sms_price), wechat if has_account else None
    )


def sms_provider_of(
    name: str, settings: Settings, http: aiohttp.ClientSession, signature: str
) -> SmsProvider:
    """The provider of this name. ConfigError names the setting that is missing."""
    builders: dict[str, Callable[[], SmsProvider]] = {
        "aliyun": lambda: _aliyun(settings, signature),
        "tencent": lambda: _tencent(settings, signature),
        "http": lambda: _http(settings, http, signature),
        "console": lambda: ConsoleSms(signature, lambda line: log.info("sms", said=line)),
    }
    if name not in builders:
        raise ConfigError(f"SMS_PROVIDER: {name} is none of {', '.join(builders)}")
    return builders[name]()


def _aliyun(settings: Settings, signature: str) -> SmsProvider:
    key, secret = settings.aliyun_key_id, settings.aliyun_key_secret.get_secret_value()
    _require(ALIYUN_KEY_ID=key, ALIYUN_KEY_SECRET=secret, SMS_SIGN=settings.sms_sign)
    host, protocol = _endpoint(settings.aliyun_endpoint)
    return AliyunSms(key, secret, signature, _templates(settings), host, protocol)


def _tencent(settings: Settings, signature: str) -> SmsProvider:
    key, secret = settings.tencent_secret_id, settings.tencent_secret_key.get_secret_value()
    app, region = settings.tencent_sms_app, settings.tencent_region
    _require(
        TENCENT_SECRET_ID=key, TENCENT_SECRET_KEY=secret, TENCENT_SMS_APP=app, SMS_SIGN=settings.sms_sign
    )
    host, protocol = _endpoint(settings.tencent_endpoint)
    return TencentSms(key, secret, app, region, signature, _templates(settings), host, protocol)


def _http(settings: Settings, http: aiohttp.ClientSession, signature: str) -> SmsProvider:
    _require(SMS_HTTP_URL=settings.sms_http_url)
    token = settings.sms_http_token.get_secret_value()
    return HttpSms(http, settings.sms_http_url, token, signature, HTTP_CALLS_PER_SECOND)


def _templates(settings: Settings) -> dict[str, Template]:
    """Kind of campaign → the approved SMS template that carries it."""
    weekly = template(settings.sms_template_weekly)
    _require(SMS_TEMPLATE_WEEKLY=weekly.code)
    warning = template(settings.sms_template_warning) if settings.sms_template_warning else weekly
    templates = {
        "weekly": weekly,
        "notice": weekly,
        "warning": warning,
        "all_clear": warning,
        "drill": warning,
        "alarm": warning,
    }
    code = template(settings.sms_template_code)
    return templates | ({"code": code} if code.code else {})


def _require(**settings: str) -> None:
    missing = [name for name, value in settings.items() if not value]
    if missing:
        raise ConfigError(f"SMS_PROVIDER needs {', '.join(missing)}")


def _endpoint(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"{url} is no address such as https://dysmsapi.aliyuncs.com")
    return parts.netloc, parts.scheme
