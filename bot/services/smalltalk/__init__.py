"""What is said to the bot as to a person, and what is asked about the talk itself; yes and no when nothing is asked."""

from bot.services.smalltalk import (
    about_the_bot,
    about_the_talk,
    calendar_questions,
    courtesies,
    feelings,
    glossary,
)

__all__ = ["about_the_bot", "about_the_talk", "calendar_questions", "courtesies", "feelings", "glossary"]
