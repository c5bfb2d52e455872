"""An enrolment is spoken of: how it stands, another class, corrections, out of it; nobody touches another's."""

from bot.conversation.commands import RecordAction as Do
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import Enrolment
from bot.storage import audit
from tests.record_turns import Talk
from tests.stage import Stage


async def enrolled(stage: Stage, user: str = "me", name: str = "王秀英", phone: str = "13800000001") -> Talk:
    talk = Talk(stage, user)
    await talk.say(f"给我妈报家政，她叫{name}，电话{phone}", "1", "对")
    [record] = await talk.own("enrol")
    assert name in record.title
    return talk


async def rows(stage: Stage) -> list[Enrolment]:
    async with stage.database.work() as work:
        return await enrolments.every(work)


async def test_the_status_says_what_comes_next(stage: Stage) -> None:
    talk = await enrolled(stage)
    reply = await talk.does(Do.STATUS, "enrol")
    assert "家政" in reply.text
    assert "要带" in reply.text


async def test_a_name_and_a_phone_are_corrected_with_an_entry_in_the_audit(stage: Stage) -> None:
    talk = await enrolled(stage)
    reply = await talk.does(Do.CHANGE, "enrol", slot="name", value="王秀莹")
    assert "姓名现在是王秀莹" in reply.text
    await talk.does(Do.CHANGE, "enrol", slot="phone", value="13900000009")
    [row] = await rows(stage)
    assert (row.name, row.phone, row.place) == ("王秀莹", "13900000009", 0)
    async with stage.database.work() as work:
        entries = await audit.of_row(work, "enrolments", row.id)
    assert [entry.what for entry in entries][:2] == ["changed", "changed"]


async def test_a_phone_that_is_none_changes_nothing(stage: Stage) -> None:
    talk = await enrolled(stage)
    reply = await talk.does(Do.CHANGE, "enrol", slot="phone", value="12345")
    assert "没有改" in reply.text
    assert (await rows(stage))[0].phone == "13800000001"


async def test_the_class_is_changed_by_its_day(stage: Stage) -> None:
    talk = await enrolled(stage)
    before = (await rows(stage))[0].session
    asked = await talk.does(Do.CHANGE, "enrol", slot="session")
    other = next(choice for choice in asked.choices if before not in str(choice.postback))
    reply = await talk.take(asked, other.label)
    assert "换" in reply.text
    assert (await rows(stage))[0].session != before


async def test_another_course_is_not_put_in_its_place(stage: Stage) -> None:
    talk = await enrolled(stage)
    reply = await talk.does(Do.CHANGE, "enrol", slot="course", value="插花")
    assert "先报新课" in reply.text


async def test_withdrawing_asks_once(stage: Stage) -> None:
    talk = await enrolled(stage)
    asked = await talk.does(Do.WITHDRAW, "enrol")
    assert len(await rows(stage)) == 1
    assert (await rows(stage))[0].status == "confirmed"
    await talk.take(asked, "退掉")
    assert (await rows(stage))[0].status == "cancelled"
    assert "您没有报的课" in (await talk.does(Do.WITHDRAW, "enrol")).text


async def test_without_a_ref_one_question_names_them(stage: Stage) -> None:
    talk = await enrolled(stage)
    await enrolled_too(talk)
    asked = await talk.does(Do.WITHDRAW, "enrol")
    assert len(asked.choices) == 2
    assert "李桂花" in asked.choices[1].label
    again = await talk.take(asked, "李桂花")
    assert "李桂花" in again.text


async def enrolled_too(talk: Talk) -> None:
    await talk.say("给我婆婆报家政，她叫李桂花，电话13800000002", "1", "对")
    assert len(await talk.own("enrol")) == 2


async def test_another_residents_enrolment_is_never_touched(stage: Stage) -> None:
    talk = await enrolled(stage)
    [record] = await talk.own("enrol")
    stranger = Talk(stage, "stranger")
    for action in (Do.STATUS, Do.CHANGE, Do.WITHDRAW):
        reply = await stranger.surely(action, "enrol", record.ref, "name", "坏人")
        assert "没找到" in reply.text
    assert (await rows(stage))[0].name == "王秀英"
    assert (await rows(stage))[0].status == "confirmed"


async def test_the_same_phone_is_changed_everywhere(stage: Stage) -> None:
    talk = await enrolled(stage)
    await talk.say("给我婆婆报家政，她叫李桂花，电话13800000001", "1", "对")
    first, second = await talk.own("enrol")
    asked = await talk.does(Do.CHANGE, "enrol", first.ref, "phone", "13900000009")
    assert second.title in asked.text
    reply = await talk.take(asked, "一起改")
    assert second.title in reply.text
    assert {row.phone for row in await rows(stage)} == {"13900000009"}
