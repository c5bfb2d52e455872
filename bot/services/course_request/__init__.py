"""菜单式: residents ask for a course that is not offered yet; requests are counted, and whoever asked hears when it opens."""

from bot.services.course_request import on_record, opening_notices, own_requests, requesting, unfit_times

__all__ = ["on_record", "opening_notices", "own_requests", "requesting", "unfit_times"]
