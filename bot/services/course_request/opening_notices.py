"""Every minute, residents are told of courses that they asked for and that have opened."""

from bot.content.shared.courses import Course, find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.content.snapshot import Content
from bot.conversation.hooks import JobContext
from bot.services.course_request import records as course_requests
from bot.services.course_request.content import WISHES, subject_name
from bot.services.course_request.service import service
from bot.storage import notices


@service.periodic_job
async def tell_of_opened(job: JobContext) -> None:
    """Tell whoever asked for a course that now has a class to join: once, in the transaction that ends the request."""
    today = job.now.date()
    for request in await course_requests.waiting(job.work):
        course = _course_of(job.content, request.subject)
        if course is None or not course.holds(today):
            continue
        new_classes = [
            upcoming_class
            for upcoming_class in upcoming(course, job.now)
            if f"{course.id}.{upcoming_class.group.id}" not in request.known_classes
        ]
        if not new_classes or not await course_requests.opened(
            job.work, request.id, course.id, job.actor, job.now
        ):
            continue
        text = job.words.say(
            "request.opened", subject=request.subject, course=course.name, label=new_classes[0].label(today)
        )
        await notices.add(job.work, request.user, text, job.now)


def _course_of(content: Content, subject: str) -> Course | None:
    return find_course(content, subject) or find_course(content, subject_name(content.part(WISHES), subject))
