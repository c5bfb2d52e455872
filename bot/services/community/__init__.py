"""The community itself: where the office is, and what the co-building scheme does."""

from bot.services.community import past_of_community, service

__all__ = ["past_of_community", "service"]
