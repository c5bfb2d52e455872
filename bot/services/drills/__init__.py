"""雨后彩虹: drills, safety talks, film nights, and books to read."""

from bot.services.drills import answers

__all__ = ["answers"]
