"""Numbers that residents were given of each other: who has mine, and reporting somebody who harasses."""

from bot.services.contacts import harassment_reports

__all__ = ["harassment_reports"]
