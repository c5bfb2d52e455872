"""What is told besides while a danger is on, in wordings of several residents; and what only sounds like it."""

import pytest

from bot.understanding.danger_signs.telling_part import before_request, beside_lessons
from bot.understanding.slots import crisis_facts, second_matters
from bot.understanding.slots.second_matters import FOR_COMMUNITY, LEFT_ON, OPEN_PIT, PIT_EMPTY, SWITCHED_OFF


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("灶头没关就出来了", LEFT_ON),
        ("家里煤气灶上粥还炖着", LEFT_ON),
        ("电熨斗忘记关了怎么办", LEFT_ON),
        ("厨房燃气关了没我想不起来", LEFT_ON),
        ("叫人去把煤气关一关", LEFT_ON),
        ("锅还在火上烧着", LEFT_ON),
        ("煤气费去哪里交", ""),
        ("跟煤气没关系 是胸口痛", ""),
        ("他喝了粥就吐", ""),
        ("那井口还敞着", OPEN_PIT),
        ("化粪池没盖 小孩要走过", OPEN_PIT),
        ("坑边上没人管", OPEN_PIT),
        ("井盖不见了还没修", OPEN_PIT),
        ("井里的水很深", ""),
        ("没人在井里了", PIT_EMPTY),
        ("下面已经没有人了", PIT_EMPTY),
        ("要不要回社区报一下", FOR_COMMUNITY),
        ("你给社区记一条", FOR_COMMUNITY),
        ("社区要不要派人来", FOR_COMMUNITY),
        ("这个事情帮我记一下", FOR_COMMUNITY),
        ("请你们通知社区", FOR_COMMUNITY),
        ("别告诉社区的人", ""),
        ("社区的车来了", ""),
    ],
)
def test_second_matter(text: str, kind: str) -> None:
    assert second_matters.read(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我说的是煤气呀", LEFT_ON),
        ("灶头到底谁去", LEFT_ON),
        ("物业去关掉了", SWITCHED_OFF),
        ("煤气关好了", SWITCHED_OFF),
        ("她醒了", ""),
    ],
)
def test_what_was_left_on_is_spoken_of_again(text: str, kind: str) -> None:
    assert second_matters.about_stove(text) == kind


@pytest.mark.parametrize("text", ["人没事了", "都好好的", "医生说脱离危险", "火扑灭了", "已经出院"])
def test_well(text: str) -> None:
    assert crisis_facts.tells_of_wellbeing(text)


@pytest.mark.parametrize("text", ["消防到了在往下放人", "人还在里面", "还没醒", "啥好好的", "电话打好了"])
def test_not_well(text: str) -> None:
    assert not crisis_facts.tells_of_wellbeing(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("外婆调羹捏不住掉了好几次 讲话含糊 想问问哪里量血压", "外婆调羹捏不住掉了好几次 讲话含糊 "),
        ("工友下窨井半天没动静喊不应 你们有没有梯子", "工友下窨井半天没动静喊不应 "),
        ("皮球没气了 哪里能打气", ""),
        ("请问剪纸几点开课", ""),
    ],
)
def test_what_stands_before_a_request(text: str, told: str) -> None:
    assert before_request(text) == told


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("楼道里煤气味好重 瑜伽课还有吗", "楼道里煤气味好重"),
        ("书法班几点 油锅烧起来了", "油锅烧起来了"),
        ("阿婆从昨天开始叫不醒 我想报插花课", "阿婆 叫不醒"),
        ("消防演练 着火了往哪跑 报名还有吗", ""),
        ("屋里煤气味好重", ""),
        ("课上讲着火了 人要弯腰", ""),
    ],
)
def test_what_stands_beside_a_question_about_a_lesson(text: str, rest: str) -> None:
    assert beside_lessons(text) == rest
