"""What only asks about something on record, or denies it, and what is told besides or urged; read from words alone."""

import pytest

from bot.conversation.interpret.values.kept_times import kept
from bot.understanding.questions.additions import besides, put_right, waits_long
from bot.understanding.questions.afterwards_questions import asks_status
from bot.understanding.questions.record_acts import (
    after_denied_act,
    asks_how_to_end,
    asks_plainly,
    asks_whom_to_turn_to,
    is_conditional,
)
from bot.understanding.slots import place


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("到时怎么退", True),
        ("万一不想去了咋个退", True),
        ("以后能不能不来", True),
        ("中途退可以吗", True),
        ("要退跟谁讲", True),
        ("我问以后", True),
        ("怎么退费", False),
        ("不用来了 怎么撤", False),
        ("师傅怎么不来", False),
        ("怎么停水了", False),
        ("帮我退掉", False),
        ("剪纸不学了", False),
    ],
)
def test_how_to_end(text: str, asked: bool) -> None:
    assert asks_how_to_end(text) is asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("不是改 我就问几点开门", "我就问几点开门"),
        ("我没说要退，我问下雨还上不上", "我问下雨还上不上"),
        ("又不是要取消，就问带不带剪刀", "就问带不带剪刀"),
        ("不是撤 是改时间 礼拜四不要了", "改时间 礼拜四不要了"),
        ("不是17幢 是18幢", ""),
        ("不是改成周三", ""),
        ("退掉吧", ""),
    ],
)
def test_what_is_said_after_a_denial(text: str, rest: str) -> None:
    assert after_denied_act(text) == rest


def test_a_question_by_its_ending_or_a_beginning() -> None:
    assert all(
        map(
            asks_plainly,
            ("直接去就好了是伐", "是扫地那个吧 不是搞医院的", "我问后天是礼拜几", "能不能带伴 行不"),
        )
    )
    assert not any(map(asks_plainly, ("那就周六吧", "改到周日", "问题是灯不亮")))
    assert is_conditional("要是没人我带她去行不行")
    assert is_conditional("接不接我讲了算")
    assert not is_conditional("这单我接")


@pytest.mark.parametrize(
    ("known", "text", "rest"),
    [
        ("周二周四上午", "礼拜四不要了", "周二上午"),
        ("周二、周四上午", "光留礼拜二", "周二上午"),
        ("礼拜二礼拜四", "反了 礼拜二留着 礼拜四去掉", "周二"),
        ("周二上午、周四下午", "周二去不了了", "周四下午"),
        ("周一周三周五晚上", "把周三划掉", "周一周五晚上"),
        ("周六周日都有空", "周六不来了", "周日有空"),
        ("周六、周日", "周六下午不行", "周六、周日（除了周六下午）"),
        ("平时", "礼拜三不行", "平时（除了周三）"),
        ("周末", "只要周六", "周六"),
        ("周二周四", "就礼拜二上午", ""),
        ("周二周四", "改成周三", ""),
        ("周二", "周二不来了", ""),
        ("周二周四", "礼拜二不变", ""),
        ("", "礼拜二不来了", ""),
    ],
)
def test_times_that_stay(known: str, text: str, rest: str) -> None:
    assert kept(known, text) == rest


def test_what_is_told_besides_and_put_right() -> None:
    assert besides("哦对了 它是一下雨就灭") == "它是一下雨就灭"
    assert besides("还有多少人报名") == ""
    assert put_right("我妈八十了 还有不是17幢是18幢后面 我看错了") == ("18幢后面", "我妈八十了")
    assert put_right("灯不亮")[0] == ""
    assert place.told_last("还是写17幢 要走错的 改成十八幢后面") == "18幢后面"
    assert place.told_last("改成周三下午") == ""


def test_waiting_too_long() -> None:
    assert all(
        map(waits_long, ("总该有人去修了吧 都四天了", "怎么还不来", "电话一只也没来过", "到现在还没动静"))
    )
    assert not any(map(waits_long, ("几天能修好", "灯坏了三天了", "不急")))


def test_whom_to_turn_to() -> None:
    assert all(
        map(asks_whom_to_turn_to, ("明天没人来我找谁", "等不到怎么办", "师傅不来咋办", "没消息我问谁"))
    )
    assert not any(map(asks_whom_to_turn_to, ("没人来", "我找谁学剪纸", "家里没人怎么给")))


def test_whether_it_came() -> None:
    assert all(map(asks_status, ("那个短信发到没发", "灯修没修", "修收音机的人呢", "那个牌子有信没得")))
    assert not any(map(asks_status, ("有没有剪纸课", "明天有没有空")))
