"""The weekly tip: residents subscribe, change channel, day or hazards, and unsubscribe at once."""

from bot.services.subscription import on_record, this_week

__all__ = ["on_record", "this_week"]
