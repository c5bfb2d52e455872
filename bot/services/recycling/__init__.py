"""绿色服务: which bin a thing belongs in, and how to dispose of it."""

from bot.services.recycling import bin_hours, parts_asked, service

__all__ = ["bin_hours", "parts_asked", "service"]
