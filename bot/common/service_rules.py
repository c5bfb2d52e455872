"""What the operator decides for the services: whom the staff approve first, and how much a resident may have a day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """The rules of this installation; the defaults are the strict ones.

    helpers_wait: a new helper of the talent bank waits until the staff have approved them.
    reservations_a_day: how many things of the green exchange a resident may reserve a day.
    """

    helpers_wait: bool = True
    reservations_a_day: int = 3


STRICT = ServiceRules()
