"""When other machines can reach this one: then demo secrets are refused."""

from pathlib import Path

import pytest

from bot.common.errors import ConfigError
from bot.common.settings import Settings, unknown_settings
from bot.runtime.official_account import token_of


def settings(**given: str) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "public"),
    [
        ({}, False),
        ({"host": "localhost"}, False),
        ({"host": "::1"}, False),
        ({"host": "0.0.0.0"}, True),
        ({"host": "192.168.1.5"}, True),
        ({"proxies": "127.0.0.1"}, True),
        ({"public_url": "https://bot.example.org"}, True),
        ({"public_url": "https://203.0.113.9:8443/"}, True),
        ({"public_url": "bot.example.org"}, True),
        ({"public_url": "http://["}, True),
        ({"public_url": "http://127.0.0.1.example.org"}, True),
        ({"public_url": "http://127.0.0.1:8080"}, False),
        ({"public_url": "http://localhost:8080/"}, False),
        ({"public_url": "http://[::1]:8080"}, False),
    ],
)
def test_who_can_reach_us(given: dict[str, str], public: bool) -> None:
    assert settings(**given).is_public == public


def test_behind_a_proxy_that_only_the_address_tells_of_the_demo_token_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"PUBLIC_URL=https://bot\.example\.org: others can reach us"):
        token_of(settings(public_url="https://bot.example.org"))
    assert token_of(settings(public_url="http://127.0.0.1:8080"))


@pytest.mark.parametrize(
    ("given", "can_be_sent", "spoken"),
    [
        ({}, True, True),
        ({"sms_provider": "console"}, True, True),
        ({"host": "0.0.0.0"}, False, False),
        ({"host": "0.0.0.0", "sms_provider": "console"}, False, False),
        ({"public_url": "https://bot.example.org", "sms_provider": "console"}, False, False),
        ({"sms_provider": "http"}, True, False),
        ({"sms_provider": "http,console"}, True, False),
        ({"sms_provider": "aliyun"}, False, False),
        ({"sms_provider": "aliyun,tencent", "sms_template_code": "SMS_1:code"}, True, False),
    ],
)
def test_the_chat_says_a_code_only_where_nobody_else_can_reach_us(
    given: dict[str, str], can_be_sent: bool, spoken: bool
) -> None:
    rules = settings(**given).service_rules
    assert (rules.sms_codes, rules.codes_spoken) == (can_be_sent, spoken)


def test_a_misspelt_setting_is_named_with_what_it_may_be_meant_for(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("WECHAT_TOKN=x\nPORT=1\nport=2\nPOSTGRES_PASSWORD=x\nQQQQ=1\n# COMMENT=1\n")
    assert unknown_settings(file) == {"WECHAT_TOKN": "WECHAT_TOKEN", "QQQQ": ""}
    assert unknown_settings(tmp_path / "none") == {}
