"""A warning is sent verbatim, once, to all; an update only when it is more severe; the all-clear to its recipients."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.broadcast import campaigns, warning_relay
from bot.broadcast.campaigns import Campaign
from bot.broadcast.cap_messages import parse_cap
from bot.broadcast.warning_areas import ServedArea
from bot.common.errors import OrderRefused
from bot.services.disaster import warning_records as warnings
from bot.services.disaster.warning_records import IssuedWarning
from bot.storage.shared_statuses import WarningStatus
from tests.unit.broadcast.push_stage import Push

OURS = ("北仑区", "宁波市", "浙江省")
SERVED = ServedArea(OURS)
WORDS = "北仑区气象台发布台风黄色预警信号：预计未来24小时内将受热带气旋影响，请注意防范。"


def xml(
    push: Push, identifier: str = "A1", *, kind: str = "Alert", references: str = "", status: str = "Actual",
    level: str = "黄", area: str = "浙江省宁波市北仑区", hours: float = 12, sent: datetime | None = None,
) -> bytes:  # fmt: skip
    moment = sent or push.now
    ends = push.now + timedelta(hours=hours)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
 <identifier>{identifier}</identifier><sender>nb@qx.example</sender><sent>{moment.isoformat()}</sent>
 <status>{status}</status><msgType>{kind}</msgType><scope>Public</scope><references>{references}</references>
 <info><language>en-US</language><event>Typhoon</event><headline>Typhoon</headline><expires>{ends.isoformat()}</expires></info>
 <info><language>zh-CN</language><event>台风</event><senderName>北仑区气象台</senderName>
  <effective>{moment.isoformat()}</effective><expires>{ends.isoformat()}</expires>
  <headline>台风{level}色预警</headline><description>{WORDS}</description>
  <area><areaDesc>{area}</areaDesc></area></info>
</alert>""".encode()


async def bring(push: Push, raw: bytes) -> IssuedWarning:
    async with push.database.work() as work:
        warning, _ = await warning_relay.import_cap(work, raw, SERVED, "staff:王", push.now)
        await work.commit()
    return warning


async def confirm(
    push: Push, warning: IssuedWarning, actor: str = "staff:王"
) -> tuple[IssuedWarning, Campaign | None]:
    async with push.database.work() as work:
        result = await warning_relay.confirm(work, warning.id, OURS, actor, push.now)
        await work.commit()
    return result


def refer(identifier: str, push: Push) -> str:
    return f"nb@qx.example,{identifier},{push.now.isoformat()}"


async def test_word_for_word_to_all_at_once_even_at_night(push: Push) -> None:
    await push.subscribe(1, weekday=6)
    await push.subscribe(2, weekday=1)
    push.now = push.now.replace(hour=23)
    warning, campaign = await confirm(push, await bring(push, xml(push)))
    assert (warning.status, warning.level, warning.hazard) == (WarningStatus.LIVE, "黄", "台风")
    assert campaign is not None
    await push.run()
    (text,) = push.sms.texts["13900000001"]
    assert text == f"{WORDS}（11月25日23:30发布）"
    assert push.sms.texts["13900000002"] == [text]


async def test_a_warning_goes_before_the_week_that_is_on_its_way(push: Push) -> None:
    for number in range(400):
        await push.subscribe(number)
    push.sms.phones_a_call = 5
    worker = push.worker()
    for _ in range(3):
        await worker.round()
    half = len(push.sms.took)
    assert 0 < half < 400
    _, campaign = await confirm(push, await bring(push, xml(push)))
    assert campaign is not None
    while (await push.statuses(campaign.id)).get("planned"):
        await worker.round()
    assert len(await push.statuses(1)) == 2, "the warning waited for the week to end"
    assert sum(push.sms.took.values()) == half + 400


@pytest.mark.parametrize("level", ["橙", "红"])
async def test_orange_and_red_need_two_different_people(push: Push, level: str) -> None:
    await push.subscribe(1)
    draft = await bring(push, xml(push, level=level))
    warning, campaign = await confirm(push, draft)
    assert (warning.status, campaign) == (WarningStatus.CONFIRMED, None)
    with pytest.raises(OrderRefused, match="另一位同事"):
        await confirm(push, draft)
    warning, campaign = await confirm(push, draft, "staff:李")
    assert warning.status == WarningStatus.LIVE
    assert (warning.by, warning.second) == ("staff:王", "staff:李")
    assert campaign is not None
    with pytest.raises(OrderRefused, match="处理过了"):
        await confirm(push, draft, "staff:赵")


async def test_the_same_file_twice_is_one_warning(push: Push) -> None:
    raw = xml(push)
    first, again = await bring(push, raw), await bring(push, raw)
    assert first.id == again.id


@pytest.mark.parametrize(
    ("changed", "sent_again"),
    [
        ({"level": "黄"}, False),
        ({"level": "蓝"}, False),
        ({"level": "黄", "hours": 14}, False),
        ({"level": "黄", "hours": 16}, True),
        ({"level": "红"}, True),
    ],
)
async def test_an_update_is_told_again_only_if_it_grows(
    push: Push, changed: dict[str, object], sent_again: bool
) -> None:
    await push.subscribe(1)
    await confirm(push, await bring(push, xml(push)))
    await push.run()
    raw = xml(push, "A2", kind="Update", references=refer("A1", push), **changed)  # type: ignore[arg-type]
    draft = await bring(push, raw)
    assert draft.event == "A1"
    warning, campaign = await confirm(push, draft)
    if warning.status == WarningStatus.CONFIRMED:
        warning, campaign = await confirm(push, draft, "staff:李")
    assert (campaign is not None) is sent_again
    async with push.database.work() as work:
        assert [live.identifier for live in await warnings.live(work, push.now)] == ["A2"]


