"""Places in courses: taken, kept and given up by residents, and what the staff decide."""

from bot.services.enrolment import enrolling, own, promotion

__all__ = ["enrolling", "own", "promotion"]
