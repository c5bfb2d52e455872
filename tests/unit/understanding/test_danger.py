"""Emergencies, on sentences outside the training set: none is missed, and hardly anything else is taken for one."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.understanding.pipeline import EMERGENCY, Understanding

FOLDER = Path(__file__).parent.parent.parent / "utterances"


def sentences(file: str) -> list[tuple[str, str]]:
    rows = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return [(label, row["say"]) for label, group in rows.items() for row in group]


def test_no_emergency_is_missed(understanding: Understanding) -> None:
    parses = [understanding.parse(say) for _, say in sentences("emergency.yaml")]
    assert [parse.text for parse in parses if not (parse.emergency or parse.possible)] == []
    assert sum(parse.emergency for parse in parses) >= 0.95 * len(parses)


def test_what_only_sounds_like_one_is_not_taken_for_one(understanding: Understanding) -> None:
    taken = [
        say
        for label, say in sentences("not_emergency.yaml")
        if label != EMERGENCY and understanding.parse(say).emergency
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("text", "hazard", "danger"),
    [
        ("我家厨房着火了", "fire", None),
        ("屋里煤气味好大", "gas", None),
        ("有小孩掉河里了", "drowning", None),
        ("我被困在电梯里", "elevator", None),
        ("我爸胸口痛喘不上气", "first_aid", "heart"),
        ("我不想活了", None, "suicide"),
        ("有人撬我家门", None, "crime"),
        ("孩子不见了找了半天", None, "missing_person"),
        ("老人摔倒了起不来", "first_aid", "fall"),
    ],
)
def test_the_danger_is_named(
    understanding: Understanding, text: str, hazard: str | None, danger: str | None
) -> None:
    parse = understanding.parse(text)
    assert parse.emergency
    assert (parse.slots.get("hazard"), parse.danger or None) == (hazard, danger)


@pytest.mark.parametrize(
    "text",
    ["周阿娣", "她叫周阿娣", "李大力", "张三丰", "13812345678", "六十二", "周六的", "是的", "火锅怎么做"],
)
def test_an_answer_in_a_form_is_no_emergency(understanding: Understanding, text: str) -> None:
    assert not understanding.parse(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "我昨晚开始胸口痛",
        "上班的时候心口痛得厉害",
        "演练的时候真有人晕倒了叫不醒",
        "我爸昨天晚上嘴巴歪了说不清话",
    ],
)
def test_in_the_gravest_dangers_a_mark_of_another_time_hides_nothing(
    understanding: Understanding, text: str
) -> None:
    parse = understanding.parse(text)
    assert parse.emergency or parse.possible


FIGURES = [
    *map(str, range(1, 3001)),
    *(
        f"{number}{unit}"
        for number in range(1, 130)
        for unit in ("个", "号", "岁", "幢", "月", "块", "点半", "人")
    ),
    *(f"{house}幢{flat}" for house in range(1, 30) for flat in (110, 119, 120, 1201)),
    *(f"末尾是{digit}不是{digit + 1}" for digit in range(9)),
    *(f"{month}月{day}号" for month in range(1, 13) for day in (10, 11, 12, 19, 20)),
    *("13800001120", "0574-86120119", "11:20", "2026-11-20", "12.5", "？！", "……", "120！！！"),
]


def test_no_figure_ever_rings(understanding: Understanding) -> None:
    """Numbers, dates, times, ages, flats, phone numbers, corrections of a last digit."""
    parses = map(understanding.parse, FIGURES)
    assert [parse.text for parse in parses if parse.emergency or parse.possible] == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["L", "Cs"]), max_size=30))
def test_no_text_without_a_letter_or_character_rings(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert not parse.emergency
    assert not parse.possible


@pytest.mark.parametrize(
    "text",
    [
        "我家著火了",
        "我家着火了！！！",
        "我家，着火，了",
        "救命啊我家着火了",
        "那个那个我家着火了怎么办啊",
        "屋里好大的煤汽味",
    ],
)
def test_scripts_noise_and_mistyping_hide_no_emergency(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert parse.emergency or parse.possible == "gas"  # a mistyped one is at least asked about


def test_a_message_without_a_letter_or_character_is_no_emergency(understanding: Understanding) -> None:
    texts = [*map(str, range(1, 3001)), "12-3", "1!!!", "？？？", "13800000000"]
    assert [text for text in texts if understanding.parse(text).emergency] == []
    assert understanding.parse("13800000000").intent == "out_of_scope"


@pytest.mark.parametrize("text", ["12幢1201", "120号", "住119幢", "我是第12个报的", "1200块一套"])
def test_which_number_it_is_teaches_the_model_nothing(understanding: Understanding, text: str) -> None:
    assert not understanding.parse(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "小孩放学没人带怎么办",
        "桂花不要放在里面",
        "妹妹不要写在里面",
        "把她从里面拿掉",
        "孩子不要写在里面",
    ],
)
def test_ordinary_words_of_lists_and_care_ring_no_alarm(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert (parse.emergency, parse.possible) == (False, "")


@pytest.mark.parametrize(
    "text",
    [
        "女儿到现在没回来",
        "她手上有好几道印子",
        "孩子锁在里面了",
        "小孩一个人在里面出不来",
        "宝宝在里面哭 门打不开",
    ],
)
def test_beside_them_a_danger_rings(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert parse.emergency or parse.possible
