"""Checks of the account by WeChat's API: token, addresses, rights, templates, quotas."""

import re
from collections.abc import AsyncIterator, Sequence

from bot.broadcast.wechat_templates import WeChatTemplate
from bot.common.errors import WeChatError
from bot.integrations.wechat.account import Account, Network, SubscribeTemplate, Template
from bot.setup_check.check_result import CheckResult, missing, note, right
from bot.setup_check.wechat_help import PUSH, RIGHTS, SUBSCRIBE, TEMPLATES, VERIFY, explanation

SEND, BIZSEND, TEMPLATE = "message/custom/send", "message/subscribe/bizsend", "message/template/send"
_FIELD = re.compile(r"\{\{\s*(\w+)\.DATA\s*\}\}")
_LONG_TERM = 3
# doc/service/api/apimanage/api_getapiquota: not available to this kind of account
_NOT_AVAILABLE = frozenset({76021, 76022})


async def check_token(account: Account) -> CheckResult:
    """The token, without which nothing else can be asked."""
    key, name = "access_token", "接口凭证 access_token"
    try:
        await account.sign_in()
    except WeChatError as error:
        return _failed(key, name, error)
    return right(key, f"{name}：拿到了")


async def check_network(account: Account) -> AsyncIterator[CheckResult]:
    """The addresses that WeChat calls from, and our address as WeChat sees it."""
    try:
        addresses = await account.callback_addresses()
    except WeChatError as error:
        yield _failed("callback_ip", "微信服务器的地址", error)
    else:
        examples = "、".join(addresses[:3])
        yield note(
            "callback_ip",
            f"微信从 {len(addresses)} 个地址来（{examples}…），会变；防火墙要放行，最好只认签名不认地址",
        )
    try:
        yield _network_result(await account.network())
    except WeChatError as error:
        yield _failed("callback_check", "微信看我们的地址", error)


async def check_rights(account: Account) -> CheckResult:
    """The right to send customer-service messages: late answers, notices, tips by WeChat."""
    try:
        may = await account.may_send()
    except WeChatError as error:
        return _failed("customer_service", "客服消息", error)
    if may:
        return right("customer_service", "客服消息：能发（居民来过话的 48 小时内，最多 5 条）")
    message = "客服消息：这个号没有权限（48001）。聊天不受影响，慢的回答要等居民再说话时补上，通知发不出去"
    return missing("customer_service", message, f"认证后就有（{VERIFY}）；权限看「{RIGHTS}」")


async def check_subscribe_template(account: Account, wanted: WeChatTemplate) -> CheckResult:
    """The subscription-message template (订阅通知) of the weekly tips."""
    key, name = "subscribe_template", "订阅通知 WECHAT_SUBSCRIBE_TEMPLATE"
    if not wanted.id:
        return note(key, f"{name}：没有配，每周提示改走客服消息和短信")
    try:
        templates = await account.subscribe_templates()
    except WeChatError as error:
        return _failed(key, name, error)
    one_time = next(
        (template for template in templates if template.id == wanted.id and template.kind != _LONG_TERM),
        None,
    )
    if one_time is not None:
        message = f"{name}：「{one_time.title}」是一次性的，居民点一次只能收一条，每周提示要长期的"
        return missing(
            key, message, f"在「{SUBSCRIBE}」选长期订阅的模板，只开放给政务民生、医疗等，要有相应的类目"
        )
    return _template_result(key, name, wanted, templates, SUBSCRIBE)


async def check_warning_template(account: Account, wanted: WeChatTemplate) -> CheckResult:
    """The template message of official warnings, the only ones that may be sent without consent."""
    key, name = "warning_template", "预警模板 WECHAT_WARNING_TEMPLATE"
    if not wanted.id:
        return note(key, f"{name}：没有配，预警改走订阅通知、客服消息和短信")
    try:
        templates = await account.templates()
    except WeChatError as error:
        return _failed(key, name, error)
    return _template_result(key, name, wanted, templates, TEMPLATES)


async def check_quota(account: Account, path: str, name: str) -> CheckResult:
    """How often the API may still be called today. path: of the API; name: of what it sends."""
    key = f"quota_{path.split('/')[1]}"
    try:
        quota = await account.quota(f"/cgi-bin/{path}")
    except WeChatError as error:
        if error.errcode in _NOT_AVAILABLE:
            return note(key, f"{name}的次数：微信不让这种号查")
        return _failed(key, f"{name}的次数", error)
    if quota.remain <= 0:
        return missing(
            key, f"{name}：今天 {quota.daily_limit} 次用完了", f"明天自己恢复；常常不够，看「{RIGHTS}」"
        )
    return right(key, f"{name}：今天还能发 {quota.remain} 次（一天 {quota.daily_limit} 次）")


def _failed(key: str, name: str, error: WeChatError) -> CheckResult:
    message, advice = explanation(error)
    return missing(key, f"{name}：{message}", advice)


def _network_result(network: Network) -> CheckResult:
    key = "callback_check"
    if not network.dns:
        return missing(key, "微信解析不到我们的域名", f"看「{PUSH}」里的网址写对没有，域名有没有指到服务器")
    addresses = "、".join(resolved.ip for resolved in network.dns)
    lost = [ping.ip for ping in network.ping if ping.package_loss.startswith("100")]
    if lost:
        return note(key, f"微信看到我们在 {addresses}；ping 不通 {'、'.join(lost)}，常常只是防火墙不答 ping")
    return right(key, f"微信看到我们在 {addresses}，ping 得通")


def _template_result(
    key: str,
    name: str,
    wanted: WeChatTemplate,
    templates: Sequence[SubscribeTemplate | Template],
    place: str,
) -> CheckResult:
    template = next((template for template in templates if template.id == wanted.id), None)
    if template is None:
        known = "、".join(template.id for template in templates) or "一个也没有"
        return missing(key, f"{name}：这个号里没有 {wanted.id}（有的：{known}）", f"在「{place}」抄模板 ID")
    fields = _FIELD.findall(template.content)
    if not wanted.names or set(wanted.names) - set(fields):
        set_names = ",".join(wanted.names) or "（没写）"
        message = f"{name}：「{template.title}」的字段是 {','.join(fields)}，设置里写的是 {set_names}"
        return missing(key, message, f"改成 {wanted.id}:{','.join(fields)}")
    return right(key, f"{name}：「{template.title}」，字段对得上")
