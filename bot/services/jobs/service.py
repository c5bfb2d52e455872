"""Openings: those that firms announced here, those on file, and the courses that lead to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import COURSES, Course, find_course
from bot.content.shared.questions import QUESTIONS
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.jobs import records as orders
from bot.services.jobs.content import JOBS, ListedJob
from bot.services.jobs.records import HiringOrder
from bot.understanding.passages.faq import VERY_NEAR
from bot.understanding.questions.aspects import asks_wage

FIND = "training.jobs"
PAGE = 5
COURSES_OFFERED = 2  # on a card
_AFTER_IT = re.compile(r"[学这那]|毕业|结业|出师")

service = Service(
    name="jobs",
    reads=(JOBS, COURSES, QUESTIONS),
    says={
        "jobs.list": frozenset({"jobs"}),
        "jobs.some": frozenset({"jobs"}),
        "jobs.of_course": frozenset({"leads", "jobs"}),
        "jobs.none_of_course": frozenset({"leads"}),
        "jobs.line": frozenset({"name", "firm"}),
        "jobs.choice": frozenset({"name", "firm"}),
        "jobs.card": frozenset({"name", "firm", "about"}),
        "jobs.learn_first": frozenset({"courses"}),
        "jobs.ordered": frozenset({"people", "due"}),
        "jobs.people": frozenset({"count"}),
        "jobs.due": frozenset({"due"}),
        "jobs.gone": frozenset({"jobs"}),
        "jobs.all": frozenset(),
        "jobs.next_page": frozenset(),
        "jobs.how": frozenset(),
        "training.jobs_of": frozenset({"course", "jobs"}),
        "fact.wage": frozenset(),
        "training.no_jobs": frozenset({"course"}),
        "training.enrol_this": frozenset({"course"}),
    },
)


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening. key: names it in a choice; courses: ids of those that lead to it, the nearest first."""

    key: str
    name: str
    firm: str
    about: str
    courses: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@service.on(FIND, slots=("course", "age", "gender", "education"))
async def jobs(turn: Turn) -> Reply:
    """Show the opening that was chosen, those that a course leads to or that are named, or all; that no wage is written."""
    reply = await _shown(turn)
    if not asks_wage(turn.message.text):
        return reply
    unwritten = not_written(turn, turn.words.say("fact.wage"))
    offer = () if turn.session.form else (ask_for_me(turn, turn.message.text),)
    return Reply(f"{reply.text}\n{unwritten}", (*offer, *reply.choices))


async def _shown(turn: Turn) -> Reply:
    """The openings that the message means."""
    openings = await _openings(turn)
    if turn.slot("job"):
        opening = next((opening for opening in openings if opening.key == turn.slot("job")), None)
        return _card(turn, opening) if opening else _listed(turn, "jobs.gone", openings)
    answer = "" if turn.slot("page") else turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer, (_all(turn),))
    course = find_course(turn.content, turn.slot("course") or _leant_on(turn))
    if course is not None:
        return _of_course(turn, course, openings)
    named = _named(openings, turn.message.text)
    return _listed(turn, "jobs.some", named) if named else _listed(turn, "jobs.list", openings)


def _named(openings: Sequence[Opening], text: str) -> list[Opening]:
    """The openings that the text names."""
    return [opening for opening in openings if any(name in text for name in (opening.name, *opening.aliases))]


async def _openings(turn: Turn) -> list[Opening]:
    """The openings that firms announced and the staff accepted, then those on file."""
    announced = [_announced(turn, order) for order in await orders.hiring(turn.work)]
    return [*announced, *(_on_file(job) for job in turn.in_force(turn.content.part(JOBS)))]


def _on_file(job: ListedJob) -> Opening:
    return Opening(job.id, job.name, job.firm, job.about, job.courses, job.aliases)


def _announced(turn: Turn, order: HiringOrder) -> Opening:
    """A firm's order as an opening, without the contact's name and phone."""
    people = turn.words.say("jobs.people", count=order.quantity) if order.quantity else ""
    due = turn.words.say("jobs.due", due=order.due) if order.due else ""
    leading = [
        course.id
        for course in turn.content.part(COURSES)
        if any(len(name) > 1 and name in order.need for name in (course.name, *course.aliases))
    ]
    about = turn.words.say("jobs.ordered", people=people, due=due)
    return Opening(f"order-{order.id}", order.need, order.firm, about, tuple(leading))


def _of_course(turn: Turn, course: Course, openings: Sequence[Opening]) -> Reply:
    turn.rely_on(course)
    turn.session.topic.course = course.name
    key = "training.jobs_of" if course.jobs else "training.no_jobs"
    leads = turn.words.say(key, course=course.name, jobs=course.jobs)
    fitting = [opening for opening in openings if course.id in opening.courses][: PAGE - 1]
    links = (*_links(turn, fitting), _enrol(turn, course), _all(turn))
    if not fitting:
        return turn.say("jobs.none_of_course", leads=leads, choices=links)
    return turn.say("jobs.of_course", leads=leads, jobs=_lines(turn, fitting), choices=links)


def _listed(turn: Turn, key: str, openings: Sequence[Opening]) -> Reply:
    pages = max(1, -(-len(openings) // PAGE))
    page = min(int(turn.slot("page") or 1), pages)
    shown = openings[(page - 1) * PAGE : page * PAGE]
    choices = _links(turn, shown)
    if pages > 1:
        slots = (("page", str(page % pages + 1)),)
        choices += (Choice(turn.words.say("jobs.next_page"), Wish(FIND, slots), more=True),)
    return turn.say(key, jobs=_lines(turn, shown), choices=choices)


def _card(turn: Turn, opening: Opening) -> Reply:
    courses = [course for key in opening.courses if (course := find_course(turn.content, key))][
        :COURSES_OFFERED
    ]
    lines = [turn.words.say("jobs.card", name=opening.name, firm=opening.firm, about=opening.about)]
    if courses:
        names = "、".join(course.name for course in courses)
        lines.append(turn.words.say("jobs.learn_first", courses=names))
        turn.session.topic.course = courses[0].name
    lines.append(turn.words.say("jobs.how"))
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return Reply("\n".join(lines), (*(_enrol(turn, course) for course in courses), person, _all(turn)))


def _leant_on(turn: Turn) -> str:
    """The course spoken of last, when the question is what it leads to: 「学完能干什么」."""
    return turn.session.topic.course if _AFTER_IT.search(turn.message.text) else ""


def _lines(turn: Turn, openings: Sequence[Opening]) -> str:
    return "\n".join(
        turn.words.say("jobs.line", name=opening.name, firm=opening.firm) for opening in openings
    )


def _links(turn: Turn, openings: Sequence[Opening]) -> tuple[Choice, ...]:
    """A choice for each opening; the firm is named where several openings have the same name."""
    names = [opening.name for opening in openings]
    return tuple(
        Choice(
            opening.name
            if names.count(opening.name) == 1
            else turn.words.say("jobs.choice", name=opening.name, firm=opening.firm),
            Wish(FIND, (("job", opening.key),)),
        )
        for opening in openings
    )


def _enrol(turn: Turn, course: Course) -> Choice:
    label = turn.words.say("training.enrol_this", course=course.name)
    return Choice(label, Wish("training.enrol", (("course", course.name),)))


def _all(turn: Turn) -> Choice:
    return Choice(turn.words.say("jobs.all"), Wish(FIND, (("page", "1"),)), more=True)
