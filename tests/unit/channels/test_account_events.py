"""WeChat's own events, from its documents' packets: what did not arrive goes on, consent and refusal are noted."""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.broadcast import campaigns
from bot.channels.wechat.account_events import AccountEvents
from bot.common.errors import RecordsAway, Refused
from bot.common.message import Kind
from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.integrations.wechat.account_event import AccountEvent, EventName
from bot.integrations.wechat.codec import Incoming
from bot.services.subscription import records as subscriptions
from bot.services.subscription.statuses import SubscriptionStatus
from bot.storage.database import Database
from bot.storage.shared_statuses import CampaignStatus
from bot.storage.tables.changes import ChangeRecord
from tests.system import packets
from tests.unit.broadcast.push_stage import Push
from tests.unit.broadcast.test_warning_relay import bring, confirm, xml
from tests.unit.integrations.test_wechat_codec import NOW, codec, packet

TEMPLATE = "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"


@pytest.fixture
def push(database: Database, content: Content) -> Push:
    return Push(database, content.part(CALENDAR))


def read(body: bytes, *, safe: bool = False) -> Incoming:
    query, posted = (packets.sealed_request if safe else packets.plain_request)(body, at=NOW)
    return codec(safe=safe).read(query, posted)


def event(name: str, changes: Mapping[str, str] | None = None) -> AccountEvent:
    body = packet(f"{name}.xml").decode()
    for before, after in (changes or {}).items():
        assert before in body
        body = body.replace(before, after)
    happened = read(body.encode()).event
    assert happened is not None
    return happened


async def take(push: Push, happened: AccountEvent, template: str = "") -> None:
    await AccountEvents(push.database, lambda: push.now, template).take(happened)


async def warn_by(push: Push, method: str, hours: float = 12) -> int:
    """A warning that goes to one resident by this method of WeChat; its campaign."""
    order = ("kf", "subscribe", "template")
    push.wechat.refuses = dict.fromkeys(order[: order.index(method)], 45015)
    await push.subscribe(1, channel="wechat", weekday=6)
    _, campaign = await confirm(push, await bring(push, xml(push, hours=hours)))
    assert campaign is not None
    await push.run()
    assert await push.statuses(campaign.id) == {"sent": 1}
    return campaign.id


OURS = {"oia2TjuEGTNoeX76QEjQNrcURxG8": "o1", "200163836": "t-o1"}


async def test_a_template_message_that_was_blocked_goes_on_to_the_door(push: Push) -> None:
    campaign = await warn_by(push, "template")
    await take(push, event("template-blocked", OURS))
    assert await push.statuses(campaign) == {"unreached": 1}
    await take(push, event("template-sent", OURS))
    assert await push.statuses(campaign) == {"unreached": 1}


async def test_a_template_message_that_arrived(push: Push) -> None:
    campaign = await warn_by(push, "template")
    for _ in range(2):
        await take(push, event("template-sent", OURS))
    assert await push.statuses(campaign) == {"delivered": 1}


@pytest.mark.parametrize(
    "changes",
    [{"oia2TjuEGTNoeX76QEjQNrcURxG8": "o1"}, {"oia2TjuEGTNoeX76QEjQNrcURxG8": "o2", "200163836": "t-o1"}],
)
async def test_somebody_elses_message_settles_nothing(push: Push, changes: dict[str, str]) -> None:
    campaign = await warn_by(push, "template")
    await take(push, event("template-blocked", changes))
    assert await push.statuses(campaign) == {"sent": 1}


SENT_TO_US = {
    "otFpruAK8D-E6EfStSYonYSBZ8_4": "o1",
    "<ErrorCode>0": "<ErrorCode>43101",
    "success": "user refuse",
}


async def test_a_subscribed_message_that_was_refused_goes_on_by_the_template(push: Push) -> None:
    campaign = await warn_by(push, "subscribe")
    async with push.database.work() as work:
        before = await campaigns.find(work, campaign)
    assert before is not None
    assert before.status is CampaignStatus.DONE
    await take(push, event("subscribe-msg-sent", SENT_TO_US), TEMPLATE)
    await push.run()
    await take(push, event("subscribe-msg-sent", SENT_TO_US), TEMPLATE)
    assert [method for method, _ in push.wechat.sent] == ["subscribe", "template"]
    assert await push.statuses(campaign) == {"sent": 1}
    async with push.database.work() as work:
        after = await campaigns.find(work, campaign)
    assert after is not None
    assert after.status is CampaignStatus.DONE


async def test_another_template_is_none_of_ours(push: Push) -> None:
    campaign = await warn_by(push, "subscribe")
    await take(push, event("subscribe-msg-sent", SENT_TO_US), "another")
    assert await push.statuses(campaign) == {"sent": 1}


