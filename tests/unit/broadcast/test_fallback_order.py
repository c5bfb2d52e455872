"""The fallback order of delivery methods, the parts of an SMS, the quiet hours, the circuit breaker."""

import pytest

from bot.broadcast.circuit_breaker import FAILURES, REST, CircuitBreaker
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.fallback_order import fallback_order, next_method
from bot.broadcast.sms_rules import in_quiet_hours, sms_parts
from bot.broadcast.wechat_templates import WeChatTemplate, wechat_template

ALL = frozenset(DeliveryMethod)


def test_a_template_message_is_for_warnings_alone() -> None:
    assert DeliveryMethod.TEMPLATE in fallback_order("warning")
    others = ("weekly", "notice", "drill")
    assert not [kind for kind in others if DeliveryMethod.TEMPLATE in fallback_order(kind)]
    assert DeliveryMethod.MASS not in fallback_order("warning")


def test_each_method_is_followed_by_the_next_that_is_enabled() -> None:
    assert next_method("weekly", "kf", ALL, has_phone=False) is DeliveryMethod.SUBSCRIBE
    without_subscribe = ALL - {DeliveryMethod.SUBSCRIBE}
    assert next_method("weekly", "kf", without_subscribe, has_phone=False) is DeliveryMethod.MASS
    assert next_method("weekly", "mass", ALL, has_phone=True) is DeliveryMethod.SMS
    assert next_method("weekly", "mass", ALL, has_phone=False) is None
    assert next_method("weekly", "sms", ALL, has_phone=True) is None


@pytest.mark.parametrize(("length", "parts"), [(63, 1), (64, 2), (127, 2), (128, 3)])
def test_parts_count_the_signature(length: int, parts: int) -> None:
    assert sms_parts("字" * length, "高河塘社区") == parts


def test_the_quiet_hours() -> None:
    quiet = [hour for hour in range(24) if in_quiet_hours(hour)]
    assert quiet == [0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23]


def test_a_breaker_opens_after_failures_and_tries_once_after_its_rest() -> None:
    breaker = CircuitBreaker()
    for _ in range(FAILURES):
        assert breaker.allows_call(0)
        breaker.record(success=False, now=0)
    assert not breaker.allows_call(REST - 1)
    assert breaker.allows_call(REST)
    breaker.record(success=False, now=REST)
    assert not breaker.allows_call(REST + 1)
    breaker.record(success=True, now=2 * REST)
    assert breaker.allows_call(2 * REST)


def test_a_text_is_spread_over_the_fields_of_a_template() -> None:
    template = wechat_template(" T1 : thing1, thing2,thing3")
    assert template == WeChatTemplate("T1", ("thing1", "thing2", "thing3"))
    assert template.fill("一\n" + "二" * 24) == {
        "thing1": "一 " + "二" * 18,
        "thing2": "二" * 6,
        "thing3": "—",
    }
    assert wechat_template("") == WeChatTemplate()
