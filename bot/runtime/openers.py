"""Opens single parts for the commands, and for the processes that hold no conversation."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import aiohttp

from bot.broadcast.providers import dispatcher_of, sms_provider_of
from bot.broadcast.sender import CampaignSender
from bot.channels.alarm_sender import AlarmSender
from bot.channels.code_sender import CodeSender
from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from bot.common.errors import ConfigError
from bot.common.files import write_once
from bot.common.metrics import Metrics
from bot.common.settings import Settings
from bot.content.shared.calendar import CALENDAR
from bot.content.shared.community import COMMUNITY
from bot.content.snapshot import Content
from bot.conversation.say.wording import Wording
from bot.conversation.staff_actions import ContentInForce, StaffActions
from bot.integrations.redis.client import connect
from bot.integrations.valkey.server import embedded
from bot.integrations.wechat.account import Account
from bot.integrations.wechat.api import WeChatApi
from bot.integrations.wechat.crypto import Sealer
from bot.integrations.wechat.echo_probe import ProbeResult, probe
from bot.runtime import official_account
from bot.runtime.snapshot_loading import content_of
from bot.services import SERVICES
from bot.services.disaster.content import card_name
from bot.services.disaster.records import Alarm
from bot.setup_check.setup_check import SetupCheck
from bot.storage import phone_codes
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class ContentAndWords:
    """Content and its words, where nothing has to be understood."""

    content: Content
    words: Wording


@asynccontextmanager
async def open_database(settings: Settings, *, keys_lost: bool = False) -> AsyncIterator[Database]:
    """The database, migrated. keys_lost: see `Database.migrate`.

    ConfigError: others can reach us, and there are no keys, or other keys sealed what is there.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = settings.database_url or f"sqlite+aiosqlite:///{settings.data_dir.resolve() / 'bot.db'}"
    database = Database(url, Cipher(_data_keys(settings)), fast=settings.fast_paths)
    try:
        await database.migrate(keys_lost=keys_lost)
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_campaign_sender(settings: Settings) -> AsyncIterator[CampaignSender]:
    """What sends campaigns; Redis holds nothing but WeChat's token."""
    content = content_of(settings)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        url = settings.redis_url or await stack.enter_async_context(embedded(settings.data_dir))
        redis = connect(url)
        stack.push_async_callback(redis.aclose)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        api = official_account.api_of(settings, http, redis)
        campaign_sender = campaign_sender_of(settings, http, api, database, lambda: content, Metrics())
        stack.push_async_callback(campaign_sender.dispatcher.close)
        yield campaign_sender


@asynccontextmanager
async def open_staff_actions(settings: Settings) -> AsyncIterator[StaffActions]:
    """What carries out what the staff decide."""
    content = content_of(settings)
    words = Wording(content.replies)
    async with open_database(settings) as database:
        yield StaffActions(SERVICES, database, lambda: ContentAndWords(content, words), china_now)


@asynccontextmanager
async def open_setup_check(settings: Settings) -> AsyncIterator[SetupCheck]:
    """What checks how a real official account is set up; it needs neither records nor Redis."""
    content = content_of(settings)
    token, secret = settings.wechat_token.get_secret_value(), settings.wechat_app_secret.get_secret_value()
    url = f"{settings.public_url.rstrip('/')}/wechat"
    async with aiohttp.ClientSession() as http:

        async def probe_own_server(sealed: bool) -> ProbeResult:
            aes_key = settings.wechat_aes_key.get_secret_value()
            sealer = Sealer(aes_key, settings.wechat_app_id) if sealed else None
            return await probe(http, url, token, sealer, china_now)

        yield SetupCheck(
            settings,
            content,
            Account(http, settings.wechat_api, settings.wechat_app_id, secret),
            probe_own_server,
            lambda name: sms_provider_of(
                name, settings, http, settings.sms_sign or content.part(COMMUNITY).name
            ),
        )


def campaign_sender_of(
    settings: Settings,
    http: aiohttp.ClientSession,
    api: WeChatApi,
    database: Database,
    content: Callable[[], Content],
    metrics: Metrics,
) -> CampaignSender:
    """What sends campaigns, with the parts that it shares with others."""
    dispatcher = dispatcher_of(settings, http, api, content().part(COMMUNITY).name)
    lease = timedelta(seconds=settings.push_lease)
    return CampaignSender(database, dispatcher, lambda: content().part(CALENDAR), china_now, metrics, lease)


def code_sender_of(
    settings: Settings,
    http: aiohttp.ClientSession,
    database: Database,
    snapshot: Callable[[], ContentInForce],
) -> CodeSender:
    """What sends confirmation codes. ConfigError names a setting that is missing."""
    signature = settings.sms_sign or snapshot().content.part(COMMUNITY).name
    providers = [sms_provider_of(name, settings, http, signature) for name in settings.sms_providers]
    minutes = phone_codes.LIFETIME.seconds // 60
    return CodeSender(
        database,
        providers,
        lambda code: snapshot().words.say("code.sms", code=code, minutes=minutes),
        china_now,
    )


def alarm_sender_of(
    settings: Settings,
    http: aiohttp.ClientSession,
    database: Database,
    snapshot: Callable[[], ContentInForce],
) -> AlarmSender | None:
    """What tells the staff's phones of residents in danger; None where none is set. ConfigError names a missing setting."""
    phones = [phone.strip() for phone in settings.alarm_phones.split(",") if phone.strip()]
    if not phones:
        return None
    signature = settings.sms_sign or snapshot().content.part(COMMUNITY).name
    providers = [sms_provider_of(name, settings, http, signature) for name in settings.sms_providers]

    def wording(alarm: Alarm) -> str:
        where = alarm.place or snapshot().words.say("danger.place_unknown")
        name = card_name(snapshot().content, alarm.danger)
        return snapshot().words.say("alarm.sms", name=name, place=where, number=alarm.id)

    return AlarmSender(database, providers, phones, wording, china_now)


def check_data_keys(settings: Settings) -> None:
    """ConfigError: others can reach us, and there are no keys; or a key is malformed."""
    keys = settings.data_keys.get_secret_value()
    if keys:
        Cipher(keys)
    elif settings.is_public:
        raise ConfigError(
            f"{settings.public_setting}: others can reach us, set DATA_KEYS (python -m bot keys new)"
        )


def _data_keys(settings: Settings) -> str:
    """The keys of the environment; for a demo on this machine alone, one that is made once."""
    check_data_keys(settings)
    keys = settings.data_keys.get_secret_value()
    if keys:
        return keys
    file = settings.data_dir / "keys"
    if not file.exists():
        write_once(file, new_key())
    return file.read_text().strip()
