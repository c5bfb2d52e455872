"""Places in courses: taken, kept and given up by residents, and what the staff decide."""

from bot.skills.enrolment import by_staff, enrolling, own

SKILLS = (enrolling.skill, own.skill, by_staff.skill)
