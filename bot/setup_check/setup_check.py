"""The whole check of how the official account, our own server and SMS are set up."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.broadcast.wechat_templates import wechat_template
from bot.common.errors import WeChatError
from bot.common.settings import Settings
from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.integrations.wechat.account import Account
from bot.setup_check import account_checks
from bot.setup_check.check_result import CheckResult, Outcome, missing, note, right
from bot.setup_check.menu_comparison import Buttons, differences, opens_our_pages, wechat_buttons
from bot.setup_check.own_server_checks import ServerProbe, check_own_server
from bot.setup_check.setting_checks import check_settings
from bot.setup_check.sms_checks import SmsProviderFactory, check_sms
from bot.setup_check.wechat_help import explanation

_PUT_MENU = "运行 bot wechat setup --put-menu，五分钟后居民重新进公众号就看得到"


@dataclass(slots=True)
class SetupCheck:
    """Nothing is changed but by `put_menu`. probe: of our own address."""

    settings: Settings
    content: Content
    account: Account
    probe: ServerProbe
    build_provider: SmsProviderFactory

    async def run(self) -> AsyncIterator[CheckResult]:
        """The results one after the other; what cannot be checked without something that is missing is left out."""
        results: dict[str, CheckResult] = {}
        for result in check_settings(self.settings):
            results[result.key] = result
            yield result
        if _none_missing(results, "token", "public_url"):
            url = f"{self.settings.public_url.rstrip('/')}/wechat"
            sealed = _none_missing(results, "aes_key", "app_id")
            async for result in check_own_server(self.probe, url, sealed=sealed):
                yield result
        if _none_missing(results, "app_id", "secret"):
            async for result in self._check_account():
                yield result
        for result in check_sms(self.settings, self.content.part(CALENDAR), self.build_provider):
            yield result

    @property
    def buttons(self) -> Buttons:
        """The content's menu in WeChat's form."""
        return wechat_buttons(self.content.part(ACCOUNT_MENU), self.settings.public_url)

    async def check_menu(self) -> CheckResult:
        """Whether the account shows the content's menu."""
        if opens_our_pages(self.content.part(ACCOUNT_MENU)) and not self.settings.public_url:
            return missing("menu", "菜单里有自己网站的按钮，网址还不知道", "先填 PUBLIC_URL")
        try:
            shown = await self.account.menu()
        except WeChatError as error:
            message, advice = explanation(error)
            return missing("menu", f"菜单：{message}", advice)
        if not shown.is_menu_open:
            return missing("menu", "菜单：公众号上还没有", _PUT_MENU)
        different = differences(self.buttons, shown.buttons)
        if different:
            return missing("menu", f"菜单和 knowledge/menu.yaml 不一样：{'；'.join(different)}", _PUT_MENU)
        return right("menu", "菜单和 knowledge/menu.yaml 一样")

    async def put_menu(self) -> CheckResult:
        """Replace the account's menu by the content's, then check it again."""
        try:
            await self.account.sign_in()
            await self.account.put_menu(self.buttons)
        except WeChatError as error:
            message, advice = explanation(error)
            return missing("put_menu", f"菜单没有换成：{message}", advice)
        return await self.check_menu()

    async def _check_account(self) -> AsyncIterator[CheckResult]:
        token = await account_checks.check_token(self.account)
        yield token
        if token.outcome is Outcome.MISSING:
            yield note("account", "下面要凭证才能问的（地址、菜单、权限、模板、次数）这次没有查")
            return
        async for result in account_checks.check_network(self.account):
            yield result
        yield await self.check_menu()
        yield await account_checks.check_rights(self.account)
        subscribe = wechat_template(self.settings.wechat_subscribe_template)
        warning = wechat_template(self.settings.wechat_warning_template)
        yield await account_checks.check_subscribe_template(self.account, subscribe)
        yield await account_checks.check_warning_template(self.account, warning)
        yield await account_checks.check_quota(self.account, account_checks.SEND, "客服消息")
        if subscribe.id:
            yield await account_checks.check_quota(self.account, account_checks.BIZSEND, "订阅通知")
        if warning.id:
            yield await account_checks.check_quota(self.account, account_checks.TEMPLATE, "模板消息")


def _none_missing(results: dict[str, CheckResult], *keys: str) -> bool:
    return all(results[key].outcome is not Outcome.MISSING for key in keys)
