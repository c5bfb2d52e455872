"""雨后彩虹: tips, shelters, official warnings, and what is said in an emergency."""

from bot.services.disaster import emergency, tips, warnings

__all__ = ["emergency", "tips", "warnings"]
