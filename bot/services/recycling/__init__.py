"""绿色服务: which bin a thing belongs in, and how to dispose of it."""

from bot.services.recycling import hours, service

__all__ = ["hours", "service"]
