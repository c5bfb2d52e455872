"""Which way after which, how many parts, when it is quiet."""

import pytest

from bot.broadcast.circuit_breaker import FAILURES, REST, Breaker
from bot.broadcast.deliveries import Via
from bot.broadcast.fallback_order import next_way, parts, quiet, steps

ALL = frozenset(Via)


def test_a_template_message_is_for_warnings_alone() -> None:
    assert Via.TEMPLATE in steps("warning")
    assert not [kind for kind in ("weekly", "notice", "drill") if Via.TEMPLATE in steps(kind)]
    assert Via.MASS not in steps("warning")


def test_each_way_leads_to_the_next_that_there_is() -> None:
    assert next_way("weekly", "kf", ALL, has_phone=False) is Via.SUBSCRIBE
    assert next_way("weekly", "kf", ALL - {Via.SUBSCRIBE}, has_phone=False) is Via.MASS
    assert next_way("weekly", "mass", ALL, has_phone=True) is Via.SMS
    assert next_way("weekly", "mass", ALL, has_phone=False) is None
    assert next_way("weekly", "sms", ALL, has_phone=True) is None


@pytest.mark.parametrize(("length", "number"), [(63, 1), (64, 2), (127, 2), (128, 3)])
def test_parts_count_the_signature(length: int, number: int) -> None:
    assert parts("字" * length, "高河塘社区") == number


def test_the_quiet_hours() -> None:
    assert [hour for hour in range(24) if quiet(hour)] == [0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23]


def test_a_breaker_opens_after_failures_and_tries_once_after_its_rest() -> None:
    breaker = Breaker()
    for _ in range(FAILURES):
        assert breaker.open_for(0)
        breaker.went(well=False, now=0)
    assert not breaker.open_for(REST - 1)
    assert breaker.open_for(REST)
    breaker.went(well=False, now=REST)
    assert not breaker.open_for(REST + 1)
    breaker.went(well=True, now=2 * REST)
    assert breaker.open_for(2 * REST)
