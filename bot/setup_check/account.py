"""What WeChat itself says of the account: token, addresses, menu, rights, templates, quotas."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

from bot.broadcast.wechat_templates import WeChatTemplate
from bot.common.errors import WeChatError
from bot.integrations.wechat.account import Account, Network, SubscribeTemplate, Template
from bot.setup_check.finding import Finding, missing, note, right
from bot.setup_check.where_to_look import PUSH, RIGHTS, SUBSCRIBE, TEMPLATES, VERIFY, meaning

T = TypeVar("T")

SEND, BIZSEND, TEMPLATE = "message/custom/send", "message/subscribe/bizsend", "message/template/send"
_FIELD = re.compile(r"\{\{\s*(\w+)\.DATA\s*\}\}")
_LONG_TERM = 3
_NOT_COUNTED = frozenset(
    {76021, 76022}
)  # doc/service/api/apimanage/api_getapiquota: not asked of this kind of account


async def signed_in(account: Account) -> Finding:
    """The token, without which nothing else can be asked."""
    return await _asked("access_token", "接口凭证 access_token", account.sign_in(), lambda _: "拿到了")


async def network(account: Account) -> AsyncIterator[Finding]:
    """Where WeChat comes from, and how it sees our address."""
    try:
        addresses = await account.callback_addresses()
    except WeChatError as error:
        yield _failed("callback_ip", "微信服务器的地址", error)
    else:
        some = "、".join(addresses[:3])
        yield note(
            "callback_ip",
            f"微信从 {len(addresses)} 个地址来（{some}…），会变；防火墙要放行，最好只认签名不认地址",
        )
    try:
        yield _seen(await account.network())
    except WeChatError as error:
        yield _failed("callback_check", "微信看我们的地址", error)


async def rights(account: Account) -> Finding:
    """Customer-service messages: late answers, notices, tips by WeChat."""
    try:
        may = await account.may_send()
    except WeChatError as error:
        return _failed("customer_service", "客服消息", error)
    if may:
        return right("customer_service", "客服消息：能发（居民来过话的 48 小时内，最多 5 条）")
    said = "客服消息：这个号没有权限（48001）。聊天不受影响，慢的回答要等居民再说话时补上，通知发不出去"
    return missing("customer_service", said, f"认证后就有（{VERIFY}）；权限看「{RIGHTS}」")


async def subscribe_template(account: Account, wanted: WeChatTemplate) -> Finding:
    """The template of 订阅通知 for weekly tips."""
    key, what = "subscribe_template", "订阅通知 WECHAT_SUBSCRIBE_TEMPLATE"
    if not wanted.id:
        return note(key, f"{what}：没有配，每周提示改走客服消息和短信")
    try:
        found = await account.subscribe_templates()
    except WeChatError as error:
        return _failed(key, what, error)
    short = next((one for one in found if one.id == wanted.id and one.kind != _LONG_TERM), None)
    if short is not None:
        said = f"{what}：「{short.title}」是一次性的，居民点一次只能收一条，每周提示要长期的"
        return missing(
            key, said, f"在「{SUBSCRIBE}」选长期订阅的模板，只开放给政务民生、医疗等，要有相应的类目"
        )
    return _template(key, what, wanted, found, SUBSCRIBE)


async def warning_template(account: Account, wanted: WeChatTemplate) -> Finding:
    """The template message for official warnings, which alone may go out unasked."""
    key, what = "warning_template", "预警模板 WECHAT_WARNING_TEMPLATE"
    if not wanted.id:
        return note(key, f"{what}：没有配，预警改走订阅通知、客服消息和短信")
    try:
        found = await account.templates()
    except WeChatError as error:
        return _failed(key, what, error)
    return _template(key, what, wanted, found, TEMPLATES)


async def quota(account: Account, path: str, what: str) -> Finding:
    """How often it still may be called today."""
    key = f"quota_{path.split('/')[1]}"
    try:
        told = await account.quota(f"/cgi-bin/{path}")
    except WeChatError as error:
        if error.errcode in _NOT_COUNTED:
            return note(key, f"{what}的次数：微信不让这种号查")
        return _failed(key, f"{what}的次数", error)
    if told.remain <= 0:
        return missing(
            key, f"{what}：今天 {told.daily_limit} 次用完了", f"明天自己恢复；常常不够，看「{RIGHTS}」"
        )
    return right(key, f"{what}：今天还能发 {told.remain} 次（一天 {told.daily_limit} 次）")


async def _asked(key: str, what: str, work: Awaitable[T], said: Callable[[T], str]) -> Finding:
    try:
        return right(key, f"{what}：{said(await work)}")
    except WeChatError as error:
        return _failed(key, what, error)


def _failed(key: str, what: str, error: WeChatError) -> Finding:
    said, todo = meaning(error)
    return missing(key, f"{what}：{said}", todo)


def _seen(found: Network) -> Finding:
    key = "callback_check"
    if not found.dns:
        return missing(key, "微信解析不到我们的域名", f"看「{PUSH}」里的网址写对没有，域名有没有指到服务器")
    addresses = "、".join(one.ip for one in found.dns)
    lost = [one.ip for one in found.ping if one.package_loss.startswith("100")]
    if lost:
        return note(key, f"微信看到我们在 {addresses}；ping 不通 {'、'.join(lost)}，常常只是防火墙不答 ping")
    return right(key, f"微信看到我们在 {addresses}，ping 得通")


def _template(
    key: str, what: str, wanted: WeChatTemplate, found: Sequence[SubscribeTemplate | Template], place: str
) -> Finding:
    one = next((one for one in found if one.id == wanted.id), None)
    if one is None:
        listed = "、".join(one.id for one in found) or "一个也没有"
        return missing(key, f"{what}：这个号里没有 {wanted.id}（有的：{listed}）", f"在「{place}」抄模板 ID")
    has = _FIELD.findall(one.content)
    if not wanted.names or set(wanted.names) - set(has):
        said = f"{what}：「{one.title}」的字段是 {','.join(has)}，设置里写的是 {','.join(wanted.names) or '（没写）'}"
        return missing(key, said, f"改成 {wanted.id}:{','.join(has)}")
    return right(key, f"{what}：「{one.title}」，字段对得上")
