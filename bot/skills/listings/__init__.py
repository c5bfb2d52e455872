"""Things that change hands among neighbours."""

from bot.skills.listings.trading import skill

__all__ = ["skill"]
