"""The official account as a channel: WeChat's requests in, passive replies out."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog
from aiohttp import web
from multidict import CIMultiDict

from bot.channels.request_body import body_of
from bot.common.errors import Refused
from bot.common.message import Kind, Message, Reply
from bot.common.text import plain
from bot.integrations.wechat.account_event import AccountEvent
from bot.integrations.wechat.codec import Codec
from bot.integrations.wechat.news_card import NewsCard

log = structlog.get_logger()

_JSON = CIMultiDict({"Content-Type": "application/json; charset=utf-8"})
_XML = CIMultiDict({"Content-Type": "text/xml; charset=utf-8"})


class TakesEvents(Protocol):
    """Does what WeChat's own events ask for."""

    async def take(self, event: AccountEvent) -> None: ...


class Answering(Protocol):
    """Answers each message once, in time."""

    async def answer(self, message: Message, started: float) -> str | NewsCard | None: ...


def answer_of(public_url: str) -> Callable[[Sequence[Reply]], str | NewsCard]:
    """How replies are rendered for WeChat: a list as a card where we have an address to link to, else as text."""

    def render(replies: Sequence[Reply]) -> str | NewsCard:
        text = plain(replies)
        [*before, last] = replies
        if not public_url or before or not last.look:
            return text
        base = public_url.rstrip("/")
        return NewsCard(text, f"{base}/static/look-{last.look}.png", f"{base}/look/{last.look}")

    return render


class WeChatChannel:
    """Handles WeChat's two requests; Refused for what is not WeChat's."""

    def __init__(
        self, codec: Codec, deduplicator: Answering, account_events: TakesEvents | None = None
    ) -> None:
        self._codec = codec
        self._deduplicator = deduplicator
        self._account_events = account_events

    async def get(self, request: web.Request) -> web.Response:
        """Answer WeChat's check of the address, made when the address is entered in its console."""
        return web.Response(text=self._codec.echo(request.query))

    async def post(self, request: web.Request) -> web.Response:
        """Answer a message or event: the reply, or `success` when there is none."""
        started = asyncio.get_running_loop().time()
        incoming = self._codec.read(request.query, await body_of(request))
        if incoming.event is not None and self._account_events is not None:
            await self._account_events.take(incoming.event)
        answer = await self._deduplicator.answer(incoming.message, started)
        if incoming.message.kind is Kind.ACCOUNT_CLOSED:
            _check_erased(incoming.message, answer)
            answer = None
        body = self._codec.write(incoming, answer or "")
        return web.Response(body=body, headers=_JSON if incoming.as_json else _XML)


def _check_erased(message: Message, answer: object) -> None:
    """Refused (503): who has left WeChat could not be erased, which nobody is told but the log; WeChat sends it again."""
    if answer is not None:
        log.error("account_closed_not_erased", user=message.user)
        raise Refused("the records are away", 503)
