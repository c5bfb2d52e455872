"""Work: which firms look for hands, and which course leads there."""

from bot.content.jobs import Job
from bot.content.knowledge import Course
from bot.dialogue.skill import Skill, Turn
from bot.message import Choice, Reply
from bot.records import orders
from bot.understanding.faq import VERY_NEAR

SHOWN = 5

skill = Skill(
    name="jobs",
    says={
        "jobs.list": frozenset({"lines"}),
        "jobs.of_course": frozenset({"course", "jobs", "lines"}),
        "jobs.line": frozenset({"job", "firm", "about"}),
        "jobs.ordered": frozenset({"job", "quantity"}),
        "jobs.none_of_course": frozenset({"course"}),
        "jobs.course_link": frozenset({"course"}),
        "jobs.employer_link": frozenset(),
    },
)


@skill.on("training.jobs")
async def jobs(turn: Turn) -> Reply:
    """By the course that is spoken of, by the job that is named, or all, what firms ordered here first."""
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    course = turn.content.course(turn.slot("course"))
    openings = turn.in_force(turn.content.jobs)
    named = [job for job in openings if any(name in turn.parse.normal for name in (job.name, *job.aliases))]
    if course is not None:
        return _of_course(turn, course, [job for job in openings if course.id in job.courses] or named)
    ordered = [
        turn.words.say("jobs.ordered", job=one.need, quantity=one.quantity or "")
        for one in await orders.hiring(turn.work)
    ]
    shown = (named or list(openings))[: SHOWN - min(len(ordered), 2)]
    lines = "\n".join([*ordered[:SHOWN], *(_line(turn, job) for job in shown)])
    leading = [turn.content.course(key) for job in shown for key in job.courses[:1]]
    choices = [_about(turn, one) for one in dict.fromkeys(one for one in leading if one)]
    return turn.say("jobs.list", lines=lines, choices=tuple(choices[: SHOWN - 1]))


def _of_course(turn: Turn, course: Course, fitting: list[Job]) -> Reply:
    turn.current(course)
    turn.session.topic.course = course.name
    if not course.jobs and not fitting:
        return turn.say("jobs.none_of_course", course=course.name, choices=(_about(turn, course),))
    lines = "\n".join(_line(turn, job) for job in fitting[:3])
    said = turn.words.say("jobs.of_course", course=course.name, jobs=course.jobs, lines=lines)
    return Reply(said.rstrip(), (_about(turn, course),))


def _line(turn: Turn, job: Job) -> str:
    return turn.words.say("jobs.line", job=job.name, firm=job.firm, about=job.about)


def _about(turn: Turn, course: Course) -> Choice:
    label = turn.words.say("jobs.course_link", course=course.name)
    return Choice(label, intent="training.info", slots=(("course", course.name),))
