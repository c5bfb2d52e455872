"""A bare name and a course with a detail are plain questions, however unsure the models are; other messages stay as they were."""

from dataclasses import replace

import pytest

from bot.conversation.interpret.wishes.plain_questions import plain_question
from bot.understanding.parse import Alternative
from bot.understanding.pipeline import Understanding


@pytest.mark.parametrize(
    ("text", "read_as", "meant"),
    [
        ("插花", "training.enrol", "training.info"),
        ("调酒课", "training.cancel", "training.info"),
        ("太极队", "activity.browse", "club.info"),
        ("图书馆", "learning.resources", "venue.info"),
        ("剪纸课什么时候上", "training.mine", "training.info"),
        ("想学剪纸要多少钱", "training.enrol", "training.info"),
        ("有没有教老年人用手机的课", "learning.resources", "training.info"),
        ("灭害虫的活动什么时候搞", "health.pest", "health.pest"),
    ],
)
def test_it_is_plain(understanding: Understanding, text: str, read_as: str, meant: str) -> None:
    parse = replace(understanding.parse(text), intent=read_as, confidence=0.5, alternatives=())
    assert plain_question(parse).intent == meant
    assert plain_question(parse).confidence == 1.0


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("我想报名插花多少钱", "training.enrol"),
        ("我报的插花什么时候上课", "training.mine"),
        ("插花课退掉要多少钱", "training.cancel"),
        ("这家酒店的地址在哪里", "out_of_scope"),
        ("这家酒店有提供免费市内电话吗", "training.info"),
        ("厂里干了二十年电工不收钱", "talent.offer"),
    ],
)
def test_it_is_not(understanding: Understanding, text: str, read_as: str) -> None:
    parse = replace(understanding.parse(text), intent=read_as, confidence=0.5, alternatives=())
    assert plain_question(parse) is parse


def test_a_sure_reading_stands(understanding: Understanding) -> None:
    parse = replace(understanding.parse("插花"), intent="training.enrol", confidence=0.99)
    assert (
        plain_question(replace(parse, alternatives=(Alternative("training.info", 0.01),))).intent
        == "training.enrol"
    )
