"""雨后彩虹: tips, shelters, official warnings, and what is said in an emergency."""

from bot.services.disaster import (
    alarm_raising,
    crisis,
    danger_question,
    emergency,
    live_warnings,
    tips,
    told_stories,
)

__all__ = ["alarm_raising", "crisis", "danger_question", "emergency", "live_warnings", "tips", "told_stories"]
