"""At which part of the week or day a class is held. Pure."""

from bot.content.shared.courses import CourseClass


def is_held_at(group: CourseClass, part: str) -> bool:
    """Whether the class is held at this part of the week or day; "" fits any."""
    start = int(group.time[:2])
    fits = {
        "weekend": any(day >= 6 for day in group.weekdays), "weekday": any(day <= 5 for day in group.weekdays),
        "morning": start < 12, "afternoon": 12 <= start < 17, "evening": start >= 17,
    }  # fmt: skip
    return fits.get(part, True)
