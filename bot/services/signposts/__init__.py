"""Signposts to whoever is responsible, and the answers to known questions."""

from bot.services.signposts import known_questions, service

__all__ = ["known_questions", "service"]
