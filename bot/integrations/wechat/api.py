"""WeChat's API for messages that are no answer to a request."""

import json
from collections.abc import Mapping, Sequence

import aiohttp

from bot.common.errors import WeChatError
from bot.common.text import cut
from bot.integrations.wechat.token import CALL_SECONDS, SentMessage, TokenStore, call_for

LIMIT = 2000  # bytes; WeChat refuses more than 2,048 with errcode 45002

_TOKEN_REFUSED = frozenset({40001, 40014, 42001})


class WeChatApi:
    """Sends to residents of the official account, up to 48 hours after they last wrote.

    base: the address of WeChat's API. seconds: the most that one call may take.
    """

    def __init__(
        self, http: aiohttp.ClientSession, tokens: TokenStore, base: str, *, seconds: float = CALL_SECONDS
    ) -> None:
        self._http = http
        self._tokens = tokens
        self._base = f"{base.rstrip('/')}/cgi-bin/message"
        self._seconds = seconds

    async def send_text(self, openid: str, text: str) -> None:
        """Send a text, in several messages when it is long, split at ends of sentences.

        Raises WeChatError: WeChat's errcode (45015: silent for 48 hours, 45047: too many messages without an
        answer), -1 when there is no secret or no answer. Pieces sent before the error have arrived.
        """
        rest = text.strip()
        while rest:
            piece, rest = cut(rest, LIMIT)
            await self._send(openid, piece)

    async def _send(self, openid: str, text: str) -> None:
        await self._call("custom/send", {"touser": openid, "msgtype": "text", "text": {"content": text}})

    async def send_subscribed(self, openid: str, template: str, fields: Mapping[str, str]) -> str:
        """Send a 订阅通知 to someone who has agreed to this template (doc/service/Subscription_Messages/intro.html).

        Like the two below it returns WeChat's id of the message, "" when the answer has none.
        """
        data = {name: {"value": value} for name, value in fields.items()}
        return await self._call(
            "subscribe/bizsend", {"touser": openid, "template_id": template, "data": data}
        )

    async def send_template(self, openid: str, template: str, fields: Mapping[str, str], key: str) -> str:
        """Send a template message: WeChat allows it for warnings of disasters. key: a repeat is refused."""
        data = {name: {"value": value} for name, value in fields.items()}
        body = {"touser": openid, "template_id": template, "client_msg_id": key, "data": data}
        return await self._call("template/send", body)

    async def send_mass(self, openids: Sequence[str], text: str, key: str) -> str:
        """Send to many; each person gets at most four a month. key: a repeat is refused (45065)."""
        body = {"touser": list(openids), "msgtype": "text", "text": {"content": text}, "clientmsgid": key}
        return await self._call("mass/send", body)

    async def _call(self, path: str, fields: Mapping[str, object]) -> str:
        # WeChat shows \uXXXX literally, so the characters are sent unescaped.
        body = json.dumps(fields, ensure_ascii=False).encode()
        token = await self._tokens.get()
        try:
            return await self._post(path, token, body)
        except WeChatError as error:
            if error.errcode not in _TOKEN_REFUSED:
                raise
            return await self._post(path, await self._tokens.get(fresh=True), body)

    async def _post(self, path: str, token: str, body: bytes) -> str:
        url = f"{self._base}/{path}"
        answer = await call_for(self._http, url, body, SentMessage, seconds=self._seconds, token=token)
        return answer.number
