"""A person of the staff: the queue in office hours, messages carried both ways, a call booked when the office is closed."""

from bot.services.handoff import on_record

__all__ = ["on_record"]
