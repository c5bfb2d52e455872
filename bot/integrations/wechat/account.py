"""WeChat's API for setting an official account up. Nothing here reaches a resident."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
from pydantic import BaseModel, Field

from bot.common.errors import WeChatError
from bot.integrations.wechat.token import CALL_SECONDS, A, Answer, call_for, stable_token

_PING_SECONDS = 15.0  # WeChat pings our address before it answers
_NO_OPENID = "setup-check"  # WeChat checks whether we may send before it looks for the recipient
_ADDRESS = re.compile(r"invalid ip ([0-9a-fA-F.:]+)")

UNAUTHORIZED = 48001
NO_SUCH_PERSON = frozenset({40003, 40007, 40031})


class Addresses(Answer):
    """doc/service/api/base/api_getcallbackip, api_getapidomainip."""

    ip_list: list[str] = Field(default_factory=list)


class Resolved(BaseModel):
    ip: str


class Pinged(BaseModel):
    ip: str
    package_loss: str = ""
    time: str = ""


class Network(Answer):
    """doc/service/api/base/api_callbackcheck: our address as WeChat sees it."""

    dns: list[Resolved] = Field(default_factory=list)
    ping: list[Pinged] = Field(default_factory=list)


class ShownMenu(Answer):
    """doc/service/api/custommenu/api_getcurrentselfmenuinfo."""

    is_menu_open: int = 0
    selfmenu_info: dict[str, Any] = Field(default_factory=dict)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The buttons in the form of a request; in this answer WeChat wraps the inner ones in `list`."""
        return [_as_requested(button) for button in self.selfmenu_info.get("button", [])]


class SubscribeTemplate(BaseModel):
    """kind: 2 for one message a consent, 3 for a long-term subscription."""

    id: str = Field(alias="priTmplId")
    title: str = ""
    content: str = ""
    kind: int = Field(2, alias="type")


class SubscribeTemplates(Answer):
    """doc/service/api/notify/notify/api_getwxapubnewtemplate."""

    data: list[SubscribeTemplate] = Field(default_factory=list)


class Template(BaseModel):
    id: str = Field(alias="template_id")
    title: str = ""
    content: str = ""


class Templates(Answer):
    """doc/service/api/notify/template/api_getalltemplates."""

    template_list: list[Template] = Field(default_factory=list)


class Quota(BaseModel):
    daily_limit: int = 0
    used: int = 0
    remain: int = 0


class Quotas(Answer):
    """doc/service/api/apimanage/api_getapiquota."""

    quota: Quota = Field(default_factory=Quota)


def refused_address(error: WeChatError) -> str:
    """The address that 40164 names, which is ours as WeChat sees it; empty when it names none."""
    match = _ADDRESS.search(str(error))
    return match[1] if match else ""


class Account:
    """Calls for one official account, with a token of its own. Every method may raise WeChatError."""

    def __init__(self, http: aiohttp.ClientSession, base: str, app_id: str, secret: str) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._app_id = app_id
        self._secret = secret
        self._token = ""

    async def sign_in(self) -> None:
        """Get a token; the one that running servers use stays valid."""
        answer = await stable_token(self._http, self._base, self._app_id, self._secret, force=False)
        self._token = answer.access_token

    async def callback_addresses(self) -> list[str]:
        """Where WeChat's requests to us come from, for a firewall."""
        return (await self._call("cgi-bin/getcallbackip", Addresses)).ip_list

    async def network(self) -> Network:
        """WeChat resolves and pings the address that is set in its console."""
        request = {"action": "all", "check_operator": "DEFAULT"}
        return await self._call("cgi-bin/callback/check", Network, request, seconds=_PING_SECONDS)

    async def menu(self) -> ShownMenu:
        """The menu that residents see, however it was set."""
        return await self._call("cgi-bin/get_current_selfmenu_info", ShownMenu)

    async def put_menu(self, buttons: Sequence[Mapping[str, object]]) -> None:
        """Replace the menu."""
        await self._call("cgi-bin/menu/create", Answer, {"button": list(buttons)})

    async def may_send(self) -> bool:
        """Whether it may send customer-service messages, tried by a message to nobody."""
        request = {"touser": _NO_OPENID, "msgtype": "text", "text": {"content": "…"}}
        try:
            await self._call("cgi-bin/message/custom/send", Answer, request)
        except WeChatError as error:
            if error.errcode == UNAUTHORIZED:
                return False
            if error.errcode not in NO_SUCH_PERSON:
                raise
        return True

    async def subscribe_templates(self) -> list[SubscribeTemplate]:
        """The account's templates of 订阅通知."""
        return (await self._call("wxaapi/newtmpl/gettemplate", SubscribeTemplates)).data

    async def templates(self) -> list[Template]:
        """The account's templates of template messages."""
        return (await self._call("cgi-bin/template/get_all_private_template", Templates)).template_list

    async def quota(self, path: str) -> Quota:
        """How often this call may be made today, and how often it still may."""
        return (await self._call("cgi-bin/openapi/quota/get", Quotas, {"cgi_path": path})).quota

    async def _call(
        self,
        path: str,
        shape: type[A],
        request: Mapping[str, object] | None = None,
        *,
        seconds: float = CALL_SECONDS,
    ) -> A:
        # WeChat refuses a menu with \uXXXX in it (40033).
        body = None if request is None else json.dumps(request, ensure_ascii=False).encode()
        return await call_for(
            self._http, f"{self._base}/{path}", body, shape, seconds=seconds, token=self._token
        )


def _as_requested(button: Mapping[str, Any]) -> dict[str, Any]:
    inner = button.get("sub_button") or {}
    listed = inner.get("list", []) if isinstance(inner, Mapping) else inner
    if listed:
        return {
            "name": button.get("name", ""),
            "sub_button": [_as_requested(inner_button) for inner_button in listed],
        }
    return {name: button[name] for name in ("type", "name", "key", "url") if button.get(name)}
