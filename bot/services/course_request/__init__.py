"""菜单式: residents ask for a course that is not offered yet; requests are counted, and whoever asked hears when it opens."""

from bot.services.course_request import opening_notices, own_requests, requesting

__all__ = ["opening_notices", "own_requests", "requesting"]
