"""人才银行: skills lent, help asked for, and the one brought to the other."""

from bot.services.talents import (
    completion,
    help_request,
    helper_answers,
    helper_search_job,
    request_views,
    skill_offer,
)

__all__ = [
    "completion",
    "help_request",
    "helper_answers",
    "helper_search_job",
    "request_views",
    "skill_offer",
]
