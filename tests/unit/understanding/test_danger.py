"""Emergencies, on sentences outside the training set: none is missed, and hardly anything else is taken for one."""

from pathlib import Path

import pytest
import yaml

from bot.understanding.pipeline import EMERGENCY, Understanding

FOLDER = Path(__file__).parent.parent.parent / "utterances"


def sentences(file: str) -> list[tuple[str, str]]:
    rows = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return [(label, row["say"]) for label, group in rows.items() for row in group]


def test_no_emergency_is_missed(understanding: Understanding) -> None:
    missed = [say for label, say in sentences("emergency.yaml") if not understanding.parse(say).emergency]
    assert missed == []


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
        "我家著火了",
        "我家着火了！！！",
        "我家，着火，了",
        "救命啊我家着火了",
        "那个那个我家着火了怎么办啊",
        "屋里好大的煤汽味",
    ],
)
def test_scripts_noise_and_mistyping_hide_no_emergency(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text).emergency
