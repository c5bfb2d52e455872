"""Every setting, read from the environment or `.env`; secrets come from nowhere else."""

import ipaddress
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.common.service_rules import ServiceRules


class PushSettings(BaseSettings):
    """Where weekly tips and warnings go out."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    push: Literal["auto", "on", "off"] = Field(
        "auto", description="Does serve send too? auto: on SQLite it does, on PostgreSQL `bot worker` does"
    )
    push_lease: int = Field(
        120,
        ge=20,
        description="Seconds after which a message in flight is asked about; the gateways give up at 15",
    )
    sms_provider: str = Field(
        "",
        description="aliyun, tencent, http or console, several with commas: the next takes over; empty: console, on loopback",
    )
    sms_sign: str = Field("", description="The approved signature, without 【】; empty: the community's name")
    sms_price: int = Field(45, ge=0, description="What a part of an SMS costs, in thousandths of a yuan")
    sms_template_weekly: str = Field(
        "", description="Template of the weekly tip, CODE:name,name,name:20 (variables, characters in each)"
    )
    sms_template_warning: str = Field("", description="Template of warnings; empty: the weekly tip's")
    sms_template_code: str = Field(
        "",
        description="Template of confirmation codes, CODE:name; with aliyun or tencent no SMS is offered without it",
    )
    alarm_phones: str = Field(
        "",
        description="Phones told by SMS of a danger while the office is closed, with commas; empty: the console alone",
    )
    sms_callback_secret: SecretStr = Field(
        SecretStr(""),
        description="Secret part of the providers' callback address /sms/SECRET/…; empty: no callbacks",
    )
    sms_callback_addresses: str = Field(
        "", description="Addresses that may call back, with commas; empty: any that knows the secret"
    )
    aliyun_key_id: str = Field("", description="AccessKey ID of Alibaba Cloud")
    aliyun_key_secret: SecretStr = Field(SecretStr(""), description="AccessKey secret of Alibaba Cloud")
    aliyun_endpoint: str = Field("https://dysmsapi.aliyuncs.com", description="Alibaba Cloud's SMS endpoint")
    tencent_secret_id: str = Field("", description="SecretId of Tencent Cloud")
    tencent_secret_key: SecretStr = Field(SecretStr(""), description="SecretKey of Tencent Cloud")
    tencent_sms_app: str = Field("", description="SmsSdkAppId of Tencent Cloud")
    tencent_region: str = Field("ap-guangzhou", description="Region of Tencent Cloud")
    tencent_endpoint: str = Field(
        "https://sms.tencentcloudapi.com", description="Tencent Cloud's SMS endpoint"
    )
    sms_http_url: str = Field(
        "", description="A street office's HTTP gateway (see bot/integrations/sms/http.py)"
    )
    sms_http_token: SecretStr = Field(SecretStr(""), description="Its bearer token")
    wechat_subscribe_template: str = Field(
        "", description="Long-term 订阅通知 for tips, ID:thing1,thing2; empty where the account has none"
    )
    wechat_warning_template: str = Field(
        "", description="Template message for warnings of disasters alone, ID:thing1,thing2"
    )
    wechat_mass: bool = Field(False, description="May tips go by mass send (four a month reach a person)?")


class Settings(PushSettings):
    """The settings; each field's description is what the operator reads in `.env.example`."""

    host: str = Field(
        "127.0.0.1", description="Address to listen on; demo secrets are refused on a public one"
    )
    port: int = Field(8080, ge=0, le=65535, description="Port of the chat page and the webhook")
    console_port: int = Field(0, ge=0, le=65535, description="Port of the staff's console; 0: PORT + 1")
    console_secret: SecretStr = Field(
        SecretStr(""),
        description="Signs the console's cookies, 32 characters or more; demo: made at each start",
    )
    public_url: str = Field(
        "",
        description="Our address as residents reach it, https://…; WeChat gets lists as cards then, and demo secrets are refused",
    )
    metrics_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port of a /metrics for each process: serve's take this one and the next, a worker its own; 0: none",
    )
    workers: int = Field(1, ge=1, le=64, description="Server processes that share the port")
    data_dir: Path = Field(
        Path("data"), description="Where the embedded Valkey, SQLite and generated keys live"
    )
    content_dir: Path = Field(Path(), description="The folder that holds intents/ and knowledge/")
    semantics: bool = Field(
        True, description="Ask a sentence embedding (48 MB of memory) where the letters leave doubt"
    )
    fast_paths: bool = Field(
        True,
        description="Batches, a one-second cache and shared timers for the stores; false: the plain way, to find a fault",
    )
    redis_url: str = Field(
        "",
        description="Redis or Valkey, redis+cluster:// and redis+sentinel:// too; empty starts the embedded one in DATA_DIR",
    )
    database_url: str = Field(
        "",
        description="postgresql://… (through a pooler: …?pooler=transaction); empty uses SQLite in DATA_DIR",
    )
    data_keys: SecretStr = Field(
        SecretStr(""),
        description="Keys that seal names and phones, comma-separated, the first seals; demo: generated",
    )
    wechat_token: SecretStr = Field(
        SecretStr(""), description="Token of the official account's server settings"
    )
    wechat_app_id: str = Field("", description="AppID of the official account")
    wechat_app_secret: SecretStr = Field(SecretStr(""), description="AppSecret, for the customer-service API")
    wechat_aes_key: SecretStr = Field(
        SecretStr(""),
        description="EncodingAESKey (43 characters), for safe mode; with it only sealed requests are taken",
    )
    wechat_api: str = Field("https://api.weixin.qq.com", description="Base address of WeChat's API")
    wechat_stale_seconds: int = Field(600, ge=1, description="A signed request older than this is refused")
    answer_seconds: float = Field(
        4.5, gt=0, le=4.9, description="The answer to WeChat leaves within this time"
    )
    turns_at_once: int = Field(
        150,
        ge=1,
        description="Turns of a process at once; who comes on top is asked to wait, an emergency is not",
    )
    messages_a_minute: int = Field(
        30, ge=1, description="Messages a minute that a resident may send; emergencies are answered always"
    )
    requests_a_minute: int = Field(
        600,
        ge=1,
        description="Requests a minute from one address (a whole office may share it); WeChat's excepted",
    )
    sockets_per_address: int = Field(
        30, ge=1, description="Chat pages that one address may have open at once, in each process"
    )
    frames_a_minute: int = Field(
        600,
        ge=1,
        description="Frames a minute of all chat pages of one address, in each process; emergencies are answered always",
    )
    visitors_an_hour: int = Field(
        200,
        ge=1,
        description="Residents an hour that one address may bring to the chat page; of others only emergencies are answered",
    )
    history_megabytes: int = Field(
        64, ge=1, description="What all histories of the chat page may take in Redis; the oldest go first"
    )
    proxies: str = Field(
        "",
        description="Addresses or networks of our own reverse proxy, with commas: its X-Forwarded-For is believed",
    )
    keep_conversations_days: int = Field(
        90, ge=1, description="Days after which what was said to the staff goes (hand-offs)"
    )
    keep_tickets_days: int = Field(
        365, ge=1, description="Days after which a ticket goes that is resolved or withdrawn"
    )
    keep_unclear_days: int = Field(
        180, ge=1, description="Days after which a sentence goes that was not understood (masked, nameless)"
    )
    helper_approval: Literal["staff", "demo"] = Field(
        "demo",
        description="Who approves helpers: staff; demo: nobody, on this machine alone (where others reach us, always the staff)",
    )
    reservations_a_day: int = Field(
        3, ge=1, description="Things of the green exchange that a resident may reserve a day"
    )
    codes_a_day: int = Field(
        500, ge=1, description="Confirmation codes sent by SMS a day, to all residents together"
    )
    enrolments_a_day: int = Field(5, ge=1, description="Enrolments that a resident may make a day")
    subscriptions_a_day: int = Field(
        3, ge=1, description="SMS subscriptions that a resident may ask for a day"
    )
    callbacks_a_day: int = Field(3, ge=1, description="Calls back that a resident may ask for a day")
    accounts_per_address: int = Field(
        3,
        ge=1,
        description="How many residents' share of these limits one network address of the chat page may use up a day",
    )
    log_level: str = Field("info", description="debug, info, warning or error")

    @property
    def is_public(self) -> bool:
        """Whether other machines can reach this one, at its own address or through a proxy."""
        return bool(self.proxies) or not _is_loopback(self.host) or self._has_public_url

    @property
    def public_setting(self) -> str:
        """The setting by which other machines reach this one, for the operator."""
        if self.proxies:
            return f"PROXIES={self.proxies}"
        return f"HOST={self.host}" if not _is_loopback(self.host) else f"PUBLIC_URL={self.public_url}"

    @property
    def _has_public_url(self) -> bool:
        """Whether residents reach us at an address that is not this machine's own; a malformed one counts as public."""
        if not self.public_url:
            return False
        try:
            return not _is_loopback(urlsplit(self.public_url).hostname or "")
        except ValueError:
            return True

    @property
    def service_rules(self) -> ServiceRules:
        """What the operator decides for the services. Where others can reach us, the staff approve every helper."""
        helpers_wait = self.is_public or self.helper_approval == "staff"
        return ServiceRules(
            helpers_wait=helpers_wait,
            reservations_a_day=self.reservations_a_day,
            sms_codes=self._codes_can_be_sent,
            codes_spoken=self._codes_are_spoken,
            codes_a_day=self.codes_a_day,
            enrolments_a_day=self.enrolments_a_day,
            subscriptions_a_day=self.subscriptions_a_day,
            callbacks_a_day=self.callbacks_a_day,
            accounts_per_address=self.accounts_per_address,
        )

    @property
    def _codes_are_spoken(self) -> bool:
        """Whether the chat itself says a code: only in a demo that no other machine can reach."""
        return self.sms_providers == ("console",) and not self.is_public

    @property
    def _codes_can_be_sent(self) -> bool:
        """Whether a code reaches a phone, or is said instead. `console` sends nothing; templates need one of their own."""
        by_template = {"aliyun", "tencent"} & set(self.sms_providers)
        sends = "http" in self.sms_providers or bool(by_template and self.sms_template_code)
        return sends or self._codes_are_spoken

    @property
    def sms_providers(self) -> tuple[str, ...]:
        """The SMS providers, the preferred first; without any, `console` where no other machine can reach us."""
        names = tuple(name.strip() for name in self.sms_provider.split(",") if name.strip())
        return names if names or self.is_public else ("console",)


def _is_loopback(host: str) -> bool:
    """Whether a host can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


OF_COMPOSE = frozenset({"POSTGRES_PASSWORD"})
"""What `.env` holds for compose.yaml, and no process reads."""
ENV_FILE = Path(".env")


def unknown_settings(file: Path = ENV_FILE) -> dict[str, str]:
    """The names in the file that are no settings, each with the setting that it may be meant for, or ""."""
    known = [name.upper() for name in Settings.model_fields]
    named = dotenv_values(file) if file.is_file() else {}
    strange = (name for name in named if name.upper() not in known and name.upper() not in OF_COMPOSE)
    return {name: next(iter(get_close_matches(name.upper(), known, 1)), "") for name in strange}
