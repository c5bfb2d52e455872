"""社情民意: residents suggest, complain and report, and ask what became of it; what others saw in bad weather."""

from bot.services.feedback import on_record, own_tickets, reporting, sightings

__all__ = ["on_record", "own_tickets", "reporting", "sightings"]
