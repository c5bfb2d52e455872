"""The official account's parts: its token, the API that we call, and the channel that it calls."""

from collections.abc import Awaitable, Callable, Sequence

import aiohttp
from redis.asyncio import Redis

from bot.broadcast.wechat_templates import wechat_template
from bot.channels.deduplicator import Deduplicator
from bot.channels.outbox import Notify
from bot.channels.response_timer import SeparateTimers, SharedTimer
from bot.channels.wechat.account_events import AccountEvents
from bot.channels.wechat.channel import answer_of
from bot.common.clock import china_now
from bot.common.errors import ConfigError
from bot.common.message import Address, Reply
from bot.common.metrics import Metrics
from bot.common.settings import Settings
from bot.common.text import plain
from bot.conversation.engine import Engine
from bot.integrations.wechat.api import WeChatApi
from bot.integrations.wechat.codec import Codec
from bot.integrations.wechat.news_card import NewsCard
from bot.integrations.wechat.token import TokenStore
from bot.storage.database import Database

DEMO_TOKEN = "demo-token"  # noqa: S105 - refused on any address that others can reach


def token_of(settings: Settings) -> str:
    """The token that signs WeChat's requests; ConfigError where others could sign with the demo's."""
    token = settings.wechat_token.get_secret_value() or DEMO_TOKEN
    if token == DEMO_TOKEN and settings.is_public:
        raise ConfigError(f"{settings.public_setting}: others can reach us, set WECHAT_TOKEN first")
    return token


def codec_of(settings: Settings) -> Codec:
    """What reads and writes WeChat's packets."""
    return Codec(
        token_of(settings),
        settings.wechat_app_id,
        settings.wechat_aes_key.get_secret_value(),
        settings.wechat_stale_seconds,
        china_now,
    )


def account_events_of(settings: Settings, database: Database) -> AccountEvents:
    """What is done about WeChat's own events."""
    template = wechat_template(settings.wechat_subscribe_template)
    return AccountEvents(database, china_now, template.id)


def api_of(settings: Settings, http: aiohttp.ClientSession, redis: Redis) -> WeChatApi:
    """What sends messages that are no answer to a request."""
    secret, base = settings.wechat_app_secret.get_secret_value(), settings.wechat_api
    return WeChatApi(http, TokenStore(http, redis, base, settings.wechat_app_id, secret, china_now), base)


def deduplicator_of(
    settings: Settings, engine: Engine, redis: Redis, api: WeChatApi, metrics: Metrics
) -> Deduplicator[str | NewsCard]:
    """What answers each of WeChat's messages once, in time; a late answer is sent by the API."""
    timer = SharedTimer if settings.fast_paths else SeparateTimers
    return Deduplicator(
        engine,
        _send_late(api, metrics),
        redis,
        timer(settings.answer_seconds),
        lambda: engine.snapshot.words.say("sorry.coming"),
        answer_of(settings.public_url),
        lambda: engine.snapshot.words.say("sorry.error"),
    )


def notify_by(api: WeChatApi) -> Notify:
    """How a resident of the official account gets a notice."""

    async def notify(user: str, replies: Sequence[Reply]) -> bool:
        await api.send_text(Address.parse(user).id, plain(replies))
        return True

    return notify


def _send_late(api: WeChatApi, metrics: Metrics) -> Callable[[str, str | NewsCard], Awaitable[None]]:
    async def send(openid: str, answer: str | NewsCard) -> None:
        await api.send_text(openid, answer.text if isinstance(answer, NewsCard) else answer)
        metrics.late.inc()

    return send
