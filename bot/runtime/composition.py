"""The only place where the parts of a server meet: `async with build(settings) as app`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import aiohttp
from redis.asyncio import Redis

from bot.channels.outbox import Notify, Outbox
from bot.channels.rate_limiter import Proxies, RateLimiter
from bot.channels.sms import SmsCallbacks
from bot.channels.web.address_limits import AddressQuota
from bot.channels.web.channel import MOST_CONNECTIONS, PageLimits, WebChannel
from bot.channels.web.history import MOST_BYTES, History
from bot.channels.web.listing_pages import ListingPages
from bot.channels.wechat.channel import WeChatChannel
from bot.common import descriptors
from bot.common.client_address import counted_as
from bot.common.clock import china_now
from bot.common.logs import listening
from bot.common.message import Channel
from bot.common.metrics import Metrics
from bot.common.settings import Settings
from bot.content.snapshot import Content
from bot.content.watch import stamp
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.engine import Engine, Limits
from bot.conversation.session_store.store import SessionStore
from bot.conversation.staff_actions import StaffActions
from bot.integrations.redis.client import connect
from bot.integrations.valkey.server import embedded
from bot.integrations.wechat.api import WeChatApi
from bot.monitoring.gauges import Gauges
from bot.runtime import background, chat_page, official_account, periodic_jobs
from bot.runtime.background import Job
from bot.runtime.erased_traces import ErasedTraces
from bot.runtime.feedback_writer import FeedbackWriter
from bot.runtime.openers import (
    alarm_sender_of,
    campaign_sender_of,
    check_data_keys,
    code_sender_of,
    open_database,
)
from bot.runtime.reload import Reloader
from bot.runtime.snapshot_loading import content_of, reloader_of, snapshot_of
from bot.services import SERVICES
from bot.storage.database import Database
from bot.storage.maintenance.erasure_register import FILE_NAME, ErasureRegister
from bot.storage.maintenance.retention import RetentionPeriods


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
    listing_pages: ListingPages
    sms_callbacks: SmsCallbacks
    rate_limiter: RateLimiter
    gauges: Gauges


@dataclass(frozen=True, slots=True)
class _Core:
    """What channels and periodic jobs are made of."""

    settings: Settings
    database: Database
    redis: Redis
    http: aiohttp.ClientSession
    wechat_api: WeChatApi
    metrics: Metrics
    engine: Engine


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Build all parts, start the periodic jobs, and close everything in the reverse order. ConfigError first."""
    codec, proxies = official_account.codec_of(settings), Proxies(settings.proxies)
    files, content = stamp(settings.content_dir), content_of(settings)
    async with AsyncExitStack() as stack:
        core = await _core(settings, content, stack)
        engine = core.engine
        deduplicator = official_account.deduplicator_of(
            settings, engine, core.redis, core.wechat_api, core.metrics
        )
        stack.push_async_callback(deduplicator.close)
        web = _web_channel(core, proxies)
        stack.push_async_callback(web.close)
        reloader = reloader_of(settings, files, lambda: engine.snapshot, partial(_swap, engine))
        traces = ErasedTraces(core.database, None if settings.redis_url else core.redis)
        engine.erasure_listeners.append(traces.erased)
        jobs = [*_periodic_jobs(core, web, reloader), periodic_jobs.of_erased_traces(traces)]
        await stack.enter_async_context(background.running(jobs))
        yield App(
            settings,
            engine,
            core.database,
            core.redis,
            web,
            WeChatChannel(codec, deduplicator, official_account.account_events_of(settings, core.database)),
            core.metrics,
            reloader,
            ListingPages(chat_page.listing_pages(lambda: engine.snapshot, china_now)),
            _sms_callbacks(settings, core.database, proxies),
            RateLimiter(core.redis, settings.requests_a_minute, proxies),
            _gauges(core, reloader),
        )


def check_settings(settings: Settings) -> None:
    """ConfigError: a secret is missing or malformed. It makes nothing and opens nothing."""
    official_account.token_of(settings)
    Proxies(settings.proxies)
    check_data_keys(settings)


async def prepare(settings: Settings) -> None:
    """Make what every process would else make for itself, the tables and the trained model; ConfigError first."""
    check_settings(settings)
    async with open_database(settings):
        pass
    await asyncio.to_thread(snapshot_of, settings, content_of(settings))


def retention_periods(settings: Settings) -> RetentionPeriods:
    """How long records are kept."""
    days = (settings.keep_conversations_days, settings.keep_tickets_days, settings.keep_unclear_days)
    return RetentionPeriods(*(timedelta(days=count) for count in days))


