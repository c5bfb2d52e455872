"""文化惠民: events, clubs and venues, as the content describes them."""

from bot.services.clubs_and_venues import next_time, own_event, service

__all__ = ["next_time", "own_event", "service"]