async def test_after_the_end_of_a_warning_nothing_is_sent_any_more(push: Push) -> None:
    campaign = await warn_by(push, "subscribe", hours=0.5)
    push.wait(minutes=40)
    await take(push, event("subscribe-msg-sent", SENT_TO_US), TEMPLATE)
    assert await push.statuses(campaign) == {"unreached": 1}


async def test_a_mass_send_that_failed_as_a_whole_goes_on(push: Push) -> None:
    for number in (1, 2):
        await push.subscribe(number, channel="wechat")
    push.wechat.refuses = {"kf": 45015, "subscribe": 43101}
    await push.run()
    assert await push.statuses() == {"sent": 2}
    with capture_logs() as lines:
        await take(push, event("mass-sent"))
    assert [line["event"] for line in lines if line["log_level"] == "warning"] == ["mass_send_failed"]
    assert await push.statuses() == {"failed": 2}  # no method is left: they gave no phone


async def test_a_mass_send_that_left_people_out_is_told_to_the_staff(push: Push) -> None:
    counts = {"err(30003)": "send success", "<TotalCount>0": "<TotalCount>9", "<SentCount>0": "<SentCount>7"}
    with capture_logs() as lines:
        await take(push, event("mass-sent", counts))
    assert [line["event"] for line in lines] == ["mass_send_incomplete"]


async def test_consent_and_refusal(push: Push) -> None:
    await push.subscribe(1, channel="wechat")
    await push.subscribe(2, user="wechat:o1")
    who = {"otFpruAK8D-E6EfStSYonYSBZ8_4": "o1"}

    async def subscribed() -> list[str]:
        async with push.database.work() as work:
            return [row.channel for row in await subscriptions.of_user(work, "wechat:o1")]

    await take(push, event("subscribe-msg-popup", who))
    assert await subscribed() == ["wechat", "sms"]
    async with push.database.work() as work:
        session = await work.read()
        noted = list(await session.scalars(select(ChangeRecord.what).order_by(ChangeRecord.id)))
    assert noted[-2:] == ["agreed to WeChat", "declined WeChat"]
    await take(push, event("subscribe-msg-change", who), "another template")
    assert await subscribed() == ["wechat", "sms"]
    await take(push, event("subscribe-msg-change", who), TEMPLATE)
    assert await subscribed() == ["sms"]
    async with push.database.work() as work:
        rows = await subscriptions.every(work)
    assert [row.status for row in rows] == [SubscriptionStatus.STOPPED, SubscriptionStatus.ACTIVE]


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("contained", [True, False])
def test_json_has_an_object_or_an_array(listed: bool, contained: bool) -> None:
    """community/develop/doc/000a08f88180a0081400916f966400, 000ac6521e0610b4736c5542356000."""
    entry = {"TemplateId": "T", "SubscribeStatusString": "reject"}
    inside: object = [entry, entry] if listed else entry
    fields = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": NOW, "MsgType": "event",
              "Event": "subscribe_msg_change_event"}  # fmt: skip
    body = fields | ({"SubscribeMsgChangeEvent": {"List": inside}} if contained else {"List": inside})
    happened = read(json.dumps(body).encode()).event
    assert happened is not None
    assert happened.entries == ((entry, entry) if listed else (entry,))


@pytest.mark.parametrize("name", ["qualification-fail", "annual-renew", "authorization-revoke"])
async def test_what_becomes_of_the_account_is_told_to_the_staff(push: Push, name: str) -> None:
    with capture_logs() as lines:
        await take(push, event(name))
    (line,) = lines
    assert (line["event"], line["log_level"]) == ("wechat_account_notice", "warning")
    assert line.get("FailReason", "by time") == "by time"


CLOSED = packet("authorization-revoke.xml").replace(
    b"user_authorization_revoke", b"user_authorization_cancellation"
)


@pytest.mark.parametrize("safe", [False, True])
def test_who_left_wechat_is_named_inside(safe: bool) -> None:
    incoming = read(CLOSED, safe=safe)
    assert incoming.message.kind is Kind.ACCOUNT_CLOSED
    assert incoming.message.user == "wechat:owAqB1nqaOYYWl0Ng484G2z5NIwU"
    other = read(CLOSED.replace(b"owAqB1nqaOYYWl0Ng484G2z5NIwU", b"another"), safe=safe)
    assert other.message.id != incoming.message.id
    assert incoming.event is not None
    assert incoming.event.name is EventName.CLOSED
    with pytest.raises(Refused):
        read(CLOSED.replace(b"owAqB1nqaOYYWl0Ng484G2z5NIwU", b"a:b"), safe=safe)


async def test_without_the_records_wechat_is_to_send_it_again(
    push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> int:
        raise RecordsAway("away")

    monkeypatch.setattr("bot.channels.wechat.account_events.record_outcome", away)
    with pytest.raises(Refused) as refused:
        await take(push, event("template-sent"))
    assert refused.value.status == 503
