"""Numbers that residents were given of each other: who has mine, and reporting somebody who harasses."""

from bot.services.contacts import reporting

__all__ = ["reporting"]
