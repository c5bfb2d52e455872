"""雨后彩虹: tips, shelters, official warnings, and what is said in an emergency."""

from bot.services.disaster import emergency, live_warnings, tips

__all__ = ["emergency", "live_warnings", "tips"]
