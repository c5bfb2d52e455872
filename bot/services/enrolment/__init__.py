"""Places in courses: taken, kept and given up by residents, and what the staff decide."""

from bot.services.enrolment import enrolment_form, on_record, own_enrolments, promotion, seats_told

__all__ = ["enrolment_form", "on_record", "own_enrolments", "promotion", "seats_told"]