async def _core(settings: Settings, content: Content, stack: AsyncExitStack) -> _Core:
    # Before the model, which may take ten seconds to train: it refuses a public address without keys.
    database = await stack.enter_async_context(open_database(settings))
    snapshot = asyncio.create_task(asyncio.to_thread(snapshot_of, settings, content))
    url = settings.redis_url or await stack.enter_async_context(embedded(settings.data_dir))
    redis, scripts = _redis(stack, url), _redis(stack, url, timed=False)
    metrics = Metrics()
    stack.enter_context(listening(metrics.count_log_line))
    engine = Engine(
        SERVICES,
        await snapshot,
        SessionStore(scripts, database.cipher, china_now, fast=settings.fast_paths),
        database,
        china_now,
        metrics,
        limits=Limits(settings.turns_at_once, settings.messages_a_minute, rules=settings.service_rules),
    )
    stack.push_async_callback(engine.close)
    http = await stack.enter_async_context(aiohttp.ClientSession())
    wechat_api = official_account.api_of(settings, http, redis)
    return _Core(settings, database, redis, http, wechat_api, metrics, engine)


def _redis(stack: AsyncExitStack, url: str, *, timed: bool = True) -> Redis:
    client = connect(url, timed=timed)
    stack.push_async_callback(client.aclose)
    return client


def _web_channel(core: _Core, proxies: Proxies) -> WebChannel:
    engine, cipher = core.engine, core.database.cipher
    history = History(core.redis, cipher, core.settings.history_megabytes * 1024**2 // MOST_BYTES)
    register = ErasureRegister(core.settings.data_dir / FILE_NAME, cipher, china_now)
    engine.erasure_listeners += [history.forget, register.add]
    return WebChannel(
        engine,
        history,
        lambda: chat_page.welcome(engine.snapshot),
        lambda: engine.snapshot.words.say("sorry.busy"),
        china_now,
        page_limits(core.settings),
        lambda request: counted_as(proxies.client(request)),
        partial(cipher.index, "network address"),
    )


def page_limits(settings: Settings) -> PageLimits:
    """How many chat pages may be open: half of the descriptors are kept for the webhook and the stores."""
    quota = AddressQuota(settings.sockets_per_address, settings.frames_a_minute, settings.visitors_an_hour)
    return PageLimits(min(MOST_CONNECTIONS, descriptors.limit() // 2), quota)


def _swap(engine: Engine, snapshot: ContentSnapshot) -> None:
    engine.snapshot = snapshot


def _periodic_jobs(core: _Core, web: WebChannel, reloader: Reloader) -> list[Job]:
    settings, engine, database = core.settings, core.engine, core.database
    actions = StaffActions(
        SERVICES, database, lambda: engine.snapshot, china_now, retention_periods(settings)
    )
    notify: dict[Channel, Notify] = {
        Channel.WECHAT: official_account.notify_by(core.wechat_api),
        Channel.WEB: web.notify,
    }
    feedback_writer = FeedbackWriter(engine.feedback, engine.usage_counter, database, china_now)
    jobs = [
        *periodic_jobs.of_reloader(reloader),
        *periodic_jobs.of_services(actions),
        periodic_jobs.of_feedback(feedback_writer),
        periodic_jobs.of_outbox(Outbox(database, engine, notify, china_now)),
    ]
    rules = settings.service_rules
    if rules.sms_codes and not rules.codes_spoken:
        jobs.append(
            periodic_jobs.of_codes(code_sender_of(settings, core.http, database, lambda: engine.snapshot))
        )
    alarms = alarm_sender_of(settings, core.http, database, lambda: engine.snapshot)
    if alarms is not None:
        jobs.append(periodic_jobs.of_alarms(alarms))
    if settings.push == "on" or (settings.push == "auto" and database.is_sqlite):
        sender = campaign_sender_of(
            settings, core.http, core.wechat_api, database, lambda: engine.snapshot.content, core.metrics
        )
        jobs.append(periodic_jobs.of_sender(sender))
    return jobs


def _sms_callbacks(settings: Settings, database: Database, proxies: Proxies) -> SmsCallbacks:
    listed = settings.sms_callback_addresses.split(",")
    addresses = {address.strip() for address in listed if address.strip()}
    secret = settings.sms_callback_secret.get_secret_value()
    return SmsCallbacks(secret, addresses, proxies.client, database, china_now)


def _gauges(core: _Core, reloader: Reloader) -> Gauges:
    folders = core.settings.data_dir, core.settings.content_dir
    return Gauges(core.metrics, core.database, *folders, china_now, core.redis, core.engine, reloader)
