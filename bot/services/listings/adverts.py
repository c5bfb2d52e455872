"""Text that leads to somewhere else: a link, a phone number, a QQ or WeChat account. The staff look at it first."""

import re

from bot.understanding.text.normalize import simplified

_LINK = re.compile(
    r"https?:|www\.|[a-z0-9]\.(?:com|cn|net|org|top|xyz|vip|shop|cc|me|io|app|site|club|info|ltd|live)"
)
_NUMBER = re.compile(r"(?:[0-9零〇一二三四五六七八九幺两][\s.·*_-]{0,2}+){6,}")
_ACCOUNT = re.compile(
    r"微信|威信|薇信|徽信|微号|加微|\+微|v信|加v|\+v|vx|wx|weixin|wechat|qq|扣扣|q群|抖音号|快手号|小红书号|二维码|扫码|私聊|电报|telegram"
)


def leads_elsewhere(text: str) -> bool:
    """Whether the text holds a link, an account elsewhere, or six figures in a row, in digits or in characters."""
    plain = simplified(text).lower().replace(" ", "")
    return any(pattern.search(plain) for pattern in (_LINK, _NUMBER, _ACCOUNT))
