"""A resident and two clerks: who answers first has the conversation; the resident hears it once."""

from bot.records import handoffs, notices
from bot.records.staff import Role
from tests.unit.console.conftest import Office, post, sign_in


async def waiting(office: Office) -> int:
    async with office.database.work() as work:
        one, _ = await handoffs.ask(work, "web:tab", office.now[0])
        await handoffs.say(work, one, handoffs.RESIDENT, "<script>我家没水了</script>", office.now[0])
        await work.commit()
        return one.id


async def test_two_clerks_and_one_answer(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    await office.account("小陈", Role.CLERK)
    row = await waiting(office)
    async with office.browser() as one, office.browser() as other:
        await sign_in(one, "小李")
        await sign_in(other, "小陈")
        page = (await one.get("/console/inbox")).text
        assert "&lt;script&gt;我家没水了" in page
        assert "<script>我家" not in page
        assert (await post(one, f"/inbox/{row}/say", text="马上来看")).status_code == 204
        late = await post(other, f"/inbox/{row}/say", text="我也来")
        assert late.status_code == 409
        assert "别的同事" in late.json()["said"]
        assert (await post(one, f"/inbox/{row}/say", text="  ")).status_code == 422
        lines = (await other.get(f"/console/inbox/{row}/thread")).json()
        assert [(line["who"], line["text"]) for line in lines][-1] == ("小李", "马上来看")
        assert (await post(other, f"/inbox/{row}/assign", name="小陈")).status_code == 409
        assert (await post(one, f"/inbox/{row}/assign", name="没有这个人")).status_code == 422
        assert (await post(one, f"/inbox/{row}/assign", name="小陈")).status_code == 204
        assert (await post(one, f"/inbox/{row}/say", text="还是我")).status_code == 409
        assert (await post(other, f"/inbox/{row}/say", text="我接着办")).status_code == 204
    async with office.database.work() as work:
        told = [notice.text for notice in await notices.pending(work, 9, office.now[0])]
    assert sum("马上来看" in text for text in told) == 1
    assert not [text for text in told if "我也来" in text]


async def test_a_hand_off_that_is_over_is_told_so(office: Office) -> None:
    await office.account("小李", Role.CLERK)
    row = await waiting(office)
    async with office.browser() as one:
        await sign_in(one, "小李")
        assert (await post(one, f"/inbox/{row}/close")).status_code == 204
        assert (await post(one, f"/inbox/{row}/say", text="在吗")).status_code == 409
        assert "现在没有居民在等" in (await one.get("/console/inbox")).text
