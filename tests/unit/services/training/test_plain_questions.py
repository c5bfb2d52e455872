"""Questions about a course: yes or no where it was asked, every detail that was asked for, and nothing made up."""

import pytest

from bot.content.shared.courses import find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.understanding.questions.aspects import Aspect, asked_in_order, unwritten
from tests.stage import Stage


async def answer(stage: Stage, text: str) -> str:
    """The reply to a question asked right after the course's card, so that its intent is beyond doubt."""
    [reply] = (await stage.say(text)).replies
    return reply.text


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("家政服务是不是要2000块", "不用，"),
        ("家政服务要钱吗", "不用，"),
        ("家政服务要不要交学费", "不用，"),
        ("学家政服务贵不贵", "不用，"),
        ("插花是免费的吗", "是的，"),
        ("插花免费吗", "是的，"),
        ("插花有证书吗", "没有，"),
        ("家政服务有没有结业证", "有，"),
        ("家政服务收钱不", "不用，"),
        ("老年人学手机要钱伐", "不用，"),
        ("叉车学完给证吗", "有，"),
        ("化妆课男的能学吗", "没有写这条限制，"),
        ("舞蹈班晚上有没有", "有，"),
        ("家政是要自己花钱买围裙吗", "家政服务要带的"),
        ("家政服务多少钱", "家政服务的费用"),
    ],
)
async def test_yes_or_no_comes_first_where_it_was_asked(stage: Stage, text: str, beginning: str) -> None:
    assert (await answer(stage, text)).startswith(beginning)


@pytest.mark.parametrize(
    "text",
    [
        "插花什么时候上，在哪，多少钱，我妈75能来吗",
        "插花课多少钱？几点上？在哪里？75岁能来吗",
        "插花在哪里上 什么时候 要多少钱 我75了能来吗",
    ],
)
async def test_all_that_was_asked_is_answered(stage: Stage, text: str) -> None:
    said = await answer(stage, text)
    assert all(part in said for part in ("上课时间", "市民学校", "免费", "75岁可以学插花")), said


async def test_an_age_out_of_range_is_said(stage: Stage) -> None:
    said = await answer(stage, "电焊课什么时候上，68岁能来吗")
    assert "68岁怕是不行" in said
    assert "18到55岁" in said


@pytest.mark.parametrize(
    "text", ["家政服务要不要押金", "电焊课要考试吗", "学家政服务管饭吗有午饭吗", "插花课好停车吗"]
)
async def test_what_is_not_written_is_not_made_up(stage: Stage, text: str) -> None:
    said = await answer(stage, text)
    assert f"{unwritten(text)}的事我这里没有写" in said
    assert "社区服务大厅" in said
    assert "8:30" in said


async def test_what_is_full_is_said(stage: Stage) -> None:
    course = find_course(stage.snapshot.content, "插花")
    assert course is not None
    [only] = upcoming(course, stage.now)
    assert f"没满，插花{only.group.title}还有{only.group.seats}个位子" in await answer(stage, "插花满了没")
    for number in range(only.group.seats + 4):
        await stage.say(f"报名插花，我叫王小{chr(0x4E00 + number)}，1380000{number:04d}", f"u{number}")
        await stage.say("对", f"u{number}")
    said = await answer(stage, "插花满了没")
    assert f"插花{only.group.title}满了，报名先排候补" in said
    assert "满了" in await answer(stage, "插花什么时候上")


def test_details_come_in_the_order_in_which_they_were_asked() -> None:
    asked = asked_in_order("在哪里上，什么时候，要2000块吗")
    assert [detail.aspect for detail in asked] == [Aspect.PLACE, Aspect.TIME, Aspect.FEE]
    assert [detail.yes_or_no for detail in asked] == [False, False, True]
    assert asked[-1].price == 2000
    assert asked_in_order("我妈75能来吗")[0].age == 75


async def test_whether_money_is_wanted_is_not_whether_it_is_free(stage: Stage) -> None:
    assert (await answer(stage, "插花要不要钱")).startswith("不用，")
    assert (await answer(stage, "插花收不收钱")).startswith("不用，")
    assert (await answer(stage, "插花不要钱吧是不是")).startswith("是的，")


async def test_without_a_course_those_are_offered_that_are_called_alike(stage: Stage) -> None:
    [reply] = (await stage.say("面点课在哪上呀老师是谁")).replies
    assert [choice.label for choice in reply.choices] == ["西式面点", "看看别的课"]


@pytest.mark.parametrize(
    "text", ["报名要押金不", "上课管饭吗有午饭吗", "你们上课能停车吗", "上课的地方有空调吗"]
)
async def test_what_is_not_written_of_any_course_is_said_too(stage: Stage, text: str) -> None:
    assert "没有写" in await answer(stage, text)
