"""A message that takes too long to understand is not read to the end; its intent, and an emergency, are known all the same."""

import itertools

import pytest

from bot.understanding.pipeline import Understanding
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget


def ticking(step: float = 0.03, seconds: float = 0.05) -> ReadingBudget:
    """Each look at the processor's time finds it `step` seconds later."""
    ticks = itertools.count()
    return ReadingBudget(seconds, lambda: next(ticks) * step)


def spent() -> ReadingBudget:
    budget = ticking(1.0)
    with budget.reading():
        pass
    assert budget.spent
    return budget


def test_only_what_is_done_while_reading_counts() -> None:
    now = [0.0]
    budget = ReadingBudget(0.05, lambda: now[0])
    now[0] = 5.0
    assert not budget.spent
    with budget.reading():
        now[0] += 0.04
        assert not budget.spent
        with budget.reading():
            now[0] += 0.005
    now[0] += 5.0
    assert budget.used == pytest.approx(0.045)
    with budget.reading():
        now[0] += 0.006
        assert budget.spent
    assert budget.spent


def test_time_counts_also_when_a_reader_fails() -> None:
    budget = ticking(1.0)
    with pytest.raises(ZeroDivisionError), budget.reading():
        _ = 1 / 0
    assert budget.spent


def test_what_has_no_limit_is_never_spent() -> None:
    with UNLIMITED.reading():
        assert not UNLIMITED.spent
    assert UNLIMITED.used == 0.0


def test_the_intent_is_known_and_slots_are_not_read(understanding: Understanding) -> None:
    text = "我叫李大力，13812345678，我想报名电工"
    whole, cut = understanding.parse(text), understanding.parse(text, spent())
    assert whole.slots["phone"] == "13812345678"
    assert (cut.intent, cut.confidence, cut.named) == (whole.intent, whole.confidence, whole.named)
    assert cut.slots == {}


def test_slots_are_read_as_far_as_the_budget_reaches(understanding: Understanding) -> None:
    text = "我叫李大力，13812345678，我想报名电工"
    whole = understanding.parse(text)
    for looks in range(1, len(whole.slots) + 4):
        some = understanding.parse(text, ticking(0.01, looks * 0.01))
        assert some.slots.items() <= whole.slots.items()
    assert 0 < len(understanding.parse(text, ticking(0.01, 0.02)).slots) < len(whole.slots)


def test_an_emergency_is_never_lost(understanding: Understanding) -> None:
    for text in ("我家5楼厨房着火了", "老人摔倒了起不来，13812345678", "6幢3楼煤气味好大"):
        cut, whole = understanding.parse(text, spent()), understanding.parse(text)
        assert cut.emergency
        assert (cut.danger, cut.slots.get("hazard")) == (whole.danger, whole.slots.get("hazard"))


def test_what_was_cut_short_is_not_remembered(understanding: Understanding) -> None:
    text = "想报名学插花啊啊"
    assert understanding.parse(text, spent()).slots == {}
    assert understanding.parse(text).slots == {"course": "插花"}


def test_clauses_are_left_out(understanding: Understanding) -> None:
    text = "我想报名电工，图书馆几点开门，垃圾怎么分"
    assert len(understanding.parse_clauses(text)) == 3
    assert understanding.parse_clauses(text, spent()) == ()
    with_time = understanding.parse_clauses(text, ticking(0.01, 0.035))
    assert 1 < len(with_time) <= 3
