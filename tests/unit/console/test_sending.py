"""Messages are previewed, sent once and can be stopped; a warning needs two people; a sentence can be tried and labelled."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx

from bot.broadcast import campaign_statistics, campaigns
from bot.broadcast.sms_offer import SmsOffer
from bot.content.shared.calendar import CALENDAR
from bot.conversation.usage_counter import UsageCounter
from bot.services.disaster import warning_records as warnings
from bot.services.subscription import records as subscriptions
from bot.services.subscription.records import NewSubscription
from bot.storage import reviews, usage
from bot.storage.maintenance import erasure as privacy
from bot.storage.shared_statuses import ReviewStatus
from tests.unit.broadcast.push_stage import Push
from tests.unit.broadcast.test_warning_relay import xml
from tests.unit.console.office import Office, post, sign_in


async def subscribe(office: Office) -> None:
    async with office.database.work() as work:
        await subscriptions.subscribe(
            work, NewSubscription("u1", "sms", "13900000001", 3, "", "同意"), office.now[0]
        )
        await work.commit()


async def test_looked_at_then_sent_once(office: Office, clerk: httpx.AsyncClient) -> None:
    await subscribe(office)
    look = await post(clerk, "/sending/look", kind="notice", text="周六上午停水", buildings="")
    assert "【高河塘社区】周六上午停水" in look.text
    assert "1 人" in look.text
    async with office.database.work() as work:
        assert await campaigns.latest(work) == []
    match = re.search(r'name="once" value="(\w+)"', look.text)
    assert match
    for _ in range(2):
        done = await post(clerk, "/sending/look", kind="notice", text="周六上午停水", once=match[1], send="1")
        assert done.status_code == 303
    async with office.database.work() as work:
        (campaign,) = await campaigns.latest(work)
        assert (await campaign_statistics.statistics_of(work, campaign.id)).by_status == {"planned": 1}
    for move, state in (("pause", "paused"), ("resume", "running"), ("stop", "stopped")):
        await post(clerk, f"/sending/campaigns/{campaign.id}/{move}")
        async with office.database.work() as work:
            assert (await campaigns.latest(work))[0].status == state
    async with office.database.work() as work:
        assert (await campaign_statistics.statistics_of(work, campaign.id)).by_status == {"cancelled": 1}
    assert (await clerk.get("/console/sending")).status_code == 200


async def test_without_a_provider_no_sms_is_ordered_and_the_page_says_why(office: Office) -> None:
    await subscribe(office)
    await office.account()
    bare = replace(office, context=replace(office.context, sms=SmsOffer((), "没有设置短信通道")))
    async with bare.browser() as browser:
        await sign_in(browser)
        assert "没有设置短信通道" in (await browser.get("/console/sending")).text
        sent = await post(browser, "/sending/look", kind="notice", text="周六上午停水", send="1")
    assert "不能发：没有设置短信通道" in sent.text
    async with office.database.work() as work:
        assert await campaigns.latest(work) == []


async def test_what_may_not_be_sent_is_not(office: Office, clerk: httpx.AsyncClient) -> None:
    await subscribe(office)
    sent = await post(clerk, "/sending/look", kind="notice", text="优惠！拒收请回复R", send="1")
    assert "不能发" in sent.text
    async with office.database.work() as work:
        assert await campaigns.latest(work) == []


async def test_an_orange_warning_takes_two_people(office: Office, clerk: httpx.AsyncClient) -> None:
    await office.account("小李")
    push = Push(office.database, office.context.content().part(CALENDAR), now=office.now[0])
    token = clerk.cookies["starlette_admin_csrftoken"]
    files = {"file": ("w.xml", xml(push, level="橙"), "text/xml")}
    await clerk.post("/console/sending/warnings", headers={"X-CSRFToken": token}, files=files)
    assert "第二人" not in (await clerk.get("/console/sending")).text
    for _ in range(2):
        await post(clerk, "/sending/warnings/1")
    async with office.database.work() as work:
        assert await warnings.live(work, office.now[0]) == []
    assert "第二人" in (await clerk.get("/console/sending")).text
    async with office.browser() as other:
        await sign_in(other, "小李")
        await post(other, "/sending/warnings/1")
    async with office.database.work() as work:
        (warning,) = await warnings.live(work, office.now[0])
    assert (warning.by, warning.second) == ("staff:王芳", "staff:小李")


async def test_one_click_labels_what_was_not_understood(office: Office, clerk: httpx.AsyncClient) -> None:
    async with office.database.work() as work:
        await reviews.add(
            work, [reviews.NewReview("咱这有教做点心的么", "asked", "training.info")], office.now[0]
        )
        await work.commit()
    assert "咱这有教做点心的么" in (await clerk.get("/console/review")).text
    assert (await post(clerk, "/review/1", label="no.such")).status_code == 303
    await post(clerk, "/review/1", label="training.info")
    async with office.database.work() as work:
        assert [sentence.label for sentence in await reviews.with_status(work, ReviewStatus.LABELLED)] == [
            "training.info"
        ]
        more = [reviews.NewReview(text, "asked", "") for text in ("家政班要钱不", "家政班要不要钱呀")]
        await reviews.add(work, more, office.now[0])
        await work.commit()
        rows = ",".join(str(sentence.id) for sentence in await reviews.with_status(work))
    assert "都是这个意思" in (await clerk.get("/console/review")).text
    await post(clerk, "/review/group", label="training.info", rows=rows)
    async with office.database.work() as work:
        assert len(await reviews.with_status(work, ReviewStatus.LABELLED)) == 3


async def test_a_sentence_is_tried(clerk: httpx.AsyncClient) -> None:
    page = (await clerk.get("/console/try", params={"text": "我想报家政"})).text
    assert "training.enrol" in page
    assert "最像的说法" in page
    assert "字词和上面的说法够像" in page
    assert "家政" in page
    assert "紧急" in (await clerk.get("/console/try", params={"text": "我家着火了"})).text
    assert "&lt;b&gt;" in (await clerk.get("/console/try", params={"text": "<b>"})).text


async def test_the_first_page_and_the_report(office: Office, clerk: httpx.AsyncClient) -> None:
    await subscribe(office)
    assert "王芳，您好" in (await clerk.get("/console/")).text
    assert "月报" in (await clerk.get("/console/report")).text


async def test_what_was_said_is_counted_over_processes_and_forgotten_with_the_resident(
    office: Office, clerk: httpx.AsyncClient
) -> None:
    today = office.now[0].date()
    for users in ({"web:a", "web:b"}, {"web:b"}):
        async with office.database.work() as work:
            await usage.add(work, today, {"answered": 5, "asked": 1, usage.MILLISECONDS: 50}, users)
            await work.commit()
    page = (await clerk.get("/console/")).text
    assert "2026-05-06,10,2,2,10" in (await clerk.get("/console/figures.csv")).text
    assert (await clerk.get("/console/figures.xlsx")).content.startswith(b"PK")
    for text in ("10 句", "2 人", "80 %", "10 毫秒"):
        assert text in page
    async with office.database.work() as work:
        await privacy.erase(work, "web:b", office.now[0], [])
        await work.commit()
        assert await usage.residents(work, today) == 1
        await usage.prune(work, today + timedelta(days=90))
        assert await usage.residents(work, today) == 0
        assert [day.numbers["answered"] for day in await usage.days(work, today)] == [10]


async def test_the_turn_that_erases_a_resident_leaves_no_visit() -> None:
    usage_counter = UsageCounter()
    usage_counter.count("web:a", "answered", 0.1)
    await usage_counter.forget("web:a")
    usage_counter.count("web:a", "answered", 0.1)
    counted = usage_counter.drain()
    assert counted is not None
    assert (counted.outcomes, counted.milliseconds, counted.users) == ({"answered": 2}, 200, frozenset())
    assert usage_counter.drain() is None