async def test_the_all_clear_goes_to_those_alone_who_got_the_warning(push: Push) -> None:
    await push.subscribe(1)
    await confirm(push, await bring(push, xml(push)))
    await push.run()
    await push.subscribe(2)
    cancel = xml(push, "A9", kind="Cancel", references=refer("A1", push))
    _, campaign = await confirm(push, await bring(push, cancel))
    assert campaign is not None
    await push.run()
    assert push.sms.texts["13900000001"][-1].startswith("【解除】")
    assert not [text for text in push.sms.texts.get("13900000002", []) if "解除" in text]
    async with push.database.work() as work:
        assert await warnings.live(work, push.now) == []


async def test_what_is_lifted_before_it_is_all_sent_goes_no_further(push: Push) -> None:
    for number in range(9):
        await push.subscribe(number)
    _, sent = await confirm(push, await bring(push, xml(push)))
    assert sent is not None
    cancel = xml(push, "A9", kind="Cancel", references=refer("A1", push))
    await confirm(push, await bring(push, cancel))
    await push.run()
    assert not [text for texts in push.sms.texts.values() for text in texts if "台风" in text]
    assert await push.statuses(sent.id) == {"cancelled": 9}


async def test_a_lifting_by_an_update_of_an_update_finds_the_event(push: Push) -> None:
    await push.subscribe(1)
    await confirm(push, await bring(push, xml(push)))
    await confirm(
        push, await bring(push, xml(push, "A2", kind="Update", references=refer("A1", push), hours=20))
    )
    last = await bring(push, xml(push, "A3", kind="Cancel", references=refer("A2", push)))
    assert last.event == "A1"


@pytest.mark.parametrize("status", ["Exercise", "Test", "Draft", "System"])
async def test_only_what_is_actual_is_relayed(push: Push, status: str) -> None:
    with pytest.raises(OrderRefused, match="只转发 Actual"):
        await bring(push, xml(push, status=status))


async def test_what_is_over_or_elsewhere_is_refused(push: Push) -> None:
    with pytest.raises(OrderRefused, match="过期"):
        await bring(push, xml(push, hours=-1))
    with pytest.raises(OrderRefused, match="不是我们"):
        await bring(push, xml(push, area="浙江省杭州市西湖区"))
    late = await bring(push, xml(push, hours=1))
    push.wait(hours=2)
    with pytest.raises(OrderRefused, match="过期"):
        await confirm(push, late)


async def test_nothing_goes_after_the_end_and_whom_it_missed_is_on_the_door_list(push: Push) -> None:
    await push.subscribe(1)
    _, campaign = await confirm(push, await bring(push, xml(push, hours=1)))
    assert campaign is not None
    push.wait(hours=2)
    await push.run()
    assert not [text for text in push.sms.texts.get("13900000001", []) if "台风" in text]
    assert await push.statuses(campaign.id) == {"unreached": 1}


async def test_a_warning_without_a_phone_climbs_to_the_template_and_then_to_the_door(push: Push) -> None:
    await push.subscribe(1, channel="wechat")
    await push.subscribe(2, channel="wechat")
    push.wechat.refuses = {"kf": 45015, "subscribe": 43101}
    _, campaign = await confirm(push, await bring(push, xml(push)))
    assert campaign is not None
    for _ in range(4):
        await push.worker().round()
    assert {method for method, _ in push.wechat.sent if method == "template"} == {"template"}
    push.wechat.refuses |= {"template": 43004}
    _, again = await confirm(push, await bring(push, xml(push, "B1", level="蓝")))
    assert again is not None
    for _ in range(4):
        await push.worker().round()
    assert await push.statuses(again.id) == {"unreached": 2}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "XML 写得不完整"),
        (b"<a>", "XML 写得不完整"),
        (b"<alert/>", "开头不是"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "XML 写得不完整"),
        (b"<" * (600 * 1024), "太大了"),
    ],
)
def test_what_is_no_cap_is_refused_in_a_line(raw: bytes, why: str) -> None:
    with pytest.raises(OrderRefused, match=why):
        parse_cap(raw)


def test_a_level_is_never_derived_from_severity(push: Push) -> None:
    raw = xml(push, level="黄").replace("台风黄色预警".encode(), "台风预警".encode())
    raw = raw.replace(b"</event>", b"</event><severity>Extreme</severity>")
    assert parse_cap(raw).warning.level == ""


async def test_a_warning_without_a_level_needs_two_people(push: Push) -> None:
    raw = xml(push).replace("台风黄色预警".encode(), "台风预警".encode())
    warning, campaign = await confirm(push, await bring(push, raw))
    assert (warning.status, campaign) == (WarningStatus.CONFIRMED, None)


async def test_by_hand_as_it_came_by_telephone(push: Push) -> None:
    new = replace(
        parse_cap(xml(push)).warning, identifier="hand-1", event="hand-1", sender="staff:王", area="北仑区"
    )
    async with push.database.work() as work:
        warning = await warning_relay.enter_by_hand(work, new, OURS, "staff:王", push.now)
        assert warning.status == WarningStatus.DRAFT
        with pytest.raises(OrderRefused, match="issuer"):
            await warning_relay.enter_by_hand(
                work, replace(new, identifier="h2", issuer=" "), OURS, "staff:王", push.now
            )
        with pytest.raises(OrderRefused, match="更新或解除"):
            await warning_relay.enter_by_hand(
                work, replace(new, identifier="h3", event="x", kind="Cancel"), OURS, "王", push.now
            )
        assert await campaigns.latest(work) == []
