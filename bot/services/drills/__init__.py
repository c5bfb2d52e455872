"""雨后彩虹: drills, safety talks, film nights, and books to read; answers to a drill are counted."""

from bot.services.drills import drill_answers

__all__ = ["drill_answers"]
