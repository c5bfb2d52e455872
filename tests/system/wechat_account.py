"""A stub of WeChat's API about an account itself, after its documentation; each page is named at its route.

The pages are under developers.weixin.qq.com/doc/service/api/ unless another folder is named.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

# …/doc/oplatform/developers/basic_func/ip_whitelist
NOT_LISTED = "invalid ip 8.149.0.108 ipv6 ::ffff:8.149.0.108, not in whitelist"
SAYS = {
    40016: "invalid button size",  # community/personal/oCJUsw3lcUmYMuoIzid6G7lCW_Kw/question
    40018: "invalid button name size",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40164: NOT_LISTED,
    40201: "invalid url",  # the page of api_callbackcheck names the code, not the words
    40243: "appsecret frozen",  # doc/oplatform/developers/dev/api names the code, not the words
    41004: "appsecret missing",
    48001: "api unauthorized",  # doc/oplatform/developers/troubleshooting
    50004: "user not allow to use accesstoken, maybe for punishment",  # community/personal/oCJUsw7a…/answer
    76022: "could not use this cgi_path, no permission",
}
TIP_TEMPLATE = "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU"
WARNING_TEMPLATE = "iPk5sOIt5X_flOVKn5GrTFpncEYTojx6ddbt8WYoV5s"

Answered = Callable[[int], web.Response]
Allowed = Callable[[web.Request], int]


@dataclass(slots=True)
class StubAccount:
    """An account that has all rights. errors: by the last part of a path, the errcode that it gets."""

    errors: dict[str, int] = field(default_factory=dict)
    menu: list[dict[str, Any]] | None = None
    puts: int = 0
    may_send: bool = True
    kind: int = 3
    remain: int = 499_990
    dns: list[str] = field(default_factory=lambda: ["111.161.64.40"])
    loss: str = "0%"

    def routes(self, allowed: Allowed, answered: Answered) -> list[web.RouteDef]:
        """allowed: the errcode of a wrong token; answered: an errcode as WeChat puts it."""

        def told(
            tell: Callable[[web.Request], Awaitable[dict[str, Any] | int]],
        ) -> Callable[[web.Request], Awaitable[web.Response]]:
            async def handle(request: web.Request) -> web.Response:
                code = allowed(request) or self.errors.get(request.path.rpartition("/")[2], 0)
                answer = code or await tell(request)
                if isinstance(answer, int):
                    return answered(answer)
                return web.Response(text=json.dumps(answer, ensure_ascii=False), content_type="text/plain")

            return handle

        return [
            web.get("/cgi-bin/getcallbackip", told(self._addresses)),  # base/api_getcallbackip
            web.post("/cgi-bin/callback/check", told(self._check)),  # base/api_callbackcheck
            web.get(
                "/cgi-bin/get_current_selfmenu_info", told(self._shown)
            ),  # custommenu/api_getcurrentselfmenuinfo
            web.post("/cgi-bin/menu/create", told(self._put)),  # custommenu/api_createcustommenu
            web.get(
                "/wxaapi/newtmpl/gettemplate", told(self._subscribe)
            ),  # notify/notify/api_getwxapubnewtemplate
            web.get(
                "/cgi-bin/template/get_all_private_template", told(self._templates)
            ),  # notify/template/api_getalltemplates
            web.post("/cgi-bin/openapi/quota/get", told(self._quota)),  # apimanage/api_getapiquota
        ]

    async def _addresses(self, _: web.Request) -> dict[str, Any]:
        return {"ip_list": ["106.55.206.146", "106.55.206.211"]}

    async def _check(self, request: web.Request) -> dict[str, Any] | int:
        said = json.loads(await request.read())
        if said.get("action") not in {"dns", "ping", "all"}:
            return 40202
        if said.get("check_operator") not in {"CHINANET", "UNICOM", "CAP", "DEFAULT"}:
            return 40203
        ping = [
            {"ip": ip, "from_operator": "UNICOM", "package_loss": self.loss, "time": "23.079ms"}
            for ip in self.dns
        ]
        return {"dns": [{"ip": ip, "real_operator": "UNICOM"} for ip in self.dns], "ping": ping}

    async def _shown(self, _: web.Request) -> dict[str, Any]:
        if self.menu is None:
            return {"is_menu_open": 0, "selfmenu_info": {}}
        wrapped = [
            button | {"sub_button": {"list": button["sub_button"]}} if "sub_button" in button else button
            for button in self.menu
        ]
        return {"is_menu_open": 1, "selfmenu_info": {"button": wrapped}}

    async def _put(self, request: web.Request) -> dict[str, Any] | int:
        raw = (await request.read()).decode()
        if "\\u" in raw:
            return 40033
        buttons = json.loads(raw)["button"]
        inner = [sub_button for button in buttons for sub_button in button.get("sub_button", [])]
        if not 1 <= len(buttons) <= 3 or any(len(button.get("sub_button", [])) > 5 for button in buttons):
            return 40016
        if any(len(button["name"].encode()) > 16 for button in buttons) or any(
            len(sub_button["name"].encode()) > 60 for sub_button in inner
        ):
            return 40018
        if any(len(button.get("key", "").encode()) > 128 for button in [*buttons, *inner]):
            return 40019
        self.menu, self.puts = buttons, self.puts + 1
        return 0

    async def _subscribe(self, _: web.Request) -> dict[str, Any]:
        content = "提示内容:{{thing1.DATA}}\n提醒时间:{{time2.DATA}}\n"
        template = {
            "priTmplId": TIP_TEMPLATE,
            "title": "安全提示",
            "content": content,
            "example": "",
            "type": self.kind,
        }
        return {"errcode": 0, "errmsg": "ok", "data": [template]}

    async def _templates(self, _: web.Request) -> dict[str, Any]:
        content = "预警信息：{{thing1.DATA}}\n发布单位：{{thing2.DATA}}\n"
        template = {
            "template_id": WARNING_TEMPLATE,
            "title": "灾害预警通知",
            "content": content,
            "example": "",
        }
        return {"template_list": [template | {"primary_industry": "政府与公共事业", "deputy_industry": ""}]}

    async def _quota(self, request: web.Request) -> dict[str, Any] | int:
        if not json.loads(await request.read())["cgi_path"].startswith("/"):
            return 76003
        rate = {"call_count": 4_200_000, "refresh_second": 60}
        told = {"daily_limit": 500_000, "used": 500_000 - self.remain, "remain": self.remain}
        return {"errcode": 0, "errmsg": "ok", "quota": told, "rate_limit": rate}
