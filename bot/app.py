"""The only place where the parts meet: `async with build(settings) as app`."""

import asyncio
import ipaddress
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from redis.asyncio import Redis

from bot.channels.history import RedisHistory
from bot.channels.once import Once
from bot.channels.outbox import Outbox
from bot.channels.web import WebChannel
from bot.channels.wechat import WeChatChannel
from bot.clock import china_now
from bot.content.checks import Expected
from bot.content.loader import Content, Loaded, load
from bot.dialogue import engine as speaking
from bot.dialogue import fallback, forms, prompts
from bot.dialogue.engine import Brain, Engine
from bot.dialogue.store import SessionStore, connect
from bot.dialogue.wording import Wording
from bot.errors import ConfigError, ContentError
from bot.gateways.valkey import embedded
from bot.gateways.wechat.api import WeChatApi
from bot.gateways.wechat.codec import Codec
from bot.gateways.wechat.token import TokenStore
from bot.message import Message, Reply
from bot.metrics import Metrics
from bot.records.database import Database
from bot.settings import Settings
from bot.skills import SKILLS
from bot.understanding.pipeline import Understanding
from bot.vault import Vault, new_key

DEMO_TOKEN = "demo-token"  # noqa: S105 - refused on any address that others can reach
_DEMO_APP_ID = "wx0000000000000000"


@dataclass(slots=True)
class App:
    """Everything that a running process has; `content` is what was loaded last."""

    settings: Settings
    engine: Engine
    database: Database
    redis: Redis
    web: WebChannel
    wechat: WeChatChannel
    outbox: Outbox
    metrics: Metrics
    loaded: Loaded


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Build all parts, start what runs beside the server, and close everything in the reverse order."""
    secrets = _secrets(settings)
    loaded = load(settings.content_dir)
    content = _sound(loaded)
    async with AsyncExitStack() as stack:
        redis_url = settings.redis_url or await stack.enter_async_context(embedded(settings.data_dir))
        redis = connect(redis_url)
        stack.push_async_callback(redis.aclose)
        database = await stack.enter_async_context(records(settings))
        await database.migrate()
        understanding = await asyncio.to_thread(Understanding, content, cache_dir=cache_dir(settings))
        brain = Brain(content, understanding, Wording(content.replies))
        sessions = SessionStore(redis, database.vault, china_now)
        engine = Engine(SKILLS, brain, sessions, database, china_now)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        tokens = TokenStore(
            http, redis, settings.wechat_api, settings.wechat_app_id, settings.wechat_app_secret, china_now
        )
        api = WeChatApi(http, tokens, settings.wechat_api)
        web = WebChannel(engine, content, RedisHistory(redis, database.vault))
        stack.push_async_callback(web.close)
        codec = Codec(
            secrets.wechat_token,
            secrets.wechat_app_id,
            settings.wechat_aes_key.get_secret_value(),
            settings.wechat_stale_seconds,
            china_now,
        )
        once = Once(engine, api, redis, settings.answer_seconds)
        stack.push_async_callback(once.close)
        outbox = Outbox(database, engine, web, api, china_now)
        await stack.enter_async_context(outbox.running())
        yield App(
            settings, engine, database, redis, web, WeChatChannel(codec, once), outbox, Metrics(), loaded
        )


@asynccontextmanager
async def records(settings: Settings) -> AsyncIterator[Database]:
    """The database alone, for commands that need no more."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = settings.database_url or f"sqlite+aiosqlite:///{settings.data_dir.resolve() / 'bot.db'}"
    database = Database(url, Vault(_data_keys(settings)))
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


def expected() -> Expected:
    """What the programme needs of the content."""
    replies = {**speaking.SAYS, **fallback.SAYS, **forms.SAYS, **prompts.SAYS, **OWN_SAYS}
    needs: dict[str, frozenset[str]] = {}
    for skill in SKILLS:
        replies |= dict(skill.says)
        needs |= {
            name: frozenset(slot.name for slot in form.spec.slots) for name, form in skill.forms.items()
        }
    return Expected(replies, needs)


OWN_SAYS: dict[str, frozenset[str]] = {"sorry.coming": frozenset(), "sorry.busy": frozenset()}


def cache_dir(settings: Settings) -> Path:
    """Where derived files lie: private to us, safe to delete."""
    folder = settings.data_dir / "cache"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
