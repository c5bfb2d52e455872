"""The community itself: where the office is, and what the co-building scheme does."""

from bot.services.community import history, service

__all__ = ["history", "service"]
