"""A page visitor is a new account on each new page: what is scarce is bounded by network address as well."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.common.text import plain
from tests.stage import Stage

HOME = "digest of an address"
ENROL = ("报名插花，我叫{name}，{phone}", "对")
SIGN_UP = ("我要报名参加乒乓球赛", "{name} {phone}", "对")
CODE = ("有人用我的手机号报名", "{phone}")
CALL = ("转人工", "1", "{phone}", "上午")
NAMES = "一二三四五六七"


async def answers(stage: Stage, talk: Sequence[str], pages: range, source: str = HOME) -> list[str]:
    """The last answers of new visitors who say the same, each with a name and a phone of their own."""
    last = []
    for page in pages:
        for line in talk:
            said = line.format(name=f"张{NAMES[page]}", phone=f"1361234567{page}")
            result = await stage.say(said, f"{source} {page}", source=source)
        last.append(plain(result.replies))
    return last


@pytest.mark.parametrize(
    ("talk", "most", "taken", "refused"),
    [
        (ENROL, 5, "报好了", "报满了"),
        (SIGN_UP, 5, "报好了", "报满了"),
        (CODE, 5, "验证码是", "次数满了"),
        (CALL, 3, "记下了，会打", "不用再约"),
    ],
    ids=["enrolments", "signups", "codes", "callbacks"],
)
async def test_new_visitors_of_an_address_share_its_limit(
    stage: Stage, talk: Sequence[str], most: int, taken: str, refused: str
) -> None:
    stage.rules = replace(stage.rules, accounts_per_address=1)
    stage.restart()
    if talk is CALL:
        stage.wait(hours=12)  # the office is closed
    told = await answers(stage, talk, range(most + 1))
    assert [taken in answer for answer in told] == [True] * most + [False]
    assert refused in told[-1]
    [elsewhere] = await answers(stage, talk, range(most + 1, most + 2), "another address")
    assert taken in elsewhere
    stage.wait(days=1)
    [tomorrow] = await answers(stage, talk, range(most, most + 1))
    assert taken in tomorrow


async def test_things_are_reserved_by_an_address_so_often_a_day(stage: Stage) -> None:
    stage.rules = replace(stage.rules, accounts_per_address=1)
    stage.restart()
    for number in range(4):
        await answers_of(
            stage,
            f"giver{number}",
            "家里多出来一辆婴儿车送人",
            f"张秀{NAMES[number]}",
            f"1380000000{number}",
            "对",
        )
    told = [
        await answers_of(stage, f"taker{number}", "谁家有婴儿车", "1", "李明", f"1390000000{number}")
        for number in range(4)
    ]
    assert ["给您留着" in answer for answer in told] == [True, True, True, False]
    assert "今天订得不少了" in told[-1]


async def answers_of(stage: Stage, user: str, *talk: str) -> str:
    source = HOME if user.startswith("taker") else ""
    for line in talk:
        result = await stage.say(line, user, source=source)
    return plain(result.replies)


async def test_a_resident_whose_channel_knows_no_address_has_a_limit_of_their_own(stage: Stage) -> None:
    stage.rules = replace(stage.rules, accounts_per_address=1)
    stage.restart()
    assert all("报好了" in answer for answer in await answers(stage, ENROL, range(7), ""))


async def test_who_is_enrolled_already_hears_so_and_costs_the_address_nothing(stage: Stage) -> None:
    stage.rules = replace(stage.rules, accounts_per_address=1)
    stage.restart()
    for _ in range(6):
        [told] = await answers(stage, ENROL, range(1))
    assert "已经" in told
    assert "报好了" in (await answers(stage, ENROL, range(2)))[1]
