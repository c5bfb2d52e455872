"""A stub of WeChat's API on loopback: stable_token, customer-service messages and the routes of `wechat_account`.

As its documents and users describe them.

In a test: `TestServer(stub.application())`. For tests of processes: `python -m tests.system.wechat_stub PORT`, then
`GET /seen` tells what arrived, `POST /fault` {"faults": [40001, "http500", "hang"]} orders what the next messages get
(or {"always": 45015}), `POST /release` ends every "hang".
"""

import asyncio
import json
import sys
from collections import deque
from dataclasses import asdict, dataclass, field

from aiohttp import web

from tests.system.wechat_account import SAYS, StubAccount

APP_ID = "wx0000000000000000"
SECRET = "stub-secret"
MOST_BYTES = 2048
RID = "61725984-6126f6f9-040f19c4"

Fault = int | str
"""An errcode, "http500" (no JSON), "redirect", "garbage" (200 and no JSON), or "hang" until released."""

_SAYS = SAYS | {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40008: "invalid message type",
    40013: "invalid appid",
    40125: "invalid appsecret",
    42001: "access_token expired",
    44004: "empty content",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    47001: "data format error",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A message that arrived, whatever it was answered; raw: the body as it came."""

    openid: str
    text: str
    token: str
    raw: str
    errcode: int


@dataclass(slots=True)
class WeChatStub:
    """The state of one official account. faults: what the next messages get, in order; always: what all get."""

    expires_in: int = 7200
    always: Fault = 0
    faults: deque[Fault] = field(default_factory=deque)
    token_faults: deque[Fault] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)
    forces: list[bool] = field(default_factory=list)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    account: StubAccount = field(default_factory=StubAccount)
    _issued: int = 1

    @property
    def token(self) -> str:
        """The token that is valid now."""
        return f"token-{self._issued}"

    @property
    def sent(self) -> list[tuple[str, str]]:
        """(openid, text) of what reached a resident, in order."""
        return [(call.openid, call.text) for call in self.calls if call.errcode == 0]

    def rotate(self) -> None:
        """Somebody else took a new token: the old one is not valid any more."""
        self._issued += 1

    def application(self) -> web.Application:
        """The server."""
        app = web.Application()
        app.add_routes(
            [
                web.post("/cgi-bin/stable_token", self._token),
                web.post("/cgi-bin/message/custom/send", self._send),
                web.get("/seen", self._seen),
                web.post("/fault", self._order),
                web.post("/release", self._release),
                *self.account.routes(self._refused, _answer),
            ]
        )
        return app

    async def _token(self, request: web.Request) -> web.Response:
        body = json.loads(await request.read())
        self.forces.append(bool(body.get("force_refresh")))
        fault: Fault = self.token_faults.popleft() if self.token_faults else 0
        if isinstance(fault, str):
            return await self._broken(fault)
        errcode = fault or _token_error(request, body)
        if errcode:
            return _answer(errcode)
        if body.get("force_refresh"):
            self.rotate()
        return _json({"access_token": self.token, "expires_in": self.expires_in})

    async def _send(self, request: web.Request) -> web.Response:
        raw = (await request.read()).decode()
        given = request.query.get("access_token", "")
        fault = self.faults.popleft() if self.faults else self.always
        if isinstance(fault, str):
            self.calls.append(Call("", "", given, raw, -1))
            return await self._broken(fault)
        openid, text, wrong = _message(request, raw)
        rights = 0 if self.account.may_send else 48001
        errcode = fault or self._refused(request) or rights or wrong
        self.calls.append(Call(openid, text, given, raw, errcode))
        return _answer(errcode)

    def _refused(self, request: web.Request) -> int:
        return 0 if request.query.get("access_token", "") == self.token else 40001

    async def _broken(self, fault: str) -> web.Response:
        if fault == "hang":
            self.hanging.set()
            await self.released.wait()
        if fault == "redirect":
            return web.Response(status=302, headers={"Location": "/seen"})
        return web.Response(text="<html>oops</html>", status=200 if fault == "garbage" else 500)

    async def _seen(self, _: web.Request) -> web.Response:
        return _json(
            {"sent": self.sent, "calls": [asdict(call) for call in self.calls], "forces": self.forces}
        )

    async def _order(self, request: web.Request) -> web.Response:
        order = await request.json()
        self.faults.extend(order.get("faults", []))
        self.always = order.get("always", self.always)
        return _answer(0)

    async def _release(self, _: web.Request) -> web.Response:
        self.released.set()
        return _answer(0)


def _token_error(request: web.Request, body: dict[str, object]) -> int:
    if request.content_type != "application/json":
        return 47001
    if body.get("grant_type") != "client_credential":
        return 40002
    if body.get("appid") != APP_ID:
        return 40013
    return 0 if body.get("secret") == SECRET else 40125


def _message(request: web.Request, raw: str) -> tuple[str, str, int]:
    """(openid, text, errcode) of a body of the shape {"touser", "msgtype": "text", "text": {"content"}}."""
    try:
        body = json.loads(raw)
        openid, kind, text = body["touser"], body["msgtype"], body["text"]["content"]
    except (ValueError, KeyError, TypeError):
        return "", "", 47001
    if request.content_type != "application/json" or not isinstance(text, str):
        return "", "", 47001
    if kind != "text":
        return openid, text, 40008
    if not openid.startswith("o") or ":" in openid:
        return openid, text, 40003
    if not text:
        return openid, text, 44004
    return openid, text, 45002 if len(text.encode()) > MOST_BYTES else 0


def _answer(errcode: int) -> web.Response:
    # A refusal ends with the number of the call (doc/offiaccount/openApi/get_rid_info.html).
    said = f"{_SAYS.get(errcode, 'unknown')} rid: {RID}" if errcode else "ok"
    return _json({"errcode": errcode, "errmsg": said})


def _json(answer: dict[str, object]) -> web.Response:
    # WeChat labels its JSON as text/plain in places; clients must not insist on the label.
    return web.Response(text=json.dumps(answer), content_type="text/plain")


if __name__ == "__main__":
    web.run_app(WeChatStub().application(), host="127.0.0.1", port=int(sys.argv[1]), print=None)
