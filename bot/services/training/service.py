"""技能培训 and 文化课: which courses there are, their details, and which firms they lead to."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import COURSES, Course, CourseClass, find_course
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.content.shared.venues import VENUES
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.understanding.aspects import Aspect, aspects_asked
from bot.understanding.faq import closest_question
from bot.understanding.slots import day_time

PAGE = 6

service = Service(
    name="training",
    reads=(COURSES, QUESTIONS, VENUES),
    says={
        "training.kinds": frozenset({"skill", "culture"}),
        "training.kind_skill": frozenset(),
        "training.kind_culture": frozenset(),
        "training.suggest": frozenset(),
        "training.list": frozenset({"kind", "page", "pages"}),
        "training.next_page": frozenset(),
        "training.card": frozenset({"course", "summary", "classes", "place", "fee", "who"}),
        "training.fee": frozenset({"course", "fee"}),
        "training.place": frozenset({"course", "place"}),
        "training.teacher": frozenset({"course", "teacher"}),
        "training.certificate": frozenset({"course", "certificate"}),
        "training.bring": frozenset({"course", "bring"}),
        "training.who": frozenset({"course", "who"}),
        "training.how": frozenset({"course"}),
        "training.how_any": frozenset(),
        "training.time": frozenset({"course", "classes"}),
        "training.seats": frozenset({"course", "classes"}),
        "training.jobs_of": frozenset({"course", "jobs"}),
        "training.no_jobs": frozenset({"course"}),
        "training.no_class": frozenset({"course"}),
        "training.no_part": frozenset(),
        "training.which": frozenset(),
        "training.enrol_this": frozenset({"course"}),
        "training.more_courses": frozenset(),
    },
)
_KINDS = {"skill": "training.kind_skill", "culture": "training.kind_culture"}


@service.on("training.browse", slots=("course_kind",))
async def browse(turn: Turn) -> Reply:
    """List the courses of a kind, a page at a time; ask which kind, when none is named."""
    kind = turn.slot("course_kind")
    if kind not in _KINDS:
        return _kinds(turn)
    courses = turn.in_force(course for course in turn.content.part(COURSES) if course.kind == kind)
    part = day_time.part(turn.parse.normal)
    if part:
        fitting = tuple(
            course for course in courses if any(_is_held_at(group, part) for group in course.classes)
        )
        courses = fitting or courses
    pages = max(1, -(-len(courses) // PAGE))
    page = min(int(turn.slot("page") or 1), pages)
    shown = courses[(page - 1) * PAGE : page * PAGE]
    turn.session.topic.shown = [course.name for course in shown]
    turn.session.topic.kind = kind
    turn.session.topic.course = ""
    choices = tuple(_card_of(turn, course) for course in shown)
    if pages > 1:
        slots = (("course_kind", kind), ("page", str(page % pages + 1)))
        more = turn.words.say("training.next_page")
        choices += (Choice(more, Wish("training.browse", slots), more=True),)
    title = turn.words.say(_KINDS[kind])
    reply = turn.say("training.list", kind=title, page=page, pages=pages, choices=choices)
    return replace(reply, look="courses")


@service.on("training.info", slots=("course", "age"))
async def info(turn: Turn) -> Reply:
    """The details asked for; all of them when none is named; the question which course, when none is known."""
    asked = aspects_asked(turn.message.text) or aspects_asked(_question_repeated(turn))
    course = find_course(turn.content, turn.slot("course") or turn.session.topic.course)
    if course is None:
        return _in_general(turn, asked)
    turn.rely_on(course)
    turn.session.topic.course = course.name
    if day_time.part(turn.parse.normal) and Aspect.TIME not in asked:
        asked = (Aspect.TIME, *asked)
    turn.session.topic.asked = turn.parse.normal if asked else ""
    if not asked:
        return Reply(_card(turn, course), _next(turn, course))
    lines = dict.fromkeys(_detail(turn, course, aspect) for aspect in asked[:2])
    return Reply("\n".join(lines), _next(turn, course))


def _kinds(turn: Turn) -> Reply:
    counts = {kind: sum(course.kind == kind for course in turn.content.part(COURSES)) for kind in _KINDS}
    choices = tuple(
        Choice(turn.words.say(key), Wish("training.browse", (("course_kind", kind),)))
        for kind, key in _KINDS.items()
    )
    suggest = Choice(turn.words.say("training.suggest"), Wish("training.recommend"))
    return turn.say("training.kinds", choices=(*choices, suggest), **counts)


def _in_general(turn: Turn, asked: tuple[Aspect, ...]) -> Reply:
    courses = tuple(_about(course) for course in turn.in_force(turn.content.part(COURSES))[: PAGE - 1])
    more = Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True)
    questions = (
        question for question in turn.content.part(QUESTIONS).all if question.intent.startswith("training.")
    )
    known_question = closest_question(turn.parse.normal, questions)
    if known_question is not None:
        turn.rely_on(known_question)
        return Reply(known_question.answer, (more,))
    if Aspect.HOW in asked:
        return turn.say("training.how_any", choices=(*courses, more))
    return turn.say("training.which", choices=(*courses, more))


def _about(course: Course) -> Choice:
    return Choice(course.name, Wish("training.info", (("course", course.name),)))


def _card_of(turn: Turn, course: Course) -> Choice:
    classes = upcoming(course, turn.now)
    start = f"{classes[0].start:%-m月%-d日}起 · " if classes else ""
    return replace(_about(course), detail=f"{course.summary}\n{start}{course.fee}")


def _next(turn: Turn, course: Course) -> tuple[Choice, ...]:
    label = turn.words.say("training.enrol_this", course=course.name)
    return (
        Choice(label, Wish("training.enrol", (("course", course.name),))),
        Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True),
    )


def _card(turn: Turn, course: Course) -> str:
    return turn.words.say(
        "training.card",
        course=course.name,
        summary=course.summary,
        classes=_classes(turn, course),
        place=_place(turn, course),
        fee=course.fee,
        who=course.for_whom,
    )


def _detail(turn: Turn, course: Course, aspect: Aspect) -> str:
    if aspect is Aspect.JOBS:
        key = "training.jobs_of" if course.jobs else "training.no_jobs"
    else:
        key = f"training.{aspect}"
    return turn.words.say(
        key,
        course=course.name,
        fee=course.fee,
        place=lambda: _place(turn, course),
        teacher=course.teacher,
        certificate=course.certificate,
        bring=course.bring,
        who=course.for_whom,
        jobs=course.jobs,
        classes=lambda: _classes(turn, course),
    )


def _classes(turn: Turn, course: Course) -> str:
    classes = upcoming(course, turn.now)
    part = day_time.part(turn.parse.normal)
    if not classes:
        return turn.words.say("training.no_class", course=course.name)
    fitting = [upcoming_class for upcoming_class in classes if _is_held_at(upcoming_class.group, part)]
    lines = "\n".join(_line(upcoming_class, turn) for upcoming_class in fitting or classes)
    return lines if fitting else f"{turn.words.say('training.no_part')}\n{lines}"


def _question_repeated(turn: Turn) -> str:
    """The question that 「那家政呢」 repeats for another course; "" when the message asks by itself."""
    return (
        turn.session.topic.asked if turn.parse.normal.endswith("呢") or "呢" in turn.message.text[-2:] else ""
    )


def _is_held_at(group: CourseClass, part: str) -> bool:
    """Whether the class is held at this part of the week or day; "" fits any."""
    start = int(group.time[:2])
    fits = {
        "weekend": any(day >= 6 for day in group.weekdays), "weekday": any(day <= 5 for day in group.weekdays),
        "morning": start < 12, "afternoon": 12 <= start < 17, "evening": start >= 17,
    }  # fmt: skip
    return fits.get(part, True)


def _line(upcoming_class: Upcoming, turn: Turn) -> str:
    return f"· {upcoming_class.label(turn.now.date())}，{upcoming_class.hours}"


def _place(turn: Turn, course: Course) -> str:
    venue = turn.venue(course.venue)
    return f"{venue.name}（{venue.where}）" if venue else course.venue
