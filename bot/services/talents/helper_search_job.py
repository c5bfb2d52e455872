"""Every minute, more candidates are asked: when the last did not answer in time, or when a new skill fits."""

from datetime import timedelta

from bot.conversation.hooks import JobContext
from bot.services.talents import helper_search_records as asks
from bot.services.talents.content import TALENTS
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.service import service


@service.periodic_job
async def continue_searches(job: JobContext) -> None:
    """Continue the searches whose candidates did not answer in time, and those that a new skill fits."""
    late = job.now - timedelta(hours=job.content.part(TALENTS).answer_hours)
    for number in await asks.unanswered(job.work, late):
        await ask_next_or_tell(job, number, job.actor, lapsed=late)
    for number in await asks.with_new_candidates(job.work):
        await ask_next_or_tell(job, number, job.actor)
