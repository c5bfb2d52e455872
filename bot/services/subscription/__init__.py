"""The weekly tip: subscribe, change channel, day or hazards, stop at once."""

from bot.services.subscription import staff_list

__all__ = ["staff_list"]
