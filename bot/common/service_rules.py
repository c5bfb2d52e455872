"""What the operator decides for the services: whom the staff approve first, and how much a resident may have a day."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass


def random_code() -> str:
    """Six digits that nobody can guess."""
    return f"{secrets.randbelow(1_000_000):06d}"


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """The rules of this installation; the defaults are the strict ones.

    helpers_wait: a new helper of the talent bank waits until the staff have approved them.
    reservations_a_day: how many things of the green exchange a resident may reserve a day.
    sms_codes: confirmation codes can be sent by SMS; without them nothing that needs a confirmed phone is offered.
    codes_spoken: the reply itself says the code: a demo that no other machine can reach.
    codes_a_day: how many codes are sent a day, to all residents together.
    enrolments_a_day, subscriptions_a_day, callbacks_a_day: how many of each a resident may ask for a day.
    accounts_per_address: how many accounts' share of these limits one network address may use up.
    new_code: makes a confirmation code.
    """

    helpers_wait: bool = True
    reservations_a_day: int = 3
    sms_codes: bool = False
    codes_spoken: bool = False
    codes_a_day: int = 500
    enrolments_a_day: int = 5
    subscriptions_a_day: int = 3
    callbacks_a_day: int = 3
    accounts_per_address: int = 3
    new_code: Callable[[], str] = random_code


STRICT = ServiceRules()
