"""What the staff can order by SMS, as `SMS_PROVIDER` says."""

import pytest

from bot.broadcast.sms_offer import sms_offer
from bot.common.settings import Settings
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.runtime.console_server import SnapshotHolder, console_context
from bot.storage.database import Database
from bot.understanding.pipeline import Understanding

HERE, PUBLIC, BEHIND_PROXY = {"host": "127.0.0.1"}, {"host": "0.0.0.0"}, {"proxies": "172.30.83.0/24"}


def settings(address: dict[str, str], provider: str) -> Settings:
    return Settings(_env_file=None, sms_provider=provider, **address)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "provider", "offered"),
    [
        (HERE, "", ("console",)),
        (HERE, "console", ("console",)),
        (PUBLIC, "", ()),
        (PUBLIC, " , ", ()),
        (PUBLIC, "console", ()),
        (BEHIND_PROXY, "", ()),
        (PUBLIC, "aliyun", ("aliyun",)),
        (PUBLIC, "tencent, aliyun", ("tencent", "aliyun")),
        (PUBLIC, "aliyun,console", ("aliyun", "console")),
    ],
)
def test_printing_is_no_sms_where_others_can_reach_us(
    address: dict[str, str], provider: str, offered: tuple[str, ...]
) -> None:
    offer = sms_offer(settings(address, provider))
    assert offer.providers == offered
    assert bool(offer.refusal) != bool(offered)
    assert "\n" not in offer.refusal


@pytest.mark.parametrize(
    ("address", "provider", "used"),
    [(HERE, "", ("console",)), (PUBLIC, "", ()), (PUBLIC, "console", ("console",))],
)
def test_the_server_prints_on_loopback_or_when_it_is_told_to(
    address: dict[str, str], provider: str, used: tuple[str, ...]
) -> None:
    assert settings(address, provider).sms_providers == used


@pytest.mark.parametrize("provider", ["", "console"])
async def test_a_console_that_others_can_reach_offers_no_sms_without_a_provider(
    database: Database, content: Content, understanding: Understanding, provider: str
) -> None:
    holder = SnapshotHolder(ContentSnapshot(content, understanding, Wording(content.replies)))
    offer = console_context(settings(PUBLIC, provider), database, holder).sms
    assert offer.providers == ()
    assert "SMS_PROVIDER" in offer.refusal
