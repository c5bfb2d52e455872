"""Checks of the settings: each is there, and has the form that WeChat wants. Nothing is called."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.common.errors import ConfigError
from bot.common.settings import Settings
from bot.integrations.wechat.crypto import Sealer
from bot.setup_check.check_result import CheckResult, missing, note, right
from bot.setup_check.wechat_help import APP_ID, KEYS, PUSH

# developers.weixin.qq.com/doc/oplatform/developers/product/subscription_service/: 3 to 32 characters, 43 characters;
# "letters and digits" is what the console itself asks for.
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
# No page documents the form of these two; all that we have seen match.
_APP_ID = re.compile(r"wx[0-9a-f]{16}")
_SECRET = re.compile(r"[0-9a-f]{32}")
_EMPTY = "还没有填"


def check_settings(settings: Settings) -> Iterator[CheckResult]:
    """One result for each setting of the account."""
    yield _token(settings.wechat_token.get_secret_value())
    yield _app_id(settings.wechat_app_id)
    yield _secret(settings.wechat_app_secret.get_secret_value())
    yield _aes_key(settings.wechat_aes_key.get_secret_value(), settings.wechat_app_id)
    yield _public_url(settings.public_url)


def _token(token: str) -> CheckResult:
    name, advice = "令牌 WECHAT_TOKEN", f"自己定一个，3 到 32 位字母和数字，填进 .env；「{PUSH}」里填一样的"
    if not token:
        return missing("token", f"{name}{_EMPTY}", advice)
    if not _TOKEN.fullmatch(token):
        return missing("token", f"{name}有 {len(token)} 位，或有字母数字以外的字", advice)
    return right("token", f"{name}写法对")


def _app_id(app_id: str) -> CheckResult:
    name, advice = "开发者 ID WECHAT_APP_ID", f"照「{APP_ID}」里的 AppID 抄，wx 开头一共 18 位"
    if not app_id:
        return missing("app_id", f"{name}{_EMPTY}", advice)
    if not _APP_ID.fullmatch(app_id):
        return missing("app_id", f"{name}的写法不像 AppID", advice)
    return right("app_id", f"{name}写法对")


def _secret(secret: str) -> CheckResult:
    name = "密钥 WECHAT_APP_SECRET"
    if not secret:
        return missing(
            "secret", f"{name}{_EMPTY}，慢的回答补发不了，通知也发不出", f"在「{KEYS}」启用或重置，填进 .env"
        )
    if not _SECRET.fullmatch(secret):
        return note("secret", f"{name}不是平常见到的 32 位，对不对要看下面问微信的结果")
    return right("secret", f"{name}写法对")


def _aes_key(key: str, app_id: str) -> CheckResult:
    name = "EncodingAESKey WECHAT_AES_KEY"
    advice = f"在「{PUSH}」随机生成 43 位，填进 .env，加解密方式选「安全模式」"
    if not key:
        return missing("aes_key", f"{name}{_EMPTY}：明文模式下，签名管不到消息内容", advice)
    try:
        Sealer(key, app_id or "wx")
    except ConfigError:
        return missing("aes_key", f"{name}有 {len(key)} 位，要的是 43 位字母和数字", advice)
    return right("aes_key", f"{name}写法对")


def _public_url(url: str) -> CheckResult:
    name, advice = "外网地址 PUBLIC_URL", "填居民和微信访问得到的网址，例如 https://bot.example.cn，不带路径"
    parts = urlsplit(url)
    if not url:
        return missing("public_url", f"{name}{_EMPTY}", advice)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        return missing("public_url", f"{name}写得不对：{url}", advice)
    if _is_loopback(parts.hostname):
        return note("public_url", f"{name}是这台机器自己的地址，微信够不着，只能试试")
    if parts.port not in (None, 80, 443):
        return missing(
            "public_url", f"{name}用了 {parts.port} 端口，微信只认 80 和 443", "前面放 nginx，用 443 端口"
        )
    if parts.scheme == "http":
        return note("public_url", f"{name}是 http，居民的话在路上没有加密", "办一张证书，改成 https")
    return right("public_url", f"{name}写法对")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
