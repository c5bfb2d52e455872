"""Passages are found by rare words, whole questions and words that mean nothing else; meaning adds to it."""

import numpy as np
import pytest

from bot.common.postback import Wish
from bot.content.passages import Passage
from bot.understanding.models.answer_head import AnswerHead
from bot.understanding.models.passage_vectors import PassageVectors
from bot.understanding.passages.passage_index import PassageIndex
from bot.understanding.questions.small_questions import condition_asked, small_questions

PENSION = Passage(Wish("show", (("id", "pension"),)), words=("养老金", "退休金"), sure=("办退休",))
PERMIT = Passage(Wish("show", (("id", "permit"),)), words=("居住证", "暂住证"), unless=("上学",))
POINTS = Passage(Wish("answer", (("id", "points"),)), asks=("积分会过期吗", "分能存着吗"))
PASSAGES = (PENSION, PERMIT, POINTS)


@pytest.fixture(scope="module")
def index() -> PassageIndex:
    return PassageIndex(PASSAGES)


def test_a_question_is_known_to_its_own_words(index: PassageIndex) -> None:
    assert index.whole("积分会过期吗？") is POINTS
    assert index.whole("请问积分会过期吗") is POINTS
    assert index.whole("积分会不会过期") is None


def test_a_rare_word_tells_the_subject(index: PassageIndex) -> None:
    assert index.nearest("我妈的养老金怎么还没发下来")[0].passage is PENSION
    assert index.nearest("暂住证到期了去哪里换")[0].passage is PERMIT
    assert index.nearest("暂住证到期了去哪里换")[0].likeness > 0.5


def test_words_that_mean_something_else_take_a_passage_out(index: PassageIndex) -> None:
    assert all(found.passage is not PERMIT for found in index.nearest("没有居住证能上学吗"))


def test_a_sure_word_is_enough(index: PassageIndex) -> None:
    assert index.surely("明年想办退休了") is PENSION
    assert index.surely("退休以后想学点什么") is None


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("明天下午没人来", False),
        ("明天的被子", False),
        ("明天下雨吗", True),
        ("明天会不会下雨", True),
        ("天气", True),
    ],
)
def test_one_common_word_names_no_subject(text: str, is_found: bool) -> None:
    weather = Passage(Wish("show", (("id", "weather"),)), words=("天气预报", "明天下雨吗", "明天冷不冷"))
    index = PassageIndex((weather, POINTS), common={"明天", "下午", "没人", "下雨", "被子"})
    assert any(found.passage is weather for found in index.nearest(text)) == is_found


def test_a_question_without_a_subject_finds_nothing(index: PassageIndex) -> None:
    assert index.nearest("有什么呀") == []
    assert index.nearest("") == []


def test_meaning_lifts_what_the_words_leave_open() -> None:
    texts = [wording for passage in PASSAGES for wording in passage.wordings]
    vectors = np.eye(len(texts), 16, dtype=np.float32)
    index = PassageIndex(PASSAGES, PassageVectors.of(texts, vectors))
    unlike = index.nearest("攒下来的分数", 1)
    by_meaning = index.nearest("攒下来的分数", 1, vectors[texts.index("积分会过期吗")])
    assert by_meaning[0].passage is POINTS
    assert not unlike or by_meaning[0].likeness > unlike[0].likeness


def test_what_was_written_after_the_vectors_keeps_its_likeness_by_words() -> None:
    old = [wording for passage in (PENSION, PERMIT) for wording in passage.wordings]
    vectors = PassageVectors.of(old, np.eye(len(old), 16, dtype=np.float32))
    index = PassageIndex(PASSAGES, vectors)
    plain = PassageIndex(PASSAGES).nearest("积分会过期的吗", 1)[0]
    found = index.nearest("积分会过期的吗", 1, np.ones(16, dtype=np.float32))[0]
    assert (found.passage, found.likeness) == (POINTS, plain.likeness)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("插花课下雨还上吗", ["rain"]),
        ("能不能先去看看再说，要押金吗", ["deposit", "look"]),
        ("跟得上吗，能带孩子吗", ["hard", "along"]),
        ("插花什么时候上", []),
    ],
)
def test_small_questions_are_told_apart(text: str, keys: list[str]) -> None:
    assert sorted(question.key for question in small_questions(text)) == sorted(keys)


def test_a_condition_that_no_field_answers_is_named() -> None:
    assert condition_asked("有女老师教吗") == "女老师"
    assert condition_asked("老师是谁") == ""


def learned(toward: Passage, strength: float) -> AnswerHead:
    """A head that takes every text for this passage; strength: of its margin before the others."""
    labels = tuple(passage.key for passage in PASSAGES)
    bias = np.array([strength * (label == toward.key) for label in labels], dtype=np.float32)
    return AnswerHead(labels, np.zeros((2, len(labels)), dtype=np.float32), bias)


def test_what_was_learned_to_be_meant_comes_first_where_it_is_sure() -> None:
    texts = [text for passage in PASSAGES for text in passage.wordings]
    vectors = PassageVectors.of(
        texts, np.random.default_rng(0).normal(size=(len(texts), 2)).astype(np.float32)
    )
    question, vector = "我妈的养老金怎么还没发下来", np.ones(2, dtype=np.float32)
    sure = PassageIndex(PASSAGES, vectors, head=learned(PERMIT, 6.0))
    unsure = PassageIndex(PASSAGES, vectors, head=learned(PERMIT, 0.1))
    assert sure.nearest(question, vector=vector)[0].passage is PERMIT
    assert unsure.nearest(question, vector=vector)[0].passage is PENSION
    assert sure.nearest(question)[0].passage is PENSION
