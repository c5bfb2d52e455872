"""The next helpers are asked when the last did not answer in time, and when a new skill fits an open request."""

from datetime import timedelta

from bot.conversation.hooks import JobContext
from bot.services.talents import helper_search_records as talent_asks
from bot.services.talents.content import TALENTS
from bot.services.talents.helper_search import told_on
from bot.services.talents.service import service


@service.periodic_job
async def go_on(job: JobContext) -> None:
    """Go on with the requests that wait: those whose helpers are late first, then those that can be asked anew."""
    late = job.now - timedelta(hours=job.content.part(TALENTS).answer_hours)
    for number in await talent_asks.unanswered(job.work, late):
        await told_on(job, number, job.actor, lapsed=late)
    for number in await talent_asks.hopeful(job.work):
        await told_on(job, number, job.actor)
