"""人才银行: residents lend skills and ask for help, and the bot brings helpers and requests together."""

from bot.services.talents import (
    completion,
    consent,
    giving_up,
    help_request,
    helper_answers,
    helper_search_job,
    request_views,
    skill_offer,
)

__all__ = [
    "completion",
    "consent",
    "giving_up",
    "help_request",
    "helper_answers",
    "helper_search_job",
    "request_views",
    "skill_offer",
]
