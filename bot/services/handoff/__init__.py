"""A person: the queue in office hours, messages carried both ways, a call booked when nobody is there."""

from bot.services.handoff import staff_list

__all__ = ["staff_list"]
