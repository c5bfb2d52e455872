"""Two staff members and one resident: the first to answer has the conversation, and the resident gets one answer."""

import asyncio

from bot.services.handoff import records as handoffs
from bot.storage import notices
from bot.storage.staff_accounts import Role
from tests.unit.console.office import Office, audited, post, sign_in


async def waiting(office: Office) -> int:
    async with office.database.work() as work:
        handoff, _ = await handoffs.ask(work, "web:tab", office.now[0])
        await handoffs.say(work, handoff, handoffs.RESIDENT, "<script>我家没水了</script>", office.now[0])
        await work.commit()
        return handoff.id


async def test_two_clerks_and_one_answer(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    await office.account("小陈", Role.CLERK)
    row = await waiting(office)
    async with office.browser() as first, office.browser() as second:
        await sign_in(first, "小李")
        await sign_in(second, "小陈")
        page = (await first.get("/console/inbox")).text
        assert "&lt;script&gt;我家没水了" in page
        assert "<script>我家" not in page
        assert (await post(first, f"/inbox/{row}/say", text="马上来看")).status_code == 204
        late = await post(second, f"/inbox/{row}/say", text="我也来")
        assert late.status_code == 409
        assert "别的同事" in late.json()["message"]
        assert (await post(first, f"/inbox/{row}/say", text="  ")).status_code == 422
        lines = (await second.get(f"/console/inbox/{row}/thread")).json()
        assert [(line["who"], line["text"]) for line in lines][-1] == ("小李", "马上来看")
        assert (await post(second, f"/inbox/{row}/assign", name="小陈")).status_code == 409
        assert (await post(first, f"/inbox/{row}/assign", name="没有这个人")).status_code == 422
        assert (await post(first, f"/inbox/{row}/assign", name="小陈")).status_code == 204
        assert (await post(first, f"/inbox/{row}/say", text="还是我")).status_code == 409
        assert (await post(second, f"/inbox/{row}/say", text="我接着办")).status_code == 204
    async with office.database.work() as work:
        texts = [notice.text or "" for notice in await notices.pending(work, 9, office.now[0])]
    assert sum("马上来看" in text for text in texts) == 1
    assert not [text for text in texts if "我也来" in text]


async def test_a_hand_off_that_is_over_is_told_so(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    row = await waiting(office)
    async with office.browser() as first:
        await sign_in(first, "小李")
        assert (await post(first, f"/inbox/{row}/close")).status_code == 204
        assert (await post(first, f"/inbox/{row}/say", text="在吗")).status_code == 409
        assert "现在没有居民在等" in (await first.get("/console/inbox")).text


async def test_of_many_clerks_who_answer_at_once_one_does(office: Office) -> None:
    names = [f"小{sign}" for sign in "李陈王赵钱"]
    for name in names:
        await office.account(name, Role.CLERK)
    row = await waiting(office)
    browsers = [office.browser() for _ in names]
    for browser, name in zip(browsers, names, strict=True):
        await sign_in(browser, name)
    answers = await asyncio.gather(*(
        post(browser, f"/inbox/{row}/say", text=f"{name}来看") for browser, name in zip(browsers, names, strict=True)
    ))  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409, 409]
    for browser in browsers:
        await browser.aclose()
    async with office.database.work() as work:
        assert len(await notices.pending(work, 9, office.now[0])) == 1
        senders = [line.sender for line in await handoffs.thread(work, row)]
    assert len([sender for sender in senders if sender.startswith("staff:")]) == 1


async def test_who_is_to_be_called_stands_in_the_queue_with_their_number(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    async with office.database.work() as work:
        handoff = await handoffs.call_back(work, "web:tab", "13812345678", "下午", office.now[0])
        await work.commit()
    async with office.browser() as clerk:
        await sign_in(clerk, "小李")
        assert "要回电话" in (await clerk.get("/console/inbox")).text
        lines = (await clerk.get(f"/console/inbox/{handoff.id}/thread")).json()
        assert "13812345678" in lines[-1]["text"]
        await clerk.get(f"/console/inbox/{handoff.id}/thread")
        assert (await clerk.get("/console/inbox/999/thread")).status_code == 404
        assert (await post(clerk, f"/inbox/{handoff.id}/close")).status_code == 204
        assert "现在没有居民在等" in (await clerk.get("/console/inbox")).text
    looks = [what for actor, what in await audited(office) if actor == "staff:小李" and what == "looked at"]
    assert looks == ["looked at"]
