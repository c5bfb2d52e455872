"""Alibaba Cloud SMS, Tencent Cloud SMS and an HTTP gateway on loopback: they check what the real ones check, and count.

Signatures are recomputed here by the providers' documents, without the SDKs under test.
Alibaba ACS3: help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature. Tencent TC3: cloud.tencent.com/document/api/382/52072.
"""

import asyncio
import hashlib
import hmac
import json
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from aiohttp import web

KEY, SECRET = "stub-key", "stub-secret"
MOST = {"aliyun": 500, "tencent": 200, "http": 200}


@dataclass
class SmsStub:
    """took: phone → texts (all that were taken); scripted: what the next calls answer instead; hang: seconds;
    deaf: it cannot be asked; counts_only: for crowds; refused: phone → the code that Tencent gives it in a call that is accepted."""

    took: dict[str, list[str]] = field(default_factory=dict)
    batches: dict[tuple[str, str], str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    scripted: deque[str] = field(default_factory=deque)
    refused: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    lose_answers: bool = False
    forgets: bool = False
    deaf: bool = False
    counts_only: bool = False
    counted: int = 0
    port: int = 0

    @property
    def total(self) -> int:
        return sum(map(len, self.took.values()))

    @property
    def doubled(self) -> dict[str, list[str]]:
        """Phones that had the same text twice."""
        return {phone: texts for phone, texts in self.took.items() if len(texts) != len(set(texts))}

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["SmsStub"]:
        app = web.Application(client_max_size=1 << 22)
        app.router.add_route("*", "/aliyun/", self._aliyun)
        app.router.add_route("*", "/http", self._http)
        app.router.add_route("*", "/", self._root)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port)
        await site.start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            await runner.cleanup()

    def _take(self, provider: str, batch: str, phones: list[str], text: str) -> None:
        self.calls[provider] += 1
        if len(phones) > MOST[provider]:
            self.wrong.append(f"{provider}: {len(phones)} phones in one call")
        self.counted += len(phones)
        if self.counts_only:
            return
        for phone in phones:
            self.took.setdefault(phone, []).append(text)
            self.batches[batch, phone] = text

    async def _root(self, request: web.Request) -> web.Response:
        if "X-TC-Action" in request.headers:
            return await self._tencent(request)
        return await self._aliyun(request)

    async def _slowly(self) -> None:
        if self.hang:
            await asyncio.sleep(self.hang)

    async def _aliyun(self, request: web.Request) -> web.Response:
        given = dict(request.query) | {name: str(value) for name, value in (await request.post()).items()}
        given |= {"Action": request.headers.get("x-acs-action", "")}
        if not _acs3(request, await request.read()):
            self.wrong.append("aliyun: signature")
            return web.json_response({"Code": "SignatureDoesNotMatch", "Message": "no"}, status=400)
        if given["Action"] == "QuerySendDetails":
            found = [] if self.forgets else [
                {"OutId": batch, "SendStatus": 3, "PhoneNum": phone}
                for batch, phone in self.batches if phone == given["PhoneNumber"]
            ]  # fmt: skip
            return web.json_response({"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": found}})
        if self.scripted and (code := self.scripted.popleft()):
            self.calls["aliyun"] += 1
            return web.json_response({"Code": code, "Message": "scripted"})
        text = "".join(json.loads(given["TemplateParam"]).values())
        self._take("aliyun", given["OutId"], given["PhoneNumbers"].split(","), text)
        await self._slowly()
        if self.lose_answers:
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"Code": "OK", "BizId": f"biz{given['OutId'][:8]}"})

    async def _tencent(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not _tc3(request, body):
            self.wrong.append("tencent: signature")
            return _answer({"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "no"}})
        asked = json.loads(body)
        if request.headers["X-TC-Action"] != "SendSms":
            known = [
                {"PhoneNumber": phone, "SessionContext": batch, "ReportStatus": "SUCCESS"}
                for batch, phone in self.batches if f"+86{phone}" == asked["PhoneNumber"] and not self.forgets
            ]  # fmt: skip
            return _answer({"PullSmsSendStatusSet": known})
        code = self.scripted.popleft() if self.scripted else ""
        phones = [phone.removeprefix("+86") for phone in asked["PhoneNumberSet"]]
        if not code:
            accepted = [phone for phone in phones if phone not in self.refused]
            self._take("tencent", asked["SessionContext"], accepted, "".join(asked["TemplateParamSet"]))
        await self._slowly()
        codes = {phone: code or self.refused.get(phone, "Ok") for phone in phones}
        sent = [
            {"SerialNo": f"s{phone}" if codes[phone] == "Ok" else "", "PhoneNumber": f"+86{phone}", "Fee": 1,
             "SessionContext": asked["SessionContext"], "Code": codes[phone], "Message": "", "IsoCode": "CN"}
            for phone in phones
        ]  # fmt: skip
        return _answer({"SendStatusSet": sent})

    async def _http(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            self.wrong.append("http: token")
            return web.json_response({}, status=403)
        if request.method == "GET" and self.deaf:
            return web.json_response({}, status=404)
        if request.method == "GET":
            there = (request.query["id"], request.query["phone"]) in self.batches and not self.forgets
            return web.json_response({"status": "sent" if there else "never"})
        if self.scripted and (code := self.scripted.popleft()):
            return web.json_response({"ok": False, "code": code, "retry": code == "busy"})
        asked = json.loads(await request.read())
        self._take("http", asked["id"], asked["phones"], asked["text"])
        await self._slowly()
        if self.lose_answers:
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"ok": True, "id": asked["id"]})


def _answer(said: dict[str, object]) -> web.Response:
    return web.json_response({"Response": said | {"RequestId": "r"}})


def _acs3(request: web.Request, body: bytes) -> bool:
    kind, _, rest = request.headers.get("Authorization", "").partition(" ")
    parts = dict(part.split("=", 1) for part in rest.split(",") if "=" in part)
    names = parts.get("SignedHeaders", "").split(";")
    if (
        kind != "ACS3-HMAC-SHA256"
        or parts.get("Credential") != KEY
        or not {"host", "x-acs-date"} <= set(names)
    ):
        return False
    query = "&".join(
        f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in sorted(request.query.items())
    )
    headers = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names)
    payload = hashlib.sha256(body).hexdigest()
    canonical = "\n".join([request.method, "/", query, headers, parts["SignedHeaders"], payload])
    to_sign = f"{kind}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    right = hmac.new(SECRET.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(right, parts.get("Signature", ""))


def _tc3(request: web.Request, body: bytes) -> bool:
    parts = dict(
        part.strip().split("=", 1) for part in request.headers["Authorization"].split(" ", 1)[1].split(",")
    )
    _, day, service, _ = parts["Credential"].split("/")
    names = parts["SignedHeaders"].split(";")
    headers = "".join(f"{name}:{request.headers[name].lower()}\n" for name in names)
    canonical = "\n".join(
        [
            request.method,
            "/",
            request.query_string,
            headers,
            parts["SignedHeaders"],
            hashlib.sha256(body).hexdigest(),
        ]
    )
    scope = f"{day}/{service}/tc3_request"
    moment = request.headers["X-TC-Timestamp"]
    to_sign = "\n".join(["TC3-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = f"TC3{SECRET}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.compare_digest(
        hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest(), parts["Signature"]
    )
