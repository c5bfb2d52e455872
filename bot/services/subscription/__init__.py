"""The weekly tip: residents subscribe, change channel, day or hazards, and unsubscribe at once."""

from bot.services.subscription import on_record

__all__ = ["on_record"]
