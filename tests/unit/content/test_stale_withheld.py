"""Outdated content is not shown: a sentence says so and offers the staff. Emergency content is never withheld."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from bot.common.text import plain
from bot.content.governed import Dated
from bot.content.shared.clubs import CLUBS
from bot.content.shared.community import COMMUNITY
from bot.content.shared.courses import COURSES
from bot.content.shared.events import EVENTS
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.hazards import TIPS
from bot.content.shared.questions import QUESTIONS, KnownQuestions
from bot.content.shared.venues import VENUES
from bot.content.snapshot import ContentPart
from bot.conversation.content_snapshot import ContentSnapshot
from bot.services.drills.content import READING
from bot.services.volunteers.content import TEAMS
from tests.stage import Stage

LINE = "这条怕旧了，我请社区再核一核。"
PAST = date(2026, 1, 31)


def ended(parts: Iterable[Any], *ids: str) -> tuple[Any, ...]:
    """The parts, these (or all of them) no longer in force."""
    return tuple(
        part.model_copy(update={"valid_until": PAST}) if not ids or part.id in ids else part for part in parts
    )


def spoilt(stage: Stage, part: ContentPart[Any], value: Any) -> None:
    """Another value for this part of the stage's content, the same understanding."""
    snapshot = stage.snapshot
    stage.snapshot = ContentSnapshot(
        snapshot.content.with_part(part, value), snapshot.understanding, snapshot.words
    )
    stage.restart()


async def said(stage: Stage, text: str) -> str:
    return plain((await stage.say(text)).replies)


def whole(part: Dated) -> Any:
    return part.model_copy(update={"valid_until": PAST})


@pytest.mark.parametrize(
    ("text", "part", "ids"),
    [
        ("图书馆几点开门", VENUES, ["library"]),
        ("台风天去哪里避险", VENUES, []),
        ("爱心义卖哪天搞", EVENTS, ["sale"]),
        ("消防演练什么时候", EVENTS, ["fire-drill"]),
        ("最近社区有什么活动", EVENTS, []),
        ("门球队怎么参加", CLUBS, []),
        ("家政服务要学费吗", COURSES, []),
        ("社区有多少人住", QUESTIONS, ["community-what"]),
        ("鼠药宠物碰了怎么办", QUESTIONS, ["safety-bait"]),
    ],
)
async def test_an_entry_that_ended_is_withheld(
    stage: Stage, text: str, part: ContentPart[Any], ids: list[str]
) -> None:
    assert LINE not in await said(stage, text)
    stage.restart()
    value = stage.snapshot.content.part(part)
    questions = isinstance(value, KnownQuestions)
    spoilt(stage, part, KnownQuestions(ended(value.all, *ids)) if questions else ended(value, *ids))
    turned = await stage.say(text, "another")
    assert [reply.text for reply in turned.replies] == [LINE]
    assert [choice.intent for choice in turned.replies[0].choices] == ["dialog.human"]
    assert "社区服务大厅" in plain((await stage.say("1", "another")).replies)


async def test_what_does_not_rest_on_what_ended_is_told(stage: Stage) -> None:
    spoilt(stage, VENUES, ended(stage.snapshot.content.part(VENUES)))
    assert LINE not in await said(stage, "家政服务要学费吗")
    assert LINE in await said(stage, "家政服务在哪里上课")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("下次绿色交换什么时候", EXCHANGE),
        ("居委会在哪里办公", COMMUNITY),
        ("志愿者有哪些队伍", TEAMS),
        ("防灾的书哪里借", READING),
    ],
)
async def test_a_file_that_ended_is_withheld(stage: Stage, text: str, part: ContentPart[Any]) -> None:
    content = stage.snapshot.content
    faq = tuple(question for question in content.part(QUESTIONS).all if question.id != "safety-book")
    spoilt(stage, QUESTIONS, KnownQuestions(faq))
    assert LINE not in await said(stage, text)
    spoilt(stage, part, whole(content.part(part)))
    (reply,) = (await stage.say(text)).replies
    assert reply.text == LINE
    assert [choice.intent for choice in reply.choices] == ["dialog.human"]


async def test_tips_that_ended_are_withheld_and_the_emergency_card_is_not(stage: Stage) -> None:
    tips = {hazard: whole(tip) for hazard, tip in stage.snapshot.content.part(TIPS).items()}
    spoilt(stage, TIPS, tips)
    assert LINE in await said(stage, "台风来了怎么办")
    turned = await stage.say("我家着火了")
    assert turned.replies[0].urgent
    assert "119" in turned.replies[0].text


async def test_a_list_goes_on_without_what_ended(stage: Stage) -> None:
    content = stage.snapshot.content
    spoilt(stage, VENUES, ended(content.part(VENUES), "school"))
    answer = await said(stage, "台风天去哪里避险")
    assert "文化礼堂" in answer
    assert "市民学校" not in answer


async def test_the_next_answer_is_free_again(stage: Stage) -> None:
    spoilt(stage, VENUES, ended(stage.snapshot.content.part(VENUES), "library"))
    assert LINE in await said(stage, "图书馆几点开门")
    assert LINE not in await said(stage, "文化礼堂在哪里")


async def test_nobody_enrols_in_a_course_that_ended(stage: Stage) -> None:
    spoilt(stage, COURSES, ended(stage.snapshot.content.part(COURSES)))
    await stage.say("我要报名家政服务")
    form = (await stage.session()).form
    assert form is None or "course" not in form.slots


async def test_what_begins_tomorrow_is_not_told_today(stage: Stage) -> None:
    later = tuple(
        venue.model_copy(update={"valid_from": date(2026, 5, 7)}) if venue.id == "library" else venue
        for venue in stage.snapshot.content.part(VENUES)
    )
    spoilt(stage, VENUES, later)
    assert LINE in await said(stage, "图书馆几点开门")
    stage.wait(days=1)
    assert LINE not in await said(stage, "图书馆几点开门")
