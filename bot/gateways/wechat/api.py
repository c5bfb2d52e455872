"""Messages that we send by ourselves: WeChat's customer-service API."""

import json

import aiohttp

from bot.errors import WeChatError
from bot.gateways.wechat.token import CALL_SECONDS, TokenStore, call
from bot.text import cut

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
        self._url = f"{base.rstrip('/')}/cgi-bin/message/custom/send"
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
        # WeChat shows \uXXXX as it stands, so the characters go as they are.
        body = json.dumps(
            {"touser": openid, "msgtype": "text", "text": {"content": text}}, ensure_ascii=False
        ).encode()
        token = await self._tokens.get()
        try:
            await self._post(token, body)
        except WeChatError as error:
            if error.errcode not in _TOKEN_REFUSED:
                raise
            await self._post(await self._tokens.get(fresh=True), body)

    async def _post(self, token: str, body: bytes) -> None:
        await call(self._http, self._url, body, seconds=self._seconds, token=token)
