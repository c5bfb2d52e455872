"""社情民意: suggest, complain, report; what became of it; what others saw in bad weather."""

from bot.services.feedback import staff_list

__all__ = ["staff_list"]
