"""雨后彩虹: tips, shelters, official warnings, and what is said in an emergency."""

from bot.services.disaster import crisis, danger_question, emergency, live_warnings, tips

__all__ = ["crisis", "danger_question", "emergency", "live_warnings", "tips"]
