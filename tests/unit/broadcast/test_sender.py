"""Each recipient gets a campaign once, whatever fails on the way."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace

from bot.broadcast import campaigns, delivery_leases, delivery_ledger, recipients, staff_messages
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.delivery_ledger import Receipt
from bot.broadcast.sms_offer import SmsOffer
from bot.broadcast.staff_messages import StaffMessage
from bot.integrations.sms.provider import SendResult, Sms, SmsStatus, Trouble
from bot.runtime import background, periodic_jobs
from bot.services.subscription import records as subscriptions
from bot.storage.notices import pending
from bot.storage.shared_statuses import CampaignStatus
from bot.storage.transitions import Party
from tests.unit.broadcast.push_stage import Provider, Push


async def test_what_becomes_of_deliveries_is_shown_at_zero_before_the_first(push: Push) -> None:
    """Alerts see no increase in what begins at 1."""
    shown = push.worker().metrics.text().decode()
    for kind in CampaignKind:
        for fate in ("sent", "delivered", "failed"):
            assert f'bot_pushed_total{{fate="{fate}",kind="{kind}"}} 0.0' in shown


async def test_many_workers_and_everybody_once(push: Push) -> None:
    for number in range(230):
        await push.subscribe(number)
    push.sms.phones_a_call = 17
    await push.run(rounds=2)
    await asyncio.gather(*(push.run(worker=push.worker()) for _ in range(4)))
    assert set(push.sms.took.values()) == {1}
    assert len(push.sms.took) == 230
    assert await push.statuses() == {"sent": 230}
    assert (await push.only_campaign()).status == CampaignStatus.DONE


async def test_who_says_stop_between_planning_and_sending_hears_nothing(push: Push) -> None:
    for number in range(3):
        await push.subscribe(number)
    worker = push.worker()
    await worker.start_and_expire()
    async with push.database.work() as work:
        await subscriptions.stop_phone(work, "13900000001", push.now, "sms")
        await work.commit()
    await push.run(worker=worker)
    assert set(push.sms.took) == {"13900000000", "13900000002"}
    assert await push.statuses() == {"sent": 2, "cancelled": 1}


async def test_at_night_nothing_but_warnings(push: Push) -> None:
    await push.subscribe(1)
    worker = push.worker()
    await worker.start_and_expire()
    push.now = push.now.replace(hour=20, minute=0)
    await push.run(worker=worker)
    assert not push.sms.took
    push.wait(hours=12)
    await push.run(worker=worker)
    assert push.sms.took["13900000001"] == 1


async def test_the_first_few_fail_and_the_rest_waits_for_a_person(push: Push) -> None:
    for number in range(60):
        await push.subscribe(number)
    push.sms.bad = {f"139{number:08d}": Trouble.DROP for number in range(45)}
    await push.run(rounds=40)
    campaign = await push.only_campaign()
    assert campaign.status == CampaignStatus.PAUSED
    assert re.fullmatch(r"first 20: \d+ failed", campaign.reason)
    assert (await push.statuses())["planned"] == 40
    async with push.database.work() as work:
        await campaigns.finish_canary(work, campaign.id, push.now)
        await campaigns.change_status(
            work, campaign.id, CampaignStatus.RUNNING, Party.STAFF, "staff", push.now
        )
        await work.commit()
    await push.run(rounds=40)
    assert await push.statuses() == {"sent": 15, "failed": 45}


async def test_one_bad_number_does_not_keep_the_others_from_their_tip(push: Push) -> None:
    for number in range(15):
        await push.subscribe(number)
    push.sms.bad = {"13900000007": Trouble.DROP}
    await push.run(rounds=40)
    assert len(push.sms.took) == 14
    assert set(push.sms.took.values()) == {1}
    assert await push.errors() == {"told-drop": 1}


async def test_an_account_that_is_refused_stops_the_campaign(push: Push) -> None:
    await push.subscribe(1)
    push.sms.scripted.append(Trouble.STOP)
    await push.run()
    campaign = await push.only_campaign()
    assert (campaign.status, campaign.reason) == (CampaignStatus.PAUSED, "told-stop")
    assert await push.statuses() == {"planned": 1}


async def test_what_was_accepted_before_the_money_ran_out_is_not_sent_again(push: Push) -> None:
    for number in range(5):
        await push.subscribe(number)
    push.sms.outcomes = {
        "13900000002": Trouble.STOP, "13900000003": Trouble.UNCLEAR, "13900000004": Trouble.DROP
    }  # fmt: skip
    await push.run()
    assert (await push.only_campaign()).status == CampaignStatus.PAUSED
    assert await push.statuses() == {"sent": 2, "planned": 1, "sending": 1, "failed": 1}
    push.sms.outcomes = {}
    async with push.database.work() as work:
        campaign = (await campaigns.latest(work))[0]
        await campaigns.finish_canary(work, campaign.id, push.now)
        await campaigns.change_status(
            work, campaign.id, CampaignStatus.RUNNING, Party.STAFF, "staff", push.now
        )
        await work.commit()
    await push.run()
    assert await push.statuses() == {"sent": 3, "sending": 1, "failed": 1}
    assert push.sms.took == {"13900000000": 1, "13900000001": 1, "13900000002": 1, "13900000003": 1}


async def test_a_busy_provider_is_tried_later_and_each_time_later_still(push: Push) -> None:
    await push.subscribe(1)
    push.sms.scripted.extend([Trouble.RETRY] * 3)
    for _ in range(3):
        calls = len(push.sms.sizes)
        await push.run()
        assert len(push.sms.sizes) == calls + 1
        await push.run()
        assert len(push.sms.sizes) == calls + 1
        push.wait(minutes=5)
    await push.run()
    assert push.sms.took == {"13900000001": 1}


async def test_the_days_limit_of_a_person_waits_for_hours(push: Push) -> None:
    await push.subscribe(1)
    push.sms.scripted.append(Trouble.LATER)
    await push.run()
    push.wait(minutes=30)
    await push.run()
    assert not push.sms.took
    push.wait(hours=1)
    await push.run()
    assert push.sms.took["13900000001"] == 1


async def test_another_provider_takes_over_when_one_is_down(push: Push) -> None:
    for number in range(12):
        await push.subscribe(number)
    push.providers = [Provider("first", phones_a_call=1), Provider("second")]
    push.sms.scripted.extend([Trouble.RETRY] * 1000)
    await push.run()
    assert not push.sms.took
    assert len(push.sms.sizes) == 5  # then it is left alone
    assert push.providers[1].took == {f"139{number:08d}": 1 for number in range(12)}


async def test_no_answer_is_never_sent_again_blindly(push: Push) -> None:
    for number in range(3):
        await push.subscribe(number)
    push.sms.scripted.append(Trouble.UNCLEAR)
    await push.run()
    assert await push.statuses() == {"sending": 3}
    push.wait(minutes=3)
    await push.run()
    assert await push.statuses() == {"unclear": 3}
    assert set(push.sms.took.values()) == {1}
    async with push.database.work() as work:
        listed = await recipients.unclear(work, (await push.only_campaign()).id)
    assert len(listed.rows) == 3


async def test_asked_about_and_settled(push: Push) -> None:
    await push.subscribe(1)
    push.sms.scripted.append(Trouble.UNCLEAR)
    push.sms.knows = SmsStatus.DELIVERED
    await push.run()
    push.wait(minutes=3)
    await push.run()
    assert await push.statuses() == {"delivered": 1}
    assert push.sms.took["13900000001"] == 1


async def test_what_never_left_goes_again(push: Push) -> None:
    await push.subscribe(1)
    worker = push.worker()
    await worker.start_and_expire()
    async with push.database.work() as work:
        campaign = (await campaigns.latest(work))[0]
        claimed = await delivery_leases.claim(work, campaign.id, "lost", push.now, worker.lease, {"sms": 9})
        await work.commit()
    assert len(claimed) == 1
    push.sms.knows = SmsStatus.NEVER
    await push.run()
    assert not push.sms.took
    push.wait(minutes=3)
    await push.run()
    assert push.sms.took["13900000001"] == 1


async def test_a_receipt_settles_what_nobody_knew(push: Push) -> None:
    await push.subscribe(1)
    push.sms.scripted.append(Trouble.UNCLEAR)
    await push.run()
    async with push.database.work() as work:
        expired = await delivery_leases.claim_expired(work, push.now.replace(hour=12), push.worker().lease, 9)
        (row,) = expired
        address = work.cipher.index("subscription", "13900000001")
        lost = Receipt(address, row.batch, "", delivered=False, error="DELIVRD-NO")
        assert await delivery_ledger.record_receipt(work, lost, push.now)
        assert not await delivery_ledger.record_receipt(work, replace(lost, delivered=True), push.now)
        await work.commit()
    assert await push.statuses() == {"failed": 1}


async def test_each_delivery_method_of_wechat_is_tried_in_turn(push: Push) -> None:
    for number in range(3):
        await push.subscribe(number, channel="wechat")
    push.wechat.refuses = {"kf": 45015, "subscribe": 43101}
    await push.run()
    assert sorted(push.wechat.sent) == [("mass", "o0"), ("mass", "o1"), ("mass", "o2")]
    assert await push.statuses() == {"sent": 3}


async def test_without_an_official_account_nothing_goes_by_wechat(push: Push) -> None:
    await push.subscribe(1, channel="wechat")
    await push.subscribe(2)
    push.has_account = False
    await push.run()
    assert push.wechat.sent == []
    assert await push.statuses() == {"failed": 1, "sent": 1}
    assert await push.errors() == {"no-such-way": 1}


async def test_the_chat_pages_residents_get_a_notice(push: Push) -> None:
    await push.subscribe(1, channel="wechat", user="web:tab")
    await push.run()
    assert not push.wechat.sent
    assert await push.statuses() == {"sent": 1}
    async with push.database.work() as work:
        waiting = await pending(work, 9, push.now)
    assert [notice.user for notice in waiting] == ["web:tab"]


async def test_a_stopped_campaign_sends_nothing_more(push: Push) -> None:
    for number in range(40):
        await push.subscribe(number)
    worker = push.worker()
    await worker.round()
    campaign = await push.only_campaign()
    sent = len(push.sms.took)
    async with push.database.work() as work:
        await campaigns.change_status(
            work, campaign.id, CampaignStatus.STOPPED, Party.STAFF, "staff", push.now
        )
        await delivery_ledger.cancel_planned(work, campaign.id, "stopped", push.now)
        await work.commit()
    await push.run(worker=worker)
    assert len(push.sms.took) == sent
    assert await push.statuses() == {"sent": sent, "cancelled": 40 - sent}


async def test_what_is_out_of_date_is_dropped(push: Push) -> None:
    await push.subscribe(1)
    await push.worker().start_and_expire()
    push.wait(days=3)
    await push.run()
    assert (await push.statuses(1)) == {"failed": 1}
    assert not push.sms.took


async def test_a_notice_is_looked_at_before_it_goes(push: Push) -> None:
    forbidden = StaffMessage(CampaignKind.NOTICE, "周六停水。拒收请回复R")
    async with push.database.work() as work:
        preview = await staff_messages.preview(
            work, forbidden, "高河塘社区", 45, SmsOffer(("console",)), push.now
        )
    assert len(preview.blockers) == 2  # nobody would get it; and the words are forbidden in a notice
    assert any("console" in line for line in preview.warnings)
    await push.subscribe(1)
    message = StaffMessage(CampaignKind.NOTICE, "周六上午停水，请备好水。")
    async with push.database.work() as work:
        preview = await staff_messages.preview(
            work, message, "高河塘社区", 45, SmsOffer(("stub",)), push.now.replace(hour=21)
        )
        assert not preview.blockers
        assert any("安静时间" in line for line in preview.warnings)
        await staff_messages.send(work, message, "notice:1", "staff:王", push.now)
        await work.commit()
    push.wait(days=1)
    await push.run()
    assert "周六上午停水，请备好水。" in push.sms.texts["13900000001"]


async def test_a_worker_that_is_told_to_stop_settles_what_is_in_flight_and_begins_nothing_more(
    push: Push,
) -> None:
    for number in range(40):
        await push.subscribe(number)
    push.sms.phones_a_call = 2
    worker = push.worker()
    for _ in range(2):
        await worker.round()
    begun, go_on = asyncio.Event(), asyncio.Event()
    send = push.sms.send

    async def slowly(sms: Sms) -> Mapping[str, SendResult]:
        begun.set()
        await go_on.wait()
        return await send(sms)

    push.sms.send = slowly  # type: ignore[method-assign]
    async with background.running([periodic_jobs.of_sender(worker)]):
        await begun.wait()
        asyncio.get_running_loop().call_later(0.05, go_on.set)
    statuses = await push.statuses()
    assert "sending" not in statuses
    assert statuses["sent"] == len(push.sms.took) < 40
