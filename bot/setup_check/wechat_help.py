"""Where in WeChat's consoles a thing is set, and what an errcode means to the person who sets it.

Places: developers.weixin.qq.com/doc/subscription/guide/dev/migration.html (the settings moved to 微信开发者平台).
Codes: doc/oplatform/developers/troubleshooting (48001), …/basic_func/ip_whitelist (40164), …/dev/api (40243),
doc/service/api/base/api_getstableaccesstoken, api_callbackcheck (4020x), the list of global return codes (40001 to 40033,
as at cnblogs.com/sunxi/p/11812935.html), community/personal/oCJUsw7a-B5fcOedOdsI7FVZb4FI/answer (50004). From memory: 41002,
41004, 50007, 89503.
"""

from bot.common.errors import WeChatError
from bot.integrations.wechat.account import refused_address
from bot.integrations.wechat.token import BUSY

_BUSINESS = "微信开发者平台 → 我的业务 → 公众号/服务号 → "
KEYS = f"{_BUSINESS}基础信息 → 开发密钥"
APP_ID = f"{_BUSINESS}基础信息"
PUSH = f"{_BUSINESS}基础信息 → 域名与消息推送配置"
RIGHTS = f"{_BUSINESS}接口管理 → 接口权限与额度"
VERIFY = "微信公众平台 → 设置与开发 → 微信认证"
SUBSCRIBE = "微信公众平台 → 订阅通知"
TEMPLATES = "微信公众平台 → 模板消息"

_FROZEN = f"在「{KEYS}」解冻，十分钟后再试"
_PUNISHED = "登录微信公众平台看通知中心，按里面说的申诉或激活"
_EXPLANATIONS: dict[int, tuple[str, str]] = {
    40001: (
        "密钥不对，或凭证被别的程序换掉了",
        f"在「{KEYS}」核对；别的程序也用这个号的话，让它也改用 stable_token",
    ),
    40013: ("AppID 不对", f"WECHAT_APP_ID 照「{APP_ID}」里的抄，分大小写"),
    40016: ("菜单的按钮个数或写法不对", "看 knowledge/menu.yaml：上面一到三个，每个下面一到五个"),
    40018: ("菜单里有名字太长", "看 knowledge/menu.yaml，上面最多 4 个汉字，下面最多 7 个"),
    40125: ("密钥（AppSecret）不对", f"在「{KEYS}」重置一次，新的只显示一回，马上填进 WECHAT_APP_SECRET"),
    40201: ("公众号里还没有填服务器地址", f"在「{PUSH}」填服务器地址、令牌和 EncodingAESKey"),
    40243: ("密钥（AppSecret）被冻结了", _FROZEN),
    41002: ("没有带上 AppID", "填 WECHAT_APP_ID"),
    41004: ("没有带上密钥（AppSecret）", "填 WECHAT_APP_SECRET"),
    45009: ("今天的次数用完了", f"明天再试；平时用了多少，看「{RIGHTS}」"),
    45011: ("这一分钟问得太多", "过一分钟再运行一次"),
    48001: ("这个号没有这项权限", f"看「{RIGHTS}」；多数权限要先认证（{VERIFY}）"),
    48004: ("这项权限因为违规被停了", _PUNISHED),
    50002: ("账号被限制了", _PUNISHED),
    50004: ("账号被禁止使用接口", _PUNISHED),
    50007: ("账号被冻结了", _PUNISHED),
    89503: ("要管理员在微信里点确认", "请公众号的管理员看微信里的「公众平台安全助手」，点确认后再运行一次"),
}


def explanation(error: WeChatError) -> tuple[str, str]:
    """What is wrong, and what to do about it, in the words of the person who sets the account up."""
    code = error.errcode
    if code == 40164:
        address = refused_address(error)
        return (
            f"服务器的出口地址 {address or '（微信没有说）'} 不在公众号的 IP 白名单里",
            f"在「{KEYS}」的 API IP 白名单里加上 {address or '服务器的公网地址'}，几分钟后生效",
        )
    if code == BUSY:
        return f"连不上微信的接口（{error}）", "看服务器能不能访问 WECHAT_API；微信偶尔忙，过一会儿再试"
    message, advice = _EXPLANATIONS.get(
        code, ("微信不肯", "把这个号码和 rid 拿去微信开放社区搜，或用开发者平台的 API 诊断")
    )
    return f"{message}（{error}）", advice
