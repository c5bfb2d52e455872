"""技能培训 and 文化课: which courses there are, their details, and which firms they lead to."""

from bot.services.training import service, whether_fit

__all__ = ["service", "whether_fit"]
