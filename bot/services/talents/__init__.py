"""人才银行: residents lend skills and ask for help, and the bot brings helpers and requests together."""

from bot.services.talents import (
    completion,
    giving_up,
    help_request,
    helper_answers,
    helper_search_job,
    request_on_record,
    request_views,
    requester_consent,
    skill_offer,
    skill_on_record,
)

__all__ = [
    "completion",
    "giving_up",
    "help_request",
    "helper_answers",
    "helper_search_job",
    "request_on_record",
    "request_views",
    "requester_consent",
    "skill_offer",
    "skill_on_record",
]
