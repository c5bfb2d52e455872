"""Skills and requests for help are spoken of, by requester, candidate and helper; nobody else touches them."""

from bot.conversation.commands import RecordAction as Do
from bot.services.talents import request_records as talent_requests
from bot.services.talents import talent_records as talents
from bot.services.talents.request_records import Request
from bot.services.talents.talent_records import Talent
from tests.record_turns import Talk
from tests.stage import Stage


async def lent(stage: Stage, user: str = "helper", number: int = 1) -> Talk:
    talk = Talk(stage, user)
    await talk.say(f"我会做木工，张一，1381234000{number}，周末", "对")
    assert len(await talk.own("talent_offer")) == 1
    return talk


async def requested(stage: Stage) -> Talk:
    talk = Talk(stage, "me")
    await talk.say("床板断了找木工", "2幢101，周日", "赵六，13912340000", "对")
    assert len(await talk.own("talent_request")) == 1
    return talk


async def taken(stage: Stage) -> tuple[Talk, Talk]:
    helper, me = await lent(stage), await requested(stage)
    await helper.does(Do.ACCEPT, "talent_request")
    await me.does(Do.ACCEPT, "talent_request")
    return helper, me


async def skills(stage: Stage) -> list[Talent]:
    async with stage.database.work() as work:
        return await talents.every(work)


async def request(stage: Stage) -> Request:
    async with stage.database.work() as work:
        found = await talent_requests.find(work, 1)
    assert found is not None
    return found


async def heard(stage: Stage, user: str) -> str:
    await stage.notices()
    return "\n".join(reply.text for reply in (await stage.say("你好", user)).replies)


async def test_whoever_rests_is_not_asked(stage: Stage) -> None:
    helper = await lent(stage)
    await helper.does(Do.PAUSE, "talent_offer")
    assert "先歇着" in (await helper.does(Do.STATUS, "talent_offer")).text
    await requested(stage)
    assert (await request(stage)).status == "open"
    await helper.does(Do.RESUME, "talent_offer")
    await stage.periodic_jobs()
    assert (await request(stage)).status == "offered"


async def test_a_skill_is_corrected_and_another_is_read_back_before_it_is_added(stage: Stage) -> None:
    helper = await lent(stage)
    await helper.does(Do.CHANGE, "talent_offer", slot="when", value="晚上")
    await helper.does(Do.CHANGE, "talent_offer", slot="phone", value="13800000009")
    assert "换不了别的本事" in (await helper.does(Do.CHANGE, "talent_offer", slot="skill", value="电工")).text
    [row] = await skills(stage)
    assert (row.spare, row.phone, row.approved) == ("晚上", "13800000009", True)
    read_back = await helper.does(Do.ADD, "talent_offer", value="修电脑")
    assert "本事：修电脑" in read_back.text
    assert "138 0000 0009" in read_back.text
    assert len(await skills(stage)) == 1


async def test_a_skill_is_taken_back_after_a_question(stage: Stage) -> None:
    helper = await lent(stage)
    asked = await helper.does(Do.WITHDRAW, "talent_offer")
    assert (await skills(stage))[0].status == "active"
    await helper.take(asked, "撤下来")
    assert (await skills(stage))[0].status == "stopped"


async def test_a_candidate_declines_by_speaking_of_the_skill(stage: Stage) -> None:
    helper = await lent(stage)
    await requested(stage)
    await helper.does(Do.DECLINE, "talent_offer")
    assert (await request(stage)).status == "open"
    await helper.does(Do.ACCEPT, "talent_request", "1")
    assert (await request(stage)).helper is None  # declined: no longer listed as theirs


async def test_a_request_goes_its_way(stage: Stage) -> None:
    helper, me = await taken(stage)
    assert (await request(stage)).agreed
    reply = await me.does(Do.CHANGE, "talent_request", slot="address", value="3幢202")
    assert "已经告诉张一了" in reply.text
    assert "3幢202" in await heard(stage, "helper")
    assert "您答应去帮" in [record.status for record in await helper.own("talent_request")]
    await helper.does(Do.DONE, "talent_request")
    assert (await request(stage)).status == "done"
    asked = await me.does(Do.RATE, "talent_request")
    assert len(asked.choices) == 5
    await me.does(Do.RATE, "talent_request", value="5")
    assert (await request(stage)).rating == 5
    assert "再请人看" in (await me.does(Do.NOT_DONE, "talent_request")).text


async def test_another_helper_is_looked_for(stage: Stage) -> None:
    _, me = await taken(stage)
    asked = await me.does(Do.NOT_DONE, "talent_request")
    assert (await request(stage)).helper is not None
    await me.take(asked, "就这么办")
    assert (await request(stage)).helper is None
    assert "不用" in await heard(stage, "helper")


async def test_a_helper_gives_back_and_the_requester_withdraws(stage: Stage) -> None:
    helper, me = await taken(stage)
    asked = await helper.does(Do.WITHDRAW, "talent_request")
    await helper.take(asked, "就这么办")
    assert (await request(stage)).helper is None
    assert "还没办好" in (await me.does(Do.NOT_DONE, "talent_request")).text
    asked = await me.does(Do.WITHDRAW, "talent_request")
    await me.take(asked, "不用了")
    assert (await request(stage)).status == "withdrawn"


async def test_the_requester_does_not_want_this_helper(stage: Stage) -> None:
    helper, me = await lent(stage), await requested(stage)
    await helper.does(Do.ACCEPT, "talent_request")
    await me.does(Do.DECLINE, "talent_request")
    assert (await request(stage)).helper is None


async def test_another_kind_of_need_is_another_request(stage: Stage) -> None:
    me = await requested(stage)
    assert "得重新问人" in (await me.does(Do.CHANGE, "talent_request", slot="need", value="电脑蓝屏了")).text
    await me.does(Do.CHANGE, "talent_request", slot="time", value="周六下午")
    assert (await request(stage)).time == "周六下午"


async def test_a_stranger_touches_nothing(stage: Stage) -> None:
    await taken(stage)
    before, lent_before = await request(stage), await skills(stage)
    stranger = Talk(stage, "stranger")
    for action in Do:
        for kind in ("talent_request", "talent_offer"):
            reply = await stranger.surely(action, kind, "1", "name", "坏人")
            assert "13912340000" not in reply.text
    assert await request(stage) == before
    assert await skills(stage) == lent_before
