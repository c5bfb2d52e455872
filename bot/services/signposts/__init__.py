"""Signposts to whoever is responsible, and the answers to known questions."""

from bot.services.signposts import asked_on, known_questions, same_matter, service

__all__ = ["asked_on", "known_questions", "same_matter", "service"]
