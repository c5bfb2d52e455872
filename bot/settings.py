"""Every setting, read from the environment or `.env`; secrets come from nowhere else."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings; each field's description is what the operator reads in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    host: str = Field(
        "127.0.0.1", description="Address to listen on; demo secrets are refused on a public one"
    )
    port: int = Field(8080, ge=0, le=65535, description="Port of the chat page and the webhook")
    public_url: str = Field(
        "",
        description="Our address as residents reach it, https://…; with it WeChat gets lists as news cards",
    )
    workers: int = Field(1, ge=1, le=64, description="Server processes that share the port")
    data_dir: Path = Field(
        Path("data"), description="Where the embedded Valkey, SQLite and generated keys live"
    )
    content_dir: Path = Field(Path(), description="The folder that holds intents/ and knowledge/")
    semantics: bool = Field(
        True, description="Ask a sentence embedding (48 MB of memory) where the letters leave doubt"
    )
    redis_url: str = Field("", description="Redis or Valkey; empty starts the embedded one in DATA_DIR")
    database_url: str = Field("", description="postgresql://… ; empty uses SQLite in DATA_DIR")
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
    log_level: str = Field("info", description="debug, info, warning or error")
