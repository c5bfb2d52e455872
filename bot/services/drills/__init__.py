"""雨后彩虹: drills, safety talks, film nights, and books to read."""

from bot.services.drills import drill_answers

__all__ = ["drill_answers"]
