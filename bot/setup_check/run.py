"""The whole checkup, one finding after the other."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from bot.broadcast.wechat_templates import wechat_template
from bot.common.errors import WeChatError
from bot.common.settings import Settings
from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.integrations.wechat.account import Account
from bot.setup_check import account as accounts
from bot.setup_check.finding import Finding, Mark, missing, note, right
from bot.setup_check.menu import Buttons, as_put, differences, needs_address
from bot.setup_check.own_server import Ring, doors
from bot.setup_check.settings import forms
from bot.setup_check.sms import Make, texts
from bot.setup_check.where_to_look import meaning

_PUT = "运行 bot wechat setup --put-menu，五分钟后居民重新进公众号就看得到"


@dataclass(slots=True)
class SetupCheck:
    """ring: at our own address; make: an SMS provider. Nothing is changed but by `put_menu`."""

    settings: Settings
    content: Content
    account: Account
    ring: Ring
    make: Make

    async def run(self) -> AsyncIterator[Finding]:
        """What has to be there first comes first; what cannot be asked without it is left out."""
        told: dict[str, Finding] = {}
        for finding in forms(self.settings):
            told[finding.key] = finding
            yield finding
        if not _missing(told, "token", "public_url"):
            url = f"{self.settings.public_url.rstrip('/')}/wechat"
            sealed = not _missing(told, "aes_key", "app_id")
            async for finding in doors(self.ring, url, sealed=sealed):
                yield finding
        if not _missing(told, "app_id", "secret"):
            async for finding in self._account():
                yield finding
        for finding in texts(self.settings, self.content.part(CALENDAR), self.make):
            yield finding

    @property
    def buttons(self) -> Buttons:
        """The menu as it would be put."""
        return as_put(self.content.part(ACCOUNT_MENU), self.settings.public_url)

    async def menu(self) -> Finding:
        """Does the account show the content's menu?"""
        if needs_address(self.content.part(ACCOUNT_MENU)) and not self.settings.public_url:
            return missing("menu", "菜单里有自己网站的按钮，网址还不知道", "先填 PUBLIC_URL")
        try:
            shown = await self.account.menu()
        except WeChatError as error:
            said, todo = meaning(error)
            return missing("menu", f"菜单：{said}", todo)
        if not shown.is_menu_open:
            return missing("menu", "菜单：公众号上还没有", _PUT)
        found = differences(self.buttons, shown.buttons)
        if found:
            return missing("menu", f"菜单和 knowledge/menu.yaml 不一样：{'；'.join(found)}", _PUT)
        return right("menu", "菜单和 knowledge/menu.yaml 一样")

    async def put_menu(self) -> Finding:
        """Put the content's menu in the place of the account's; then look again."""
        try:
            await self.account.sign_in()
            await self.account.put_menu(self.buttons)
        except WeChatError as error:
            said, todo = meaning(error)
            return missing("put_menu", f"菜单没有换成：{said}", todo)
        return await self.menu()

    async def _account(self) -> AsyncIterator[Finding]:
        first = await accounts.signed_in(self.account)
        yield first
        if first.mark is Mark.MISSING:
            yield note("account", "下面要凭证才能问的（地址、菜单、权限、模板、次数）这次没有查")
            return
        async for finding in accounts.network(self.account):
            yield finding
        yield await self.menu()
        subscribe = wechat_template(self.settings.wechat_subscribe_template)
        warning = wechat_template(self.settings.wechat_warning_template)
        yield await accounts.rights(self.account)
        yield await accounts.subscribe_template(self.account, subscribe)
        yield await accounts.warning_template(self.account, warning)
        for path, what in self._sent(subscribe.id, warning.id):
            yield await accounts.quota(self.account, path, what)

    def _sent(self, subscribe: str, warning: str) -> Iterator[tuple[str, str]]:
        yield accounts.SEND, "客服消息"
        if subscribe:
            yield accounts.BIZSEND, "订阅通知"
        if warning:
            yield accounts.TEMPLATE, "模板消息"


def _missing(told: dict[str, Finding], *keys: str) -> bool:
    return any(told[key].mark is Mark.MISSING for key in keys)
