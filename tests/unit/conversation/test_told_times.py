"""What holds after somebody has said when it suits: days, parts of the day and hours join, exceptions stay."""

import pytest

from bot.conversation.interpret.corrections import correction_parts
from bot.conversation.interpret.values import joined_times, told_times


@pytest.mark.parametrize(
    ("known", "text", "holds"),
    [
        ("", "后天早上我要去卖菜下午么在屋里", "后天下午"),
        ("", "几时都好就是礼拜二不来", "什么时候都行（除了周二）"),
        ("", "我倒班的，这礼拜白班，要来就晚上七点后", "我倒班的，这礼拜白班，要来就晚上七点后"),
        ("", "阿拉白天呒没人，夜快头六点过后么有人", "傍晚六点过后"),
        ("周六下午", "改到周日", "周日下午"),
        ("周六下午", "周日都行", "周日"),
        ("周六", "上午别来下午来", "周六下午"),
        ("周六、周日", "周日我妈过生日，就周六吧", "周六"),
        ("随便（除了天天）", "不是除了天天，是中午勿要来", "随便（除了中午）"),
        ("天天（除了中午）", "中午可以了 礼拜一不行", "天天（除了周一）"),
        ("17:30到18:30", "周一到五每天", "周一到五 17:30到18:30"),
        ("周六下午", "中午不要来", "周六下午"),
        ("周六下午", "谢谢你", ""),
    ],
)
def test_what_holds(known: str, text: str, holds: str) -> None:
    assert told_times.told(text, known) == holds


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("下午么在屋里", True),
        ("啥辰光都好", True),
        ("阴历十五要去庙里，别的日子都好", True),
        ("周六下午有课吗", False),
        ("算了不弄了，周六有事", False),
        ("我叫李建国", False),
    ],
)
def test_whether_it_answers(text: str, answers: bool) -> None:
    assert told_times.answers(text) is answers


def test_days_parts_and_hours_join() -> None:
    assert joined_times.refined("周三、周四", "下午", adds=False) == "周三下午、周四下午"
    assert joined_times.refined("周六下午三点", "上午", adds=False) == "周六上午"
    assert joined_times.refined("周六下午", "三点以后", adds=False) == "周六下午三点以后"
    assert joined_times.refined("平时（除了周二）", "周日", adds=False) == "周日"


def test_corrections_are_cut_apart() -> None:
    assert correction_parts.parts("棉被两个字没写的呀两床礼拜一我不在地方是活动室") == [
        "棉被两个字没写的呀",
        "两床",
        "礼拜一我不在",
        "地方是活动室",
    ]
    assert correction_parts.parts("时间改成周日") == []
    assert correction_parts.to_write("上午别来这句写进去") == "上午别来"
    assert correction_parts.to_write("电话是13900001111") == ""
