"""A resident is in danger: the console knows at once, somebody takes it, what was done is noted."""

from bot.services.disaster import records as alarms
from bot.services.disaster.statuses import AlarmStatus
from bot.storage.staff_accounts import Role
from tests.unit.console.office import Office, audited, post, sign_in


async def raised(office: Office, said: str = "<b>我家着火了", place: str = "6幢1202") -> None:
    async with office.database.work() as work:
        await alarms.raise_alarm(work, "web:tab", "fire", said, place, office.now[0], sms=False)
        await work.commit()


async def test_an_alarm_is_known_taken_and_noted(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    async with office.browser() as browser:
        await sign_in(browser, "小李")
        assert (await browser.get("/console/danger/waiting")).json() == {"count": 0, "newest": 0}
        await raised(office)
        await raised(office, said="烟很大", place="")
        assert (await browser.get("/console/danger/waiting")).json() == {"count": 1, "newest": 1}
        page = (await browser.get("/console/danger")).text
        assert "6幢1202" in page
        assert "&lt;b&gt;我家着火了" in page
        assert "烟很大" in page
        assert "还没人看" in page
        await post(browser, "/danger/1/seen")
        assert (await browser.get("/console/danger/waiting")).json()["count"] == 0
        assert "小李在管" in (await browser.get("/console/danger")).text
        await post(browser, "/danger/1/handled", done="")
        await post(browser, "/danger/1/handled", done="上门看过，火灭了")
        assert "现在没有居民遇险" in (await browser.get("/console/danger")).text
    async with office.database.work() as work:
        [alarm] = await alarms.every(work)
    assert (alarm.status, alarm.owner, alarm.done) == (AlarmStatus.HANDLED, "staff:小李", "上门看过，火灭了")
    assert ("staff:小李", "looked at") in await audited(office)


async def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    async with office.browser() as browser:
        await sign_in(browser, "小李")
        for _ in range(5):
            office.wait(minutes=30)
            answer = await browser.get("/console/danger/waiting")
        assert answer.status_code != 200
