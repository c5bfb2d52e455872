"""Signed requests that are recorded and replayed while they are fresh have no second effect."""

from bot.services.enrolment import records as enrolments
from bot.services.feedback import records as tickets
from bot.storage.seats import SeatStatus
from tests.stage import Stage

ENROLS = ("我想报电工", "周六的", "李大力", "13812345678", "45", "对")


async def test_a_recorded_enrolment_is_not_made_again(stage: Stage) -> None:
    for number, text in enumerate(ENROLS):
        first = await stage.say(text, message_id=f"recorded{number}")
    assert "报名号" in first.replies[0].text
    await stage.say("退课")
    for _ in range(3):
        await stage.say("对")
    before = await statuses(stage)
    for number, text in enumerate(ENROLS):
        again = await stage.say(text, message_id=f"recorded{number}")
    assert again.repeated
    assert again.replies == first.replies
    assert await statuses(stage) == before


async def statuses(stage: Stage) -> list[SeatStatus]:
    async with stage.database.work() as work:
        return [enrolment.status for enrolment in await enrolments.every(work)]


async def test_a_name_that_looks_like_a_template_stays_a_name(stage: Stage) -> None:
    """No words of a resident are formatted: 「{bot}」 in them is what they wrote."""
    said = "6幢门口{bot}{0.__class__}路灯坏了%s"
    await stage.say(said)
    await stage.say("不匿名")
    async with stage.database.work() as work:
        [ticket] = await tickets.of_user(work, "terminal:me")
    assert ticket.detail == said
    assert "出了点小问题" not in "".join(reply.text for reply in (await stage.say("我的")).replies)
